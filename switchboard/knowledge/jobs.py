"""Background work: keeps the vector store in step with the articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import or_, select, update

from switchboard.core.db import Database, Session
from switchboard.core.jobs import Job, RetryLater, Work
from switchboard.knowledge.chunking import embedding_text
from switchboard.knowledge.errors import VectorsUnavailable
from switchboard.knowledge.language import speaks
from switchboard.knowledge.models import Article, Chunk
from switchboard.knowledge.vectors import Place, Vectors
from switchboard.knowledge.version import bump
from switchboard.llm.errors import ModelRateLimited, ModelTimeout, ModelUnavailable
from switchboard.llm.port import EmbeddingModel

AGAIN = timedelta(seconds=15)
"""When to come back while the vector store or the model cannot be reached: not a failure."""


class KnowledgeJobs:
    """What a worker does for knowledge."""

    def __init__(self, database: Database, embedding: EmbeddingModel, vectors: Vectors) -> None:
        self._database = database
        self._embedding = embedding
        self._vectors = vectors

    def work(self) -> list[Work]:
        """The kinds of job to register with the worker."""
        return [
            Work("knowledge.index", self.index, at_once=2),
            Work("knowledge.forget", self.forget),
        ]

    async def index(self, job: Job) -> None:
        """Embed the chunks of one article that have no vector of the present model yet."""
        try:
            await self.index_article(job.workspace_id, str(job.payload["article_id"]))
        except (VectorsUnavailable, ModelUnavailable, ModelTimeout, ModelRateLimited) as error:
            raise RetryLater(AGAIN) from error

    async def forget(self, job: Job) -> None:
        """Remove the vectors of chunks that are no more."""
        payload = job.payload
        place = Place(
            job.workspace_id, payload["language"], payload["audience"], payload["fingerprint"]
        )
        try:
            await self._vectors.delete(place, payload["ids"])
        except VectorsUnavailable as error:
            raise RetryLater(AGAIN) from error

    async def index_article(self, workspace_id: str, article_id: str) -> int:
        """Do what `index` says; the number of chunks that were embedded."""
        async with self._database.transaction(workspace_id) as session:
            chunks = await _without_vector(session, article_id, self._embedding.fingerprint)
        chunks = [chunk for chunk in chunks if speaks(self._embedding.name, chunk[1].language)]
        if chunks:
            await self._store(workspace_id, chunks)
        return len(chunks)

    async def _store(self, workspace_id: str, chunks: Sequence[tuple[str, Chunk]]) -> None:
        texts = [embedding_text(title, c.kind, c.heading, c.text) for title, c in chunks]
        vectors = await self._embedding.embed(texts, kind="passage")
        # Asked only now: a provider's model knows its fingerprint after its first answer.
        fingerprint = self._embedding.fingerprint
        rows: dict[Place, list[int]] = defaultdict(list)
        for row, (_, chunk) in enumerate(chunks):
            rows[Place(workspace_id, chunk.language, chunk.audience, fingerprint)].append(row)
        for place, own in rows.items():
            ids = [chunks[row][1].id for row in own]
            await self._vectors.upsert(place, ids, vectors[own])
            await self._mark(place, ids)

    async def _mark(self, place: Place, ids: Sequence[str]) -> None:
        """Note who has a vector now, and take back those whose chunk went away meanwhile."""
        async with self._database.transaction(place.workspace_id) as session:
            marked = await session.scalars(
                update(Chunk)
                .where(Chunk.workspace_id == place.workspace_id, Chunk.id.in_(ids))
                .values(indexed_with=place.fingerprint)
                .returning(Chunk.id)
            )
            gone = set(ids) - set(marked)
            await bump(session, "vectors")
        if gone:
            await self._vectors.delete(place, sorted(gone))


async def _without_vector(
    session: Session, article_id: str, fingerprint: str
) -> list[tuple[str, Chunk]]:
    found = await session.execute(
        select(Article.title, Chunk)
        .join(Chunk, Chunk.article_id == Article.id)
        .where(
            Chunk.workspace_id == session.workspace_id,
            Chunk.article_id == article_id,
            or_(Chunk.indexed_with.is_(None), Chunk.indexed_with != fingerprint),
        )
        .order_by(Chunk.position)
    )
    return [(title, chunk) for title, chunk in found]
