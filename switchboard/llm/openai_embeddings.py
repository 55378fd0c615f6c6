"""Embedding models behind `/v1/embeddings`, for languages the built-in model does not know."""

import asyncio
from collections.abc import Sequence

import numpy as np
import openai
from openai.types import CreateEmbeddingResponse

from switchboard.llm.breaker import CircuitBreaker
from switchboard.llm.errors import ModelBadAnswer
from switchboard.llm.openai_errors import translate
from switchboard.llm.port import TextKind, Vectors

# OpenAI takes 2,048 texts and 300,000 tokens; local servers far fewer. 64 passages stay below both.
_TEXTS_PER_REQUEST = 64
# A customer is waiting behind a query; an import can be patient.
_SECONDS: dict[TextKind, float] = {"query": 5.0, "passage": 30.0}


class OpenAIEmbeddings:
    """An `EmbeddingModel` behind an OpenAI-compatible server."""

    def __init__(
        self, client: openai.AsyncOpenAI, model: str, *, breaker: CircuitBreaker | None = None
    ) -> None:
        """Wrap `model` of the server that `client` talks to."""
        self.name = model
        self.fingerprint = model
        self.dimensions = 0
        self._client = client
        self._breaker = breaker or CircuitBreaker()

    async def embed(self, texts: Sequence[str], *, kind: TextKind) -> Vectors:
        """Embed the texts in batches; see `EmbeddingModel.embed`. `kind` sets the time limit."""
        parts = [
            await self._embed_batch(texts[start : start + _TEXTS_PER_REQUEST], kind)
            for start in range(0, len(texts), _TEXTS_PER_REQUEST)
        ]
        return np.concatenate(parts) if parts else np.empty((0, self.dimensions), np.float32)

    async def _embed_batch(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        self._breaker.check()
        try:
            vectors = await self._ask(texts, _SECONDS[kind])
        except Exception as raw:
            error = translate(raw)
            self._breaker.failed(error)
            raise error from raw
        self._breaker.succeeded()
        return vectors

    async def _ask(self, texts: Sequence[str], seconds: float) -> Vectors:
        async with asyncio.timeout(seconds):
            response = await self._client.embeddings.create(
                model=self.name,
                # An empty text is an error to OpenAI; a blank is not.
                input=[text or " " for text in texts],
                encoding_format="float",
            )
        vectors = _unit_vectors(response, expected=len(texts))
        if self.dimensions not in {0, vectors.shape[1]}:
            raise ModelBadAnswer("The embedding model returned vectors of a different length.")
        self.dimensions = vectors.shape[1]
        return vectors


def _unit_vectors(response: CreateEmbeddingResponse, *, expected: int) -> Vectors:
    rows = sorted(response.data, key=lambda item: item.index)
    if [item.index for item in rows] != list(range(expected)):
        raise ModelBadAnswer("The embedding model did not return a vector for each text.")
    vectors = np.array([item.embedding for item in rows], np.float32)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    if vectors.ndim != 2 or not np.isfinite(lengths).all() or not (lengths > 0).all():
        raise ModelBadAnswer("The embedding model returned an invalid response.")
    return np.asarray(vectors / lengths, np.float32)
