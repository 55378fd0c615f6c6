"""A stand-in for an OpenAI-compatible model provider: development and tests without a key.

    GET  /v1/models               POST /v1/chat/completions (stream or not)
    POST /v1/embeddings           (steady vectors of 256 numbers)
    POST /v1/rerank               (relevance is the share of the query's words in a document)
    POST /_faults  {kind, times}  DELETE /_faults     the next requests fail in this way
    POST /_script  {replies}      each {text, tool_calls: [{name, arguments}],
                                  finish_reason}, given in turn
    GET  /_requests               what was asked, oldest first

Without a script it quotes the sentence of its prompt that fits best (`model_answer`). A fault can
also be had with the header `X-Fault` or a model named `fault-…`, a dialect with a model named
`dialect-…` (`model_dialects`). Request checks: `model_requests`.
"""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Mapping
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from switchboard.dev import model_answer, model_dialects, model_payloads
from switchboard.dev.model_faults import FAULTS, Fault, Faults, refusal_for
from switchboard.dev.model_requests import (
    REASONING,
    SMALL_EMBEDDING,
    STRICT,
    Refusal,
    check_chat,
    check_embeddings,
    check_key,
    check_model,
    check_rerank,
)

_FOREVER = 3600.0
_MODELS = (
    "stand-in-chat",
    REASONING,
    STRICT,
    "stand-in-embedding",
    SMALL_EMBEDDING,
    "stand-in-reranker",
)


def create_app(
    *, api_key: str | None = None, retry_milliseconds: int = 1000, slow_seconds: float = 0.5
) -> Starlette:
    """Make the server.

    Args:
        api_key: the only key accepted; None accepts any, but not none at all.
        retry_milliseconds: how long a 429 asks to wait.
        slow_seconds: the pause before each piece of a slow answer.
    """
    stand_in = _StandIn(api_key, retry_milliseconds, slow_seconds)
    return Starlette(
        routes=[
            Route("/v1/models", stand_in.models),
            Route("/v1/chat/completions", stand_in.chat, methods=["POST"]),
            Route("/v1/embeddings", stand_in.embeddings, methods=["POST"]),
            Route("/v1/rerank", stand_in.rerank, methods=["POST"]),
            Route("/_faults", stand_in.faults, methods=["POST", "DELETE"]),
            Route("/_script", stand_in.script, methods=["POST"]),
            Route("/_requests", stand_in.asked),
        ],
        exception_handlers={Refusal: _refused},
    )


def serve(port: int, *, host: str = "127.0.0.1") -> None:
    """Run the stand-in until it is interrupted."""
    uvicorn.run(create_app(), host=host, port=port, log_level="info")


async def _refused(_request: Request, error: Exception) -> Response:
    if not isinstance(error, Refusal):
        raise error
    return error.response()


