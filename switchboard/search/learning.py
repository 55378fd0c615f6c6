"""Learns the classifiers of a workspace, in a child of the worker, and stores them for everybody.

A classifier is learned again when its articles' texts change, and once more when nearly all of
them have a vector. Until then the one before answers, or none.
"""

from __future__ import annotations

import base64
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import structlog
from sqlalchemy import delete, func, literal, or_, select
from sqlalchemy.dialects.postgresql import aggregate_order_by, insert

from switchboard.articles.models import Chunk, ChunkKind
from switchboard.articles.workspace_version import bump
from switchboard.core.child_process import ChildEnded, ChildProcess
from switchboard.core.clock import now
from switchboard.core.db import Database, Session
from switchboard.core.jobs import Job, RetryLater, enqueue
from switchboard.search import index_feed
from switchboard.search.dense import DenseLeg, Embedded
from switchboard.search.errors import VectorsUnavailable
from switchboard.search.intent_classifier import MAX_CELLS, MIN_QUESTIONS
from switchboard.search.models import StoredClassifier
from switchboard.search.text_analysis import Floats
from switchboard.search.training_data import TrainingData
from switchboard.search.vectors import Place

log = structlog.get_logger(__name__)

QUIET = timedelta(seconds=0.3)
"""How long learning waits for the next change: an import is learned from once."""

EMBEDDED_SHARE = 0.98
"""The share of a language's texts that must have a vector before the meaning is read."""

REST = timedelta(seconds=10)
"""How long a classifier that reads words alone, until vectors come, answers at least."""

LEARN_SECONDS = 900.0
_MODULE = "switchboard.search.learner"


@dataclass(frozen=True, slots=True)
class _Language:
    """What there is to learn of one language.

    Args:
        embedded: how many texts have a vector of some model.
        fingerprint: of the model whose vectors are asked, if there are any.
        state: tells states of its texts, and models, apart.
    """

    name: str
    texts: int
    questions: int
    embedded: int
    fingerprint: str | None
    state: str

    @property
    def is_embedded(self) -> bool:
        return self.embedded >= EMBEDDED_SHARE * self.texts

    @property
    def enough(self) -> bool:
        return self.questions >= 2 * MIN_QUESTIONS and 2 * self.texts <= MAX_CELLS


async def learn_later(session: Session) -> None:
    """Have a worker learn the workspace's classifiers again, soon."""
    key = f"knowledge.learn:{session.workspace_id}"
    await enqueue(session, "knowledge.learn", {}, delay=QUIET, dedupe_key=key)


