"""Background work: keeps the vector store in step with the articles."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import timedelta

import structlog
from sqlalchemy import ColumnElement, and_, select, update

from switchboard.articles.chunk_store import embedding_text
from switchboard.articles.models import Article, Chunk
from switchboard.articles.workspace_version import bump
from switchboard.core.db import Database
from switchboard.core.jobs import Job, RetryLater, Work, enqueue
from switchboard.llm.errors import ModelRateLimited, ModelTimeout, ModelUnavailable
from switchboard.llm.port import EmbeddingModel
from switchboard.search.errors import VectorsUnavailable
from switchboard.search.language import spoken
from switchboard.search.learning import learn_later
from switchboard.search.vector_reconciler import check_later
from switchboard.search.vectors import Place, Vectors

log = structlog.get_logger(__name__)

AGAIN = timedelta(seconds=15)
"""When to come back while the vector store or the model cannot be reached: not a failure."""

PASSING = (VectorsUnavailable, ModelUnavailable, ModelTimeout, ModelRateLimited)

AT_ONCE = 64
"""Chunks embedded and stored together."""

TURN_SECONDS = 5.0
"""How long the catching up of a workspace goes on before others have their turn."""


class KnowledgeJobs:
    """What a worker does for knowledge."""

    def __init__(self, database: Database, embedding: EmbeddingModel, vectors: Vectors) -> None:
        self._database = database
        self.embedding = embedding
        self._vectors = vectors

    def work(self) -> list[Work]:
        """The kinds of job to register with the worker."""
        return [
            Work("knowledge.index", self.index, at_once=2),
            # One that has found nothing more to embed must not keep the next from being added.
            Work("knowledge.catch_up", self.catch_up, at_once=1, key_until_begun=True),
            Work("knowledge.forget", self.forget),
        ]

    async def index(self, job: Job) -> None:
        """Embed the chunks of some articles that have no vector of the present model yet."""
        articles = list(job.payload["article_ids"])
        try:
            await self.index_articles(job.workspace_id, articles)
        except PASSING as error:
            raise RetryLater(AGAIN) from error
        except Exception:
            if len(articles) == 1:
                raise
            await self._one_by_one(job.workspace_id, articles)

    async def catch_up(self, job: Job) -> None:
        """Embed whatever of the workspace has no vector yet, the newest first.

        Comes again after a while, so that others have their turn.
        """
        until = time.monotonic() + TURN_SECONDS
        broken: set[str] = set()
        while chunks := await self._waiting(
            job.workspace_id, and_(_NOWHERE, Chunk.article_id.not_in(broken))
        ):
            try:
                await self._store(job.workspace_id, chunks)
            except PASSING as error:
                raise RetryLater(AGAIN) from error
            except Exception:
                log.warning("knowledge_not_embedded", exc_info=True)
                own = {chunk.article_id for _, chunk in chunks}
                broken |= own
                await self._one_by_one(job.workspace_id, sorted(own))
            if time.monotonic() > until:
                raise RetryLater(timedelta(0))
        if not broken:
            async with self._database.transaction(job.workspace_id) as session:
                await check_later(session)  # what another model made before is not needed any more

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
        async with self._database.transaction(job.workspace_id) as session:
            await bump(session, "vectors")  # whoever holds them in memory reads them anew

    async def index_articles(self, workspace_id: str, articles: Sequence[str]) -> int:
        """Do what `index` says; the number of chunks that were embedded."""
        elsewhere = Chunk.indexed_with.is_distinct_from(self.embedding.fingerprint)
        return await self._embed_all(workspace_id, and_(elsewhere, Chunk.article_id.in_(articles)))

    async def index_workspace(self, workspace_id: str, told: Callable[[int], None]) -> int:
        """Embed whatever has no vector yet; how many chunks there were.

        Args:
            told: hears after each batch how many it was.
        """
        return await self._embed_all(workspace_id, _NOWHERE, told)

    async def _embed_all(
        self,
        workspace_id: str,
        which: ColumnElement[bool],
        told: Callable[[int], None] = lambda _count: None,
    ) -> int:
        done = 0
        while chunks := await self._waiting(workspace_id, which):
            await self._store(workspace_id, chunks)
            done += len(chunks)
            told(len(chunks))
        return done

    async def _one_by_one(self, workspace_id: str, articles: Sequence[str]) -> None:
        """What is wrong with one of them must not keep the others from being found."""
        async with self._database.transaction(workspace_id) as session:
            for article in articles:
                await enqueue(session, "knowledge.index", {"article_ids": [article]})

    async def _waiting(
        self, workspace_id: str, which: ColumnElement[bool]
    ) -> list[tuple[str, Chunk]]:
        """Some of these chunks that have no vector, with their articles' titles."""
        model = self.embedding
        async with self._database.transaction(workspace_id) as session:
            found = await session.execute(
                select(Article.title, Chunk)
                .join(Chunk, Chunk.article_id == Article.id)
                .where(
                    Chunk.workspace_id == workspace_id,
                    spoken(model.name, Chunk.language),
                    which,
                )
                .order_by(Chunk.id.desc())
                .limit(AT_ONCE)
            )
            return [(title, chunk) for title, chunk in found]

    async def _store(self, workspace_id: str, chunks: Sequence[tuple[str, Chunk]]) -> None:
        texts = [embedding_text(title, c.kind, c.heading, c.text) for title, c in chunks]
        vectors = await self.embedding.embed(texts, kind="passage")
        # Asked only now: a provider's model knows its fingerprint after its first answer.
        fingerprint = self.embedding.fingerprint
        rows: dict[Place, list[int]] = defaultdict(list)
        for row, (_, chunk) in enumerate(chunks):
            rows[Place(workspace_id, chunk.language, chunk.audience, fingerprint)].append(row)
        for place, own in rows.items():
            ids = [chunks[row][1].id for row in own]
            new = await self._vectors.upsert(place, ids, vectors[own])
            await self._mark(place, ids, new=new)

    async def _mark(self, place: Place, ids: Sequence[str], *, new: bool) -> None:
        """Note who has a vector now, and take back those whose chunk went away meanwhile.

        Where the place is new, others may have stood in one that was lost: that is looked into.
        """
        async with self._database.transaction(place.workspace_id) as session:
            await bump(session, "vectors")  # first: whoever saves has this before the chunks
            marked = await session.scalars(
                update(Chunk)
                .where(Chunk.workspace_id == place.workspace_id, Chunk.id.in_(ids))
                .values(indexed_with=place.fingerprint)
                .returning(Chunk.id)
            )
            gone = set(ids) - set(marked)
            await learn_later(session)
            if new:
                await check_later(session)
        if gone:
            await self._vectors.delete(place, sorted(gone))


_NOWHERE = Chunk.indexed_with.is_(None)
"""A chunk without a vector of any model. Vectors of another model are forgotten first."""
