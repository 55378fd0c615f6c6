"""Another embedding model takes over: its vectors are never mixed with those of the one before,
which answer until the new ones are there."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import func, select

from switchboard.articles.models import Chunk
from switchboard.engines import Engines
from switchboard.llm import e5, minilm
from switchboard.llm.built_in import FormerModels
from switchboard.llm.local_embedding import LocalEmbedding
from switchboard.search import KnowledgeSearch, open_knowledge
from switchboard.search import jobs as search_jobs
from switchboard.search.jobs import KnowledgeJobs
from switchboard.search.vector_reconciler import Mended
from switchboard.search.vectors import Place, Vectors
from tests.support.knowledge import Knowledge
from tests.support.wait import eventually

PARCEL = "my order has not shown up yet"


@pytest.fixture(scope="module")
def old() -> Iterator[LocalEmbedding]:
    model = minilm.load()
    yield model
    model.close()


@pytest.fixture(scope="module")
def new() -> Iterator[LocalEmbedding]:
    model = e5.load()
    yield model
    model.close()


@pytest.fixture
def vectors(engines: Engines) -> Vectors:
    return Vectors(engines.urls.chroma_url)


@pytest_asyncio.fixture(loop_scope="session")
async def embedded(undisturbed: Knowledge, old: LocalEmbedding, vectors: Vectors) -> Knowledge:
    """A workspace whose articles the old model has embedded."""
    await undisturbed.write("Shipping", "A parcel takes two to four days.")
    await undisturbed.write("Opening hours", "We are open from nine to five.")
    await undisturbed.write("Rückgabe", "Innerhalb von 60 Tagen.", language="de")
    jobs = KnowledgeJobs(undisturbed.database, old, vectors)
    assert await jobs.index_workspace(undisturbed.workspace_id, lambda _count: None) == 4
    return undisturbed


@pytest_asyncio.fixture(loop_scope="session")
async def upgraded(
    embedded: Knowledge, new: LocalEmbedding, engines: Engines, tmp_path: Path
) -> AsyncIterator[KnowledgeSearch]:
    """The search of a process that was started with the new model."""
    former = FormerModels()
    chroma = engines.urls.chroma_url
    async with open_knowledge(
        embedded.database, new, chroma, tmp_path, former=former.get
    ) as search:
        yield search
    former.close()


async def by_meaning(search: KnowledgeSearch, workspace_id: str, query: str = PARCEL) -> list[str]:
    """What the dense leg finds."""
    found = await search.search(workspace_id, query)
    return [item.title for item in found.items if item.legs.get("dense", 0) > 0]


async def test_the_old_vectors_answer_until_the_new_ones_are_there(
    embedded: Knowledge,
    upgraded: KnowledgeSearch,
    old: LocalEmbedding,
    new: LocalEmbedding,
    vectors: Vectors,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workspace_id, keeper = embedded.workspace_id, upgraded.keeper
    assert keeper
    before = Place(workspace_id, "en", "public", old.fingerprint)
    after = Place(workspace_id, "en", "public", new.fingerprint)

    async def model() -> str | None:
        view = await upgraded.index.view(workspace_id)
        used = await upgraded.dense.model("en", view.embedded)
        return used.name if used else None

    async def becomes(name: str) -> bool:
        async def seen() -> bool:
            return await model() == name

        return await eventually(seen)

    assert await model() == minilm.NAME
    assert "Shipping" in await by_meaning(upgraded, workspace_id)

    # What is there is noted as the former model's; all texts wait, the German ones too.
    assert workspace_id in await keeper.differing()
    assert await keeper.mend(workspace_id) == Mended(missing=4)
    assert await model() == minilm.NAME
    assert "Shipping" in await by_meaning(upgraded, workspace_id)

    # Half way: still the old one, and nothing of it is lost.
    jobs = KnowledgeJobs(embedded.database, new, vectors)
    monkeypatch.setattr(search_jobs, "AT_ONCE", 3)
    chunks = await jobs._waiting(workspace_id, Chunk.indexed_with.is_(None))
    await jobs._store(workspace_id, chunks)
    assert await keeper.mend(workspace_id) == Mended()
    assert await model() == minilm.NAME
    assert await vectors.count(before) == 4

    await jobs.index_workspace(workspace_id, lambda _count: None)
    assert await becomes(e5.NAME)
    assert "Shipping" in await by_meaning(upgraded, workspace_id)
    assert "Rückgabe" in await by_meaning(upgraded, workspace_id, "send something back")

    # Everything is there: what the old model made goes.
    assert workspace_id in await keeper.differing()
    assert await keeper.mend(workspace_id) == Mended(strange=1)
    assert await vectors.count(before) == 0
    assert await vectors.count(after) == 4
    assert await keeper.mend(workspace_id) == Mended()
    assert workspace_id not in await keeper.differing()
    async with embedded.database.transaction(workspace_id) as session:
        left = select(func.count()).where(Chunk.former_fingerprint.is_not(None))
        assert await session.scalar(left) == 0


async def test_health_says_how_many_texts_wait_for_the_new_model(
    embedded: Knowledge, upgraded: KnowledgeSearch
) -> None:
    assert upgraded.keeper
    await upgraded.keeper.mend(embedded.workspace_id)

    async def told() -> bool:
        return upgraded.health()["vectors"].startswith("indexing: ")

    assert await eventually(told)


async def test_vectors_of_a_model_that_is_gone_are_not_asked(
    embedded: Knowledge, new: LocalEmbedding, engines: Engines, tmp_path: Path
) -> None:
    """Without the model they are of, a question cannot be compared with them."""
    async with open_knowledge(embedded.database, new, engines.urls.chroma_url, tmp_path) as search:
        assert await by_meaning(search, embedded.workspace_id, "parcel") == []
        found = await search.search(embedded.workspace_id, "parcel")
        assert found.items[0].title == "Shipping"
        assert found.degraded is None


async def test_former_models_are_those_we_have(old: LocalEmbedding) -> None:
    former = FormerModels()
    loaded = await former.get(old.fingerprint)
    assert loaded
    assert loaded.fingerprint == old.fingerprint
    assert await former.get(old.fingerprint) is loaded
    assert await former.get("a provider's model") is None
    former.close()
