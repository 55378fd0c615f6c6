"""Embedding models behind `/v1/embeddings`, for languages the built-in model does not know."""

import asyncio
import re
from collections.abc import Sequence

import numpy as np
import openai
from openai.types import CreateEmbeddingResponse

from switchboard.llm.breaker import CircuitBreaker
from switchboard.llm.errors import ModelBadAnswer
from switchboard.llm.openai_errors import translate
from switchboard.llm.port import TextKind, Vectors

# OpenAI takes 2,048 texts and 300,000 tokens. 64 passages stay below both; some servers take fewer.
_TEXTS_PER_REQUEST = 64
# A customer is waiting behind a query; an import can be patient.
_SECONDS: dict[TextKind, float] = {"query": 5.0, "passage": 30.0}
_MAX_CUTS = 8
"""How often one text is halved for a server that takes no longer one."""
_OF_SIZE = re.compile(r"batch|token|length|too (?:many|long|large)|number of|at most|exceed", re.I)
_OF_COUNT = re.compile(r"batch|number of|too many|texts|items", re.I)


class OpenAIEmbeddings:
    """An `EmbeddingModel` behind an OpenAI-compatible server.

    A server that refuses a batch for its size is asked for halves, and from then on for no more
    texts at a time than it took. A single text that is too long is cut to what the server takes.
    """

    def __init__(
        self, client: openai.AsyncOpenAI, model: str, *, breaker: CircuitBreaker | None = None
    ) -> None:
        """Wrap `model` of the server that `client` talks to."""
        self.name = model
        self.fingerprint = model
        self.dimensions = 0
        self._client = client
        self._texts_per_request = _TEXTS_PER_REQUEST
        self._breaker = breaker or CircuitBreaker()

    async def embed(self, texts: Sequence[str], *, kind: TextKind) -> Vectors:
        """Embed the texts in batches; see `EmbeddingModel.embed`. `kind` sets the time limit."""
        parts: list[Vectors] = []
        start = 0
        while start < len(texts):
            batch = texts[start : start + self._texts_per_request]
            parts.append(await self._embed_batch(batch, kind))
            start += len(batch)
        return np.concatenate(parts) if parts else np.empty((0, self.dimensions), np.float32)

    async def _embed_batch(self, texts: Sequence[str], kind: TextKind, cuts: int = 0) -> Vectors:
        self._breaker.check()
        try:
            vectors = await self._ask(texts, _SECONDS[kind])
        except Exception as raw:
            if _is_too_much(raw) and (len(texts) > 1 or cuts < _MAX_CUTS):
                return await self._embed_less(texts, kind, cuts, str(raw))
            error = translate(raw)
            self._breaker.failed(error)
            raise error from raw
        self._breaker.succeeded()
        return vectors

    async def _embed_less(
        self, texts: Sequence[str], kind: TextKind, cuts: int, refusal: str
    ) -> Vectors:
        """The same in halves; of a single text, its first half."""
        half = len(texts) // 2
        if not half:
            (text,) = texts
            return await self._embed_batch([text[: len(text) // 2]], kind, cuts + 1)
        if _OF_COUNT.search(refusal):
            self._texts_per_request = min(self._texts_per_request, half)
        first = await self._embed_batch(texts[:half], kind)
        return np.concatenate([first, await self._embed_batch(texts[half:], kind)])

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


def _is_too_much(error: Exception) -> bool:
    """Whether a server refuses the size of a request: in a word of its own, or by the status."""
    if not isinstance(error, openai.APIStatusError):
        return False
    if error.status_code == 413:
        return True
    return error.status_code in {400, 422} and bool(_OF_SIZE.search(str(error.body)))


def _unit_vectors(response: CreateEmbeddingResponse, *, expected: int) -> Vectors:
    rows = sorted(response.data, key=lambda item: item.index)
    if [item.index for item in rows] != list(range(expected)):
        raise ModelBadAnswer("The embedding model did not return a vector for each text.")
    vectors = np.array([item.embedding for item in rows], np.float32)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    if vectors.ndim != 2 or not np.isfinite(lengths).all() or not (lengths > 0).all():
        raise ModelBadAnswer("The embedding model returned an invalid response.")
    return np.asarray(vectors / lengths, np.float32)
