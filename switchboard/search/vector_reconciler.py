"""Keeps the vector store true to PostgreSQL: what it lost is embedded again, by itself.

A chunk whose content changes gets another id, and another model's vectors stand in another place:
so the same ids in the same place are the same content by the same model, and comparing ids is
comparing everything. As that reads every id, places are counted first: only workspaces whose
numbers differ are compared, and each once a day whatever its numbers are.
"""

from __future__ import annotations

import asyncio
import time
import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog
from sqlalchemy import ARRAY, Select, Text, any_, false, func, literal, or_, select, update

from switchboard.articles.models import Chunk, KnowledgeVersion
from switchboard.articles.workspace_version import bump, lock_articles
from switchboard.core.db import Database, Session
from switchboard.core.jobs import Job, RetryLater, enqueue
from switchboard.llm.port import EmbeddingModel
from switchboard.search.errors import VectorsUnavailable
from switchboard.search.language import spoken
from switchboard.search.vectors import Place, Vectors

log = structlog.get_logger(__name__)

LOOKS_SECONDS = 2.0
"""How often it is looked whether the store is back."""

CHECKS_SECONDS = 1_800.0
"""How often what stands in the store is counted though nothing seems wrong."""

ROUNDS = 48
"""In so many rounds, a day, every workspace is compared id by id: some of them in each."""

AGAIN = timedelta(seconds=15)
_SHOWN = 100_000
"""Waiting texts are not counted beyond this."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What a check found: vectors that were missing, and such that nothing belongs to."""

    missing: int = 0
    strange: int = 0


async def check_later(session: Session) -> None:
    """Have a worker compare this workspace's vectors with its chunks."""
    key = f"knowledge.check:{session.workspace_id}"
    await enqueue(session, "knowledge.check", {}, dedupe_key=key)


