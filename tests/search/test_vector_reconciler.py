"""The vector store is true to PostgreSQL: for every process, and after it lost something."""

from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest_asyncio
from sqlalchemy import update

from switchboard.articles import service as articles
from switchboard.articles.models import Chunk
from switchboard.articles.schemas import ArticlePatch
from switchboard.core.db import Database
from switchboard.engines import Engines
from switchboard.search import KnowledgeSearch, open_knowledge
from switchboard.search.vector_reconciler import Mended
from switchboard.search.vectors import Place
from switchboard.search.wiring import keeper_of, vectors_of
from tests.support.knowledge import Knowledge
from tests.support.wait import eventually

PARCEL = "my order has not shown up yet"
SHIPPING = "We ship with a carrier of our choice. A parcel takes two to four days."


@pytest_asyncio.fixture(loop_scope="session")
async def elsewhere(
    engines: Engines, knowledge: Knowledge, tmp_path: Path
) -> AsyncIterator[KnowledgeSearch]:
    """The search of another process: its own connections, its own index."""
    embedding = knowledge.services.get(KnowledgeSearch).embedding
    database = Database(engines.urls.database_url, pool_size=2)
    url = engines.urls.chroma_url
    async with open_knowledge(database, embedding, url, tmp_path) as search:
        yield search
    await database.dispose()


async def test_what_one_process_changes_every_leg_of_another_finds(
    knowledge: Knowledge, elsewhere: KnowledgeSearch, database: Database
) -> None:
    async def seen(audience: str = "public") -> dict[str, set[str]]:
        found = await elsewhere.search(knowledge.workspace_id, PARCEL, audience=audience)
        return {
            item.title: {leg for leg, score in item.legs.items() if score} for item in found.items
        }

    await knowledge.write("Opening hours", "We are open from nine to five.")
    written = await knowledge.write("Shipping", SHIPPING)
    await knowledge.embed_all()

    async def in_both_legs() -> bool:
        return "dense" in (await seen()).get("Shipping", ())

    assert await eventually(in_both_legs)

    # For staff from now on: its vectors are elsewhere, and the old ones are found by nobody.
    async with database.transaction(knowledge.workspace_id) as session:
        await articles.update(session, written.id, ArticlePatch(audience="staff"))

    async def hidden() -> bool:
        return "Shipping" not in await seen()

    assert await eventually(hidden)
    await knowledge.embed_all()

    async def shown_to_staff() -> bool:
        return "dense" in (await seen("staff")).get("Shipping", ())

    assert await eventually(shown_to_staff)
    assert "Shipping" not in await seen()

    async with database.transaction(knowledge.workspace_id) as session:
        await articles.delete(session, written.id)

    async def gone() -> bool:
        return "Shipping" not in await seen("staff")

    assert await eventually(gone)


async def test_what_the_store_lost_is_embedded_again_and_what_is_left_over_removed(
    undisturbed: Knowledge,
) -> None:
    await undisturbed.write("Shipping", SHIPPING)
    german = await undisturbed.write("Rückgabe", "60 Tage.", language="de")
    assert await undisturbed.embed_all() == 4
    keeper, vectors = keeper_of(undisturbed.services), vectors_of(undisturbed.services)
    assert await keeper.mend(undisturbed.workspace_id) == Mended()
    assert undisturbed.workspace_id not in await keeper.differing()

    fingerprint = undisturbed.services.get(KnowledgeSearch).embedding.fingerprint
    place = Place(undisturbed.workspace_id, "en", "public", fingerprint)
    old = Place(undisturbed.workspace_id, "en", "public", "a model of last year")
    stored = sorted(await vectors.ids(place))
    some = np.eye(384, dtype=np.float32)[:1]
    await vectors.delete(place, stored[:1])
    assert undisturbed.workspace_id in await keeper.differing()
    await vectors.upsert(place, ["nobody's"], some)
    await vectors.upsert(old, [german.id], some)
    async with undisturbed.database.transaction(undisturbed.workspace_id) as session:
        was = update(Chunk).where(Chunk.article_id == german.id)
        await session.execute(was.values(indexed_with=old.fingerprint))

    # The German texts are embedded again; their vectors of the old model answer until then.
    assert await keeper.mend(undisturbed.workspace_id) == Mended(missing=3, strange=1)
    assert await undisturbed.embed_all() == 3
    assert sorted(await vectors.ids(place)) == stored
    assert await keeper.mend(undisturbed.workspace_id) == Mended(strange=1)
    assert await vectors.ids(old) == set()