class _StandIn:
    def __init__(self, api_key: str | None, retry_milliseconds: int, slow_seconds: float) -> None:
        self._api_key = api_key
        self._retry_milliseconds = retry_milliseconds
        self._slow_seconds = slow_seconds
        self._faults = Faults()
        self._script: deque[Mapping[str, Any]] = deque()
        self._asked: deque[Mapping[str, Any]] = deque(maxlen=1000)

    async def models(self, request: Request) -> Response:
        check_key(request.headers.get("authorization", ""), self._api_key)
        faults = [f"fault-{fault}" for fault in FAULTS]
        dialects = [model_dialects.PREFIX + name for name in model_dialects.DIALECTS]
        names = [*_MODELS, *faults, *dialects]
        data = [
            {"id": name, "object": "model", "created": 1, "owned_by": "switchboard"}
            for name in names
        ]
        return JSONResponse({"object": "list", "data": data})

    async def chat(self, request: Request) -> Response:
        body = await self._admitted(request)
        check_chat(body)
        model_dialects.refuse(body)
        fault = await self._struck(request, body)
        if fault == "rubbish":
            return _rubbish(streamed=bool(body.get("stream")))
        message = {"text": ""} if fault == "empty" else self._next_message(body)
        message = model_dialects.worded(body, message)
        if body.get("stream") and model_dialects.dialect_of(body) != "no-streaming":
            lines = self._stream(body, message, fault)
            return StreamingResponse(lines, media_type="text/event-stream")
        if fault == "break_midstream":
            return StreamingResponse(_broken(), media_type="application/json")
        return JSONResponse(model_payloads.completion(body, message))

    async def embeddings(self, request: Request) -> Response:
        body = await self._admitted(request)
        texts = check_embeddings(body)
        fault = await self._struck(request, body)
        if fault == "rubbish":
            return _rubbish(streamed=False)
        if fault == "break_midstream":
            return StreamingResponse(_broken(), media_type="application/json")
        if fault == "empty":
            texts = []
        return JSONResponse(model_payloads.embeddings(body, texts))

    async def rerank(self, request: Request) -> Response:
        body = await self._admitted(request)
        query, documents = check_rerank(body)
        fault = await self._struck(request, body)
        if fault == "rubbish":
            return _rubbish(streamed=False)
        if fault == "break_midstream":
            return StreamingResponse(_broken(), media_type="application/json")
        return JSONResponse(model_payloads.rerank(query, [] if fault == "empty" else documents))

    async def faults(self, request: Request) -> Response:
        if request.method == "DELETE":
            self._faults.clear()
        else:
            body = await _json(request)
            self._faults.plan(body.get("kind"), body.get("times", 1))
        return Response(status_code=204)

    async def script(self, request: Request) -> Response:
        replies = (await _json(request)).get("replies")
        if not isinstance(replies, list) or not all(isinstance(item, dict) for item in replies):
            raise Refusal("replies must be a list of objects.", param="replies")
        self._script.extend(replies)
        return Response(status_code=204)

    async def asked(self, _request: Request) -> Response:
        return JSONResponse({"requests": list(self._asked)})

    async def _admitted(self, request: Request) -> dict[str, Any]:
        check_key(request.headers.get("authorization", ""), self._api_key)
        body = await _json(request)
        self._asked.append(body)
        return body

    async def _struck(self, request: Request, body: Mapping[str, Any]) -> Fault | None:
        """The fault of this request; those that show before any answer are acted out here."""
        fault = self._faults.next(request.headers.get("x-fault"), check_model(body))
        refusal = refusal_for(fault, wait_milliseconds=self._retry_milliseconds)
        if refusal is not None:
            raise refusal
        if fault == "timeout":
            await _until_gone(request)
        return fault

    def _next_message(self, body: Mapping[str, Any]) -> Mapping[str, Any]:
        if self._script:
            return self._script.popleft()
        return {"text": model_answer.answer(body["messages"])}

    async def _stream(
        self, body: Mapping[str, Any], message: Mapping[str, Any], fault: Fault | None
    ) -> AsyncIterator[str]:
        chunks = list(model_dialects.spoken(body, model_payloads.chunks(body, message)))
        for index, chunk in enumerate(chunks):
            if fault == "slow":
                await asyncio.sleep(self._slow_seconds)
            if fault == "break_midstream" and index >= len(chunks) // 2:
                raise ConnectionAbortedError("broken off on demand")
            yield f"data: {json.dumps(chunk)}\n\n"
        if model_dialects.dialect_of(body) != "no-end":
            yield "data: [DONE]\n\n"


async def _json(request: Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except ValueError as error:
        raise Refusal("We could not parse the JSON body of your request.") from error
    if not isinstance(body, dict):
        raise Refusal("The JSON body of your request is not an object.")
    return body


async def _until_gone(request: Request) -> None:
    """Say nothing until the client gives up."""
    waited = 0.0
    while waited < _FOREVER and not await request.is_disconnected():
        await asyncio.sleep(0.05)
        waited += 0.05


def _rubbish(*, streamed: bool) -> Response:
    if streamed:
        return Response("data: {this is not JSON\n\n", media_type="text/event-stream")
    return HTMLResponse("<html><body>A proxy's idea of an answer</body></html>")


async def _broken() -> AsyncIterator[str]:
    yield '{"object": '
    raise ConnectionAbortedError("broken off on demand")
