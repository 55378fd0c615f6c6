"""The dense leg: finds by meaning, and never fails: it says instead why it could not."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog

from switchboard.articles.models import audiences_for
from switchboard.llm.errors import ModelError
from switchboard.llm.port import EmbeddingModel
from switchboard.llm.port import Vectors as Vector
from switchboard.search.errors import VectorsUnavailable
from switchboard.search.exact_vectors import ExactVectors, Version
from switchboard.search.language import speaks
from switchboard.search.vector_reconciler import Keeper
from switchboard.search.vectors import Place, Vectors

log = structlog.get_logger(__name__)

Nearest = Sequence[tuple[str, float]]
"""What the vector store found: (chunk id, cosine), best first."""

DEPTH = 50
"""How many chunks the vector store gives."""

NO_STORE = "No vector store is configured."

Embedded = frozenset[tuple[str, str, str]]
"""The (language, audience, fingerprint) of which there are vectors."""

Former = Callable[[str], Awaitable[EmbeddingModel | None]]
"""Gives a model by its fingerprint, if that is one we have."""

SECONDS = 2.5
"""How long a search waits for the dense leg before it does without."""


@dataclass(frozen=True, slots=True)
class DenseAnswer:
    """What was found (None: nothing was asked), and what went wrong, in words for staff.

    `vector` is the question's embedding, if the model gave it, and `fingerprint` that model's.
    """

    found: Nearest | None = None
    trouble: str | None = None
    vector: Vector | None = None
    fingerprint: str | None = None


class DenseLeg:
    """An embedding model and the store of its vectors."""

    def __init__(
        self,
        embedding: EmbeddingModel,
        vectors: Vectors | None,
        keeper: Keeper | None = None,
        former: Former | None = None,
    ) -> None:
        """Wrap the present model and the store.

        Args:
            keeper: hears of a workspace whose vectors are not where they should be.
            former: gives the model whose vectors are asked while the present one's are not there.
        """
        self.embedding = embedding
        self.vectors = vectors
        self._keeper = keeper
        self._former = former
        self._exact = ExactVectors(vectors) if vectors else None

    async def close(self) -> None:
        """Stop what runs beside."""
        if self._exact:
            await self._exact.close()

    def understands(self, language: str) -> bool:
        """Whether asking in this language is of use."""
        return speaks(self.embedding.name, language)

    async def model(self, language: str, embedded: Embedded) -> EmbeddingModel | None:
        """Which model's vectors of this language can be asked: the present one's, if they are
        there, else those of the one before."""
        known = sorted({fingerprint for own, _, fingerprint in embedded if own == language})
        if self.embedding.fingerprint in known:
            return self.embedding
        for fingerprint in known if self._former else ():
            model = await self._former(fingerprint) if self._former else None
            if model:
                return model
        return None

    def trouble(self) -> str:
        """Why the vector store could not be used when it was last tried; empty if it could."""
        return self.vectors.trouble() if self.vectors else NO_STORE

    async def ask(
        self,
        workspace_id: str,
        query: str,
        language: str,
        audience: str,
        embedded: Embedded,
        version: Version,
    ) -> DenseAnswer:
        """The chunks nearest to the query among the articles of one language.

        Args:
            version: of the workspace's knowledge, when `embedded` was read.
            embedded: the (language, audience, fingerprint) of which there are vectors.
        """
        vector: Vector | None = None
        try:
            async with asyncio.timeout(SECONDS):
                model = await self.model(language, embedded)
                if model is None:
                    return DenseAnswer()
                places = _places(workspace_id, language, audience, embedded, model.fingerprint)
                exact = self._able_to_answer(places, version)
                vector = (await model.embed([query], kind="query"))[0]
                found = await _nearest(exact, places, version, vector)
                if not found and self._keeper:
                    await self._keeper.suspect(workspace_id)
                return DenseAnswer(found or None, vector=vector, fingerprint=model.fingerprint)
        except (VectorsUnavailable, ModelError) as error:
            return DenseAnswer(trouble=error.reason, vector=vector)
        except TimeoutError:
            return DenseAnswer(trouble="No response in time.", vector=vector)
        except Exception:
            log.exception("dense_leg_failed")
            return DenseAnswer(trouble="Failed; see the log.", vector=vector)

    def _able_to_answer(self, places: Sequence[Place], version: Version) -> ExactVectors:
        """Raises VectorsUnavailable when the store must be asked and is known not to answer."""
        if self.vectors is None or self._exact is None:
            raise VectorsUnavailable(NO_STORE)
        if not all(self._exact.holds(place, version) for place in places):
            self.vectors.raise_if_resting()
        return self._exact


async def _nearest(
    exact: ExactVectors, places: Sequence[Place], version: Version, vector: Vector
) -> Nearest:
    asked = [exact.query(place, version, vector, DEPTH) for place in places]
    merged = [hit for hits in await asyncio.gather(*asked) for hit in hits]
    return sorted(merged, key=lambda hit: -hit[1])[:DEPTH]


def _places(
    workspace_id: str, language: str, audience: str, embedded: Embedded, fingerprint: str
) -> list[Place]:
    return [
        Place(workspace_id, language, own, fingerprint)
        for own in audiences_for(audience)
        if (language, own, fingerprint) in embedded
    ]