class Learning:
    """What a worker does to learn."""

    def __init__(self, database: Database, dense: DenseLeg) -> None:
        """Args: where the articles are; the model and the store of their vectors."""
        self._database = database
        self._dense = dense
        self._child = ChildProcess(_MODULE, seconds=LEARN_SECONDS)

    async def learn(self, job: Job) -> None:
        """Bring the classifier of each language of the job's workspace up to date."""
        await self.learn_all(job.workspace_id)

    async def learn_all(self, workspace_id: str) -> None:
        """Learn what has to be learned. Raises RetryLater where that could not be done."""
        async with self._database.transaction(workspace_id) as session:
            embedded = await index_feed.embedded(session)
            languages = await self._languages(session, embedded)
            query = select(StoredClassifier).where(StoredClassifier.workspace_id == workspace_id)
            stored = {row.language: row for row in await session.scalars(query)}
            gone = stored.keys() - {one.name for one in languages if one.enough}
            await session.execute(
                delete(StoredClassifier).where(
                    StoredClassifier.workspace_id == workspace_id,
                    StoredClassifier.language.in_(gone),
                )
            )
        for language in languages:
            known = stored.get(language.name)
            if language.enough and not self._is_learned(language, known):
                await self._learn(workspace_id, language, known)

    async def close(self) -> None:
        """Stop the child."""
        await self._child.close()

    def _is_learned(self, language: _Language, known: StoredClassifier | None) -> bool:
        if known is None or known.learned_from != language.state:
            return False
        return known.complete or not language.is_embedded

    async def _learn(
        self, workspace_id: str, language: _Language, known: StoredClassifier | None
    ) -> None:
        async with self._database.transaction(workspace_id) as session:
            documents = await index_feed.published(session, language.name)
        data = TrainingData.of(language.name, documents)
        vectors = await self._vectors(workspace_id, language, data)
        reads_meaning = self._means(language.name)
        if vectors is None and reads_meaning and known is not None:
            if known.complete:
                return  # the meaning says more than the newest words alone; its vectors will come
            if now() - known.updated_at < REST:
                raise RetryLater(REST)
        packed, began = None, time.monotonic()
        if data.enough:
            packed = await self._packed(data, language.fingerprint or "", vectors)
        complete = vectors is not None or not reads_meaning
        await self._store(workspace_id, language, packed, complete=complete)
        log.info(
            "classifier_learned",
            workspace_id=workspace_id,
            language=language.name,
            examples=len(data.texts),
            meaning=vectors is not None,
            seconds=round(time.monotonic() - began, 2),
        )

    async def _packed(
        self, data: TrainingData, fingerprint: str, vectors: Mapping[str, Floats] | None
    ) -> bytes:
        examples = data.examples(fingerprint, vectors)
        message = {
            "language": examples.language,
            "texts": list(examples.texts),
            "articles": list(examples.articles),
            "asked": list(examples.asked),
            "fingerprint": examples.fingerprint,
        }
        payload = b""
        if examples.vectors is not None:
            payload = examples.vectors.astype(np.float32).tobytes()
        try:
            answer = await self._child.ask(message, payload)
        except ChildEnded as error:
            raise RetryLater(timedelta(minutes=1)) from error
        if "failed" in answer:
            raise RuntimeError(answer["failed"])
        return base64.b64decode(answer["classifier"])

    async def _store(
        self, workspace_id: str, language: _Language, packed: bytes | None, *, complete: bool
    ) -> None:
        values = {
            "data": packed,
            "learned_from": language.state,
            "complete": complete,
            "updated_at": now(),
        }
        async with self._database.transaction(workspace_id) as session:
            key = {"workspace_id": workspace_id, "language": language.name}
            await session.execute(
                insert(StoredClassifier)
                .values(**key, **values, number=1)
                .on_conflict_do_update(
                    index_elements=["workspace_id", "language"],
                    set_={**values, "number": StoredClassifier.number + 1},
                )
            )
            await bump(session, "vectors")

    async def _languages(self, session: Session, embedded: Embedded) -> list[_Language]:
        has_vector = or_(Chunk.indexed_with.is_not(None), Chunk.former_fingerprint.is_not(None))
        hashes = func.string_agg(Chunk.content_hash, aggregate_order_by(literal(""), Chunk.id))
        rows = await session.execute(
            select(
                Chunk.language,
                func.count().label("texts"),
                func.count().filter(Chunk.kind == ChunkKind.QUESTION).label("questions"),
                func.count().filter(has_vector).label("embedded"),
                func.md5(hashes).label("state"),
            )
            .where(Chunk.workspace_id == session.workspace_id)
            .group_by(Chunk.language)
        )
        languages = []
        for row in rows.all():
            model = await self._dense.model(row.language, embedded)
            fingerprint = model.fingerprint if model else None
            state = f"{row.state} {fingerprint or ''}"
            counts = (row.texts, row.questions, row.embedded)
            languages.append(_Language(row.language, *counts, fingerprint, state))
        return languages

    def _means(self, language: str) -> bool:
        """Whether there will be vectors of this language."""
        return self._dense.vectors is not None and self._dense.understands(language)

    async def _vectors(
        self, workspace_id: str, language: _Language, data: TrainingData
    ) -> dict[str, Floats] | None:
        """The vectors of these texts, if nearly all have one."""
        store, fingerprint = self._dense.vectors, language.fingerprint
        if store is None or fingerprint is None or not language.is_embedded:
            return None
        vectors: dict[str, Floats] = {}
        try:
            for audience, chunks in data.by_audience():
                place = Place(workspace_id, language.name, audience, fingerprint)
                vectors |= await store.fetch(place, chunks)
        except VectorsUnavailable:
            return None
        return vectors if len(vectors) >= EMBEDDED_SHARE * len(data.texts) else None
