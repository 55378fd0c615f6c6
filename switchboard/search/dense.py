"""The dense leg: finds by meaning, and never fails: it says instead why it could not."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from switchboard.articles.models import audiences_for
from switchboard.llm.errors import ModelError
from switchboard.llm.port import EmbeddingModel
from switchboard.llm.port import Vectors as Vector
from switchboard.search.errors import VectorsUnavailable
from switchboard.search.language import speaks
from switchboard.search.ranking import DEPTH, Dense
from switchboard.search.vector_reconciler import Keeper
from switchboard.search.vectors import Place, Vectors

log = structlog.get_logger(__name__)

NO_STORE = "No vector store is configured."

SECONDS = 2.5
"""How long a search waits for the dense leg before it does without."""


@dataclass(frozen=True, slots=True)
class DenseAnswer:
    """What was found (None: nothing was asked), and what went wrong, in words for staff.

    `vector` is the question's embedding, if the model gave it.
    """

    found: Dense | None = None
    trouble: str | None = None
    vector: Vector | None = None


class DenseLeg:
    """An embedding model and the store of its vectors."""

    def __init__(
        self, embedding: EmbeddingModel, vectors: Vectors | None, keeper: Keeper | None = None
    ) -> None:
        """Args: `keeper` hears of a workspace whose vectors are not where they should be."""
        self.embedding = embedding
        self.vectors = vectors
        self._keeper = keeper

    def understands(self, language: str) -> bool:
        """Whether asking in this language is of use."""
        return speaks(self.embedding.name, language)

    def trouble(self) -> str:
        """Why the vector store could not be used when it was last tried; empty if it could."""
        return self.vectors.trouble() if self.vectors else NO_STORE

    async def ask(
        self,
        workspace_id: str,
        query: str,
        language: str,
        audience: str,
        embedded: frozenset[tuple[str, str, str]],
    ) -> DenseAnswer:
        """The chunks nearest to the query among the articles of one language.

        Args:
            embedded: the (language, audience, fingerprint) of which there are vectors.
        """
        places = self._places(workspace_id, language, audience, embedded)
        if not places:
            return DenseAnswer()
        vector: Vector | None = None
        try:
            async with asyncio.timeout(SECONDS):
                self._raise_if_resting()
                vector = (await self.embedding.embed([query], kind="query"))[0]
                found = await self._nearest(places, vector)
                if not found and self._keeper:
                    await self._keeper.suspect(workspace_id)
                return DenseAnswer(found or None, vector=vector)
        except (VectorsUnavailable, ModelError) as error:
            return DenseAnswer(trouble=error.reason, vector=vector)
        except TimeoutError:
            return DenseAnswer(trouble="It did not answer in time.", vector=vector)
        except Exception:
            log.exception("dense_leg_failed")
            return DenseAnswer(trouble="It failed; the log says how.", vector=vector)

    def _places(
        self,
        workspace_id: str,
        language: str,
        audience: str,
        embedded: frozenset[tuple[str, str, str]],
    ) -> list[Place]:
        fingerprint = self.embedding.fingerprint
        return [
            Place(workspace_id, language, own, fingerprint)
            for own in audiences_for(audience)
            if (language, own, fingerprint) in embedded
        ]

    def _raise_if_resting(self) -> None:
        if self.vectors is None:
            raise VectorsUnavailable(NO_STORE)
        self.vectors.raise_if_resting()

    async def _nearest(self, places: Sequence[Place], vector: Vector) -> Dense:
        if self.vectors is None:
            raise VectorsUnavailable(NO_STORE)
        asked = [self.vectors.query(place, vector, DEPTH) for place in places]
        merged = [hit for hits in await asyncio.gather(*asked) for hit in hits]
        return sorted(merged, key=lambda hit: -hit[1])[:DEPTH]