class Keeper:
    """Compares, mends, and tells how far it is."""

    def __init__(self, database: Database, embedding: EmbeddingModel, vectors: Vectors) -> None:
        self._database = database
        self._embedding = embedding
        self._vectors = vectors
        self._waiting = 0
        self._counted = float("-inf")
        self._counting: asyncio.Task[None] | None = None
        self._suspected: dict[str, float] = {}

    async def run(self) -> None:
        """Have everything checked at first, whenever the store comes back, and now and then."""
        due = 0.0
        while True:
            try:
                await self._vectors.ping()
                if time.monotonic() >= due:
                    await self._check_all()
                    due = time.monotonic() + CHECKS_SECONDS
            except VectorsUnavailable:
                due = 0.0
            except Exception:
                log.warning("knowledge_not_checked", exc_info=True)
            await asyncio.sleep(LOOKS_SECONDS)

    async def check(self, job: Job) -> None:
        """Compare one workspace, and have what is missing embedded."""
        try:
            mended = await self.mend(job.workspace_id)
        except VectorsUnavailable as error:
            raise RetryLater(AGAIN) from error
        if mended != Mended():
            log.warning(
                "knowledge_mended",
                workspace_id=job.workspace_id,
                missing=mended.missing,
                strange=mended.strange,
            )

    async def mend(self, workspace_id: str) -> Mended:
        """Forget in PostgreSQL what the store does not have, and in the store what nobody needs.

        Raises VectorsUnavailable.
        """
        async with self._database.transaction(workspace_id) as session:
            missing = await _replace_other_models(session, self._embedding)
            places = await self._places(session)
        strange = await self._drop_former(workspace_id, places)
        for place in places:
            lost, left_over = await self._compare(place)
            missing, strange = missing + lost, strange + left_over
        async with self._database.transaction(workspace_id) as session:
            if missing:
                await bump(session, "vectors")
            if await session.scalar(self._waits(workspace_id).limit(1)):
                key = f"knowledge.catch_up:{workspace_id}"
                await enqueue(session, "knowledge.catch_up", {}, dedupe_key=key)
        return Mended(missing, strange)

    async def _drop_former(self, workspace_id: str, places: Sequence[Place]) -> int:
        """Remove the vectors of the model before, once all of the present one's are there.

        To look for places takes long, so that is done only where there was another model.
        """
        former = select(Chunk.id).where(
            Chunk.workspace_id == workspace_id, Chunk.former_fingerprint.is_not(None)
        )
        async with self._database.transaction(workspace_id) as session:
            had = await session.scalar(former.limit(1))
            if had is None or await session.scalar(self._waits(workspace_id).limit(1)):
                return 0
        dropped = await self._vectors.drop_workspace(workspace_id, keep=places)
        async with self._database.transaction(workspace_id) as session:
            await lock_articles(session)
            mine = update(Chunk).where(Chunk.workspace_id == workspace_id)
            await session.execute(
                mine.where(Chunk.former_fingerprint.is_not(None)).values(former_fingerprint=None)
            )
        return dropped

    async def suspect(self, workspace_id: str) -> None:
        """Have a workspace checked whose vectors were not where they should be."""
        now = time.monotonic()
        if now - self._suspected.get(workspace_id, float("-inf")) < AGAIN.total_seconds():
            return
        self._suspected = {
            own: since
            for own, since in self._suspected.items()
            if now - since < AGAIN.total_seconds()
        } | {workspace_id: now}
        async with self._database.transaction(workspace_id) as session:
            await check_later(session)

    def waiting(self) -> int:
        """About how many texts have no vector yet; counted anew beside the caller."""
        old = time.monotonic() - self._counted > LOOKS_SECONDS
        if old and (self._counting is None or self._counting.done()):
            self._counting = asyncio.create_task(self._count())
        return self._waiting

    async def close(self) -> None:
        """Stop what runs beside."""
        if self._counting:
            self._counting.cancel()
            await asyncio.gather(self._counting, return_exceptions=True)

    async def _count(self) -> None:
        some = self._waits(None).limit(_SHOWN).subquery()
        try:
            async with self._database.system() as session:
                counted = await session.scalar(select(func.count()).select_from(some))
        except Exception:
            log.warning("knowledge_not_counted", exc_info=True)
            return
        self._waiting, self._counted = counted or 0, time.monotonic()

    def _waits(self, workspace_id: str | None) -> Select[str]:
        """The chunks that should have a vector and have none."""
        model = self._embedding.name
        query = select(Chunk.id).where(Chunk.indexed_with.is_(None), spoken(model, Chunk.language))
        return query.where(Chunk.workspace_id == workspace_id) if workspace_id else query

    async def _check_all(self) -> None:
        async with self._database.system() as session:
            workspaces = (await session.scalars(select(KnowledgeVersion.workspace_id))).all()
        now = int(time.time() // CHECKS_SECONDS)
        due = {own for own in workspaces if (zlib.crc32(own.encode()) + now) % ROUNDS == 0}
        for workspace_id in sorted(due | await self.differing()):
            async with self._database.transaction(workspace_id) as session:
                await check_later(session)

    async def differing(self) -> set[str]:
        """The workspaces with other numbers of vectors in the store than PostgreSQL knows of, or
        with chunks that wait for one. Raises VectorsUnavailable."""
        fingerprint = self._embedding.fingerprint
        current = func.coalesce(Chunk.indexed_with == fingerprint, false())
        async with self._database.system() as session:
            rows = await session.execute(
                select(
                    Chunk.workspace_id,
                    Chunk.language,
                    Chunk.audience,
                    func.count().filter(current).label("current"),
                    func.count().label("all"),
                    func.count(Chunk.former_fingerprint).label("former"),
                )
                .where(or_(spoken(self._embedding.name, Chunk.language), current))
                .group_by(Chunk.workspace_id, Chunk.language, Chunk.audience)
            )
            counted = rows.all()
        found: set[str] = set()
        for workspace_id, language, audience, current_ones, all_ones, former in counted:
            place = Place(workspace_id, language, audience, fingerprint)
            if (
                former
                or current_ones < all_ones
                or current_ones != await self._vectors.count(place)
            ):
                found.add(workspace_id)
        return found

    async def _places(self, session: Session) -> list[Place]:
        """Where vectors of the workspace's chunks belong."""
        workspace_id, fingerprint = session.workspace_id, self._embedding.fingerprint
        rows = await session.execute(
            select(Chunk.language, Chunk.audience)
            .where(Chunk.workspace_id == workspace_id, spoken(self._embedding.name, Chunk.language))
            .distinct()
        )
        return [Place(workspace_id, language, audience, fingerprint) for language, audience in rows]

    async def _compare(self, place: Place) -> tuple[int, int]:
        """Mend one place. A chunk may be embedded, or go, while this looks: hence the order."""
        async with self._database.transaction(place.workspace_id) as session:
            marked = await _chunks(session, place, with_vector=True)
        stored = await self._vectors.ids(place)
        async with self._database.transaction(place.workspace_id) as session:
            strange = stored - await _chunks(session, place, with_vector=False)
            missing = await _forget(session, place, marked - stored)
        if strange:
            await self._vectors.delete(place, sorted(strange))
        return missing, len(strange)


async def _replace_other_models(session: Session, embedding: EmbeddingModel) -> int:
    """Have what another model embedded wait for its vector; until then the old one answers.

    Where the present model does not read the language, there will be no other.
    """
    await lock_articles(session)
    gone = await session.scalars(
        update(Chunk)
        .where(
            Chunk.workspace_id == session.workspace_id,
            Chunk.indexed_with != embedding.fingerprint,
        )
        .values(indexed_with=None, former_fingerprint=Chunk.indexed_with)
        .returning(Chunk.id)
    )
    return len(gone.all())


async def _chunks(session: Session, place: Place, *, with_vector: bool) -> set[str]:
    query = select(Chunk.id).where(
        Chunk.workspace_id == place.workspace_id,
        Chunk.language == place.language,
        Chunk.audience == place.audience,
    )
    if with_vector:
        query = query.where(Chunk.indexed_with == place.fingerprint)
    return set(await session.scalars(query))


async def _forget(session: Session, place: Place, chunks: Collection[str]) -> int:
    if not chunks:
        return 0
    await lock_articles(session)
    gone = await session.scalars(
        update(Chunk)
        .where(
            Chunk.workspace_id == place.workspace_id,
            Chunk.id == any_(literal(sorted(chunks), ARRAY(Text()))),
            Chunk.indexed_with == place.fingerprint,
        )
        .values(indexed_with=None)
        .returning(Chunk.id)
    )
    return len(gone.all())
