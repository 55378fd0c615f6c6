"""A model that reads a question beside each passage: an operator's `/rerank` endpoint.

Jina, Cohere, Voyage and local servers (text-embeddings-inference, vLLM, llama.cpp) speak the same
form: `{model, query, documents}` in, `{results: [{index, relevance_score}]}` out.
"""

import asyncio
from collections.abc import Sequence

import httpx
from pydantic import BaseModel, Field, ValidationError

from switchboard.llm.breaker import CircuitBreaker
from switchboard.llm.errors import (
    ModelBadAnswer,
    ModelError,
    ModelRateLimited,
    ModelRefused,
    ModelTimeout,
    ModelUnavailable,
)

SECONDS = 1.5
"""A customer is waiting: an answer that comes later is not worth waiting for."""

_TOO_MANY = 429
_SERVER_ERRORS = 500
_ERRORS = 400


class _Result(BaseModel):
    index: int = Field(ge=0)
    relevance_score: float = Field(allow_inf_nan=False)


class _Answer(BaseModel):
    results: list[_Result]


class Reranker:
    """Make one with the endpoint's full address, share it, `close` it at the end."""

    def __init__(self, url: str, *, model: str | None = None, key: str | None = None) -> None:
        """Args: `model` and `key` are sent when there are any."""
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.AsyncClient(headers=headers, timeout=SECONDS)
        self._url = url
        self._model = {"model": model} if model else {}
        self._breaker = CircuitBreaker()

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def relevance(self, query: str, documents: Sequence[str]) -> list[float]:
        """How well each document answers the query, 0 to 1, in their order.

        Raises a ModelError, after `SECONDS` at the latest.
        """
        self._breaker.check()
        try:
            async with asyncio.timeout(SECONDS):
                found = await self._ask(query, documents)
        except (httpx.HTTPError, TimeoutError, ModelError) as raw:
            error = _translate(raw)
            self._breaker.failed(error)
            raise error from raw
        self._breaker.succeeded()
        return found

    async def _ask(self, query: str, documents: Sequence[str]) -> list[float]:
        body = {**self._model, "query": query, "documents": list(documents)}
        answer = await self._client.post(self._url, json=body)
        if answer.status_code >= _ERRORS:
            raise _refusal(answer.status_code)
        try:
            results = _Answer.model_validate_json(answer.content).results
        except ValidationError as error:
            raise ModelBadAnswer("The reranker returned an invalid response.") from error
        scores = {one.index: min(max(one.relevance_score, 0.0), 1.0) for one in results}
        if scores.keys() != set(range(len(documents))):
            raise ModelBadAnswer("The reranker did not return a score for each passage.")
        return [scores[index] for index in range(len(documents))]


def _refusal(status: int) -> ModelError:
    if status == _TOO_MANY:
        return ModelRateLimited("The reranker's rate limit was reached.")
    if status >= _SERVER_ERRORS:
        return ModelUnavailable(f"The reranker failed (HTTP {status}).")
    return ModelRefused(f"The reranker rejected the request (HTTP {status}).")


def _translate(error: Exception) -> ModelError:
    match error:
        case ModelError():
            return error
        case TimeoutError() | httpx.TimeoutException():
            return ModelTimeout("The reranker did not respond in time.")
        case _:
            return ModelUnavailable("The reranker is not available.")
