"""Chat models behind Chat Completions, which nearly every provider and local server speaks.

The library's own retries and time limits are switched off: it would retry an exhausted quota and
wait ten minutes, and it does not know how long our customer is willing to wait.
"""

import asyncio
import json
import random
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Any

import openai
from openai.types.chat import ChatCompletion, ChatCompletionChunk

from switchboard.llm.bounded_transport import BoundedTransport
from switchboard.llm.breaker import CircuitBreaker
from switchboard.llm.errors import (
    ModelBroken,
    ModelError,
    ModelRateLimited,
    ModelTimeout,
    ModelUnavailable,
)
from switchboard.llm.openai_answer import AnswerReader
from switchboard.llm.openai_errors import rejected_parameters, translate
from switchboard.llm.port import Delta, Message, Tool

_RETRIES = 2
_FIRST_PAUSE = 0.5  # seconds; doubled with each retry
_LONGEST_PAUSE = 5.0  # a customer is waiting: beyond this the failure is told at once

Chunk = ChatCompletionChunk | ChatCompletion


def make_client(*, api_key: str | None, base_url: str | None) -> openai.AsyncOpenAI:
    """Make a client to share among the models of one provider.

    Args:
        api_key: None for a server that wants none.
        base_url: None for OpenAI itself; otherwise up to and including `/v1`.
    """
    return openai.AsyncOpenAI(
        api_key=api_key or "none",
        base_url=base_url or "https://api.openai.com/v1",
        max_retries=0,
        http_client=openai.DefaultAsyncHttpxClient(transport=BoundedTransport()),
    )


class OpenAIChat:
    """A `ChatModel` behind an OpenAI-compatible server."""

    def __init__(
        self,
        client: openai.AsyncOpenAI,
        model: str,
        *,
        breaker: CircuitBreaker | None = None,
        reasoning_effort: str | None = None,
        first_token_seconds: float | None = None,
    ) -> None:
        """Wrap `model` of the server that `client` talks to.

        `reasoning_effort` is sent as it is; None leaves it to the server. The first piece may
        take `first_token_seconds`, or else as long as the whole answer may.
        """
        self.name = model
        self._client = client
        self._breaker = breaker or CircuitBreaker()
        self._first_token_seconds = first_token_seconds
        # Until a first answer has shown that the model does not think in the open without saying
        # where it begins, and for ever if it does, an answer is not handed on before its end.
        self._hold = True
        # What a server may not know. Each is given up, or replaced, when the server rejects it.
        self._optional: dict[str, Any] = {
            "stream": True,
            "store": False,
            "stream_options": {"include_usage": True},
            "max_completion_tokens": None,
            "reasoning_effort": reasoning_effort,
        }

    async def stream(
        self,
        messages: Sequence[Message],
        *,
        tools: Sequence[Tool] = (),
        max_output_tokens: int = 1024,
        deadline: float = 60.0,
    ) -> AsyncGenerator[Delta, None]:
        """Ask the model; see `ChatModel.stream`. Never tries again once something was yielded."""
        self._breaker.check()
        ends_at = asyncio.get_running_loop().time() + deadline
        body = _request_body(self.name, messages, tools)
        try:
            async with aclosing(self._tries(body, max_output_tokens, ends_at)) as deltas:
                async for delta in deltas:
                    yield delta
        except ModelError as error:
            self._breaker.failed(error)
            raise
        self._breaker.succeeded()

    async def _tries(
        self, body: dict[str, Any], max_output_tokens: int, ends_at: float
    ) -> AsyncGenerator[Delta, None]:
        for attempt in range(_RETRIES + 1):
            started = False
            try:
                async with aclosing(self._try(body, max_output_tokens, ends_at)) as deltas:
                    async for delta in deltas:
                        started = True
                        yield delta
                return
            except Exception as raw:
                error = translate(raw)
                if started and not isinstance(error, ModelTimeout):
                    raise ModelBroken("The model's answer was interrupted.") from raw
                pause = _pause_before_retry(error, attempt)
                if started or pause is None or _seconds_until(ends_at) <= pause:
                    raise error from raw
            await asyncio.sleep(pause)

    async def _try(
        self, body: dict[str, Any], max_output_tokens: int, ends_at: float
    ) -> AsyncGenerator[Delta, None]:
        """One request. The limit for the first token ends with the first piece of the answer."""
        reader = AnswerReader(_names(body), hold=self._hold)
        first_token_at = ends_at
        if self._first_token_seconds is not None:
            first_token_at = asyncio.get_running_loop().time() + self._first_token_seconds
        async with asyncio.timeout_at(min(ends_at, first_token_at)):
            chunks = await self._open(body, max_output_tokens)
        async with aclosing(chunks):
            while True:
                limit = ends_at if reader.has_begun else min(ends_at, first_token_at)
                try:
                    async with asyncio.timeout_at(limit):
                        chunk = await anext(chunks)
                except StopAsyncIteration:
                    break
                for piece in reader.read(chunk):
                    yield piece
        try:
            for delta in reader.finish(model=self.name, prompt=body):
                yield delta
        finally:
            self._hold = reader.begun_unmarked

    async def _open(
        self, body: dict[str, Any], max_output_tokens: int
    ) -> AsyncGenerator[Chunk, None]:
        """Send the request, learning which optional parameters this server does not take."""
        while True:
            optional = self._optional_parameters(max_output_tokens)
            try:
                answer = await self._client.chat.completions.create(**body, **optional)
            except openai.APIStatusError as error:
                rejected = rejected_parameters(error, self._optional)
                if not [name for name in rejected if self._give_up(name)]:
                    raise
            else:
                return _chunks(answer)

    def _optional_parameters(self, max_output_tokens: int) -> dict[str, Any]:
        limit = (
            "max_completion_tokens" if "max_completion_tokens" in self._optional else "max_tokens"
        )
        given = {name: value for name, value in self._optional.items() if value is not None}
        return {**given, limit: max_output_tokens}

    def _give_up(self, parameter: str) -> bool:
        """Do without the parameter from now on. False when there is nothing left to change.

        OpenAI's newer models take tools here only with the reasoning effort "none", said
        explicitly, so that is tried before the parameter is dropped.
        """
        if parameter not in self._optional:
            return False
        if parameter == "stream":
            self._optional.pop("stream_options", None)
        if parameter == "reasoning_effort" and self._optional[parameter] != "none":
            self._optional[parameter] = "none"
        else:
            del self._optional[parameter]
        return True


async def _chunks(
    answer: openai.AsyncStream[ChatCompletionChunk] | ChatCompletion,
) -> AsyncGenerator[Chunk, None]:
    """The pieces of an answer; the only one of a server that answers in one piece."""
    if isinstance(answer, ChatCompletion):
        yield answer
        return
    async with aclosing(answer):
        if "json" in answer.response.headers.get("content-type", ""):
            yield ChatCompletion.construct(**json.loads(await answer.response.aread()))
            return
        async for chunk in answer:
            yield chunk


def _names(body: dict[str, Any]) -> list[str]:
    return [tool["function"]["name"] for tool in body.get("tools", ())]


def _request_body(model: str, messages: Sequence[Message], tools: Sequence[Tool]) -> dict[str, Any]:
    body: dict[str, Any] = {"model": model, "messages": [_message(item) for item in messages]}
    if tools:
        body["tools"] = [_tool(tool) for tool in tools]
    return body


def _message(message: Message) -> dict[str, Any]:
    body: dict[str, Any] = {"role": message.role, "content": message.text}
    if message.tool_call_id is not None:
        body["tool_call_id"] = message.tool_call_id
    if message.tool_calls:
        body["tool_calls"] = [
            {
                "id": call.id,
                "type": "function",
                "function": {"name": call.name, "arguments": call.arguments},
            }
            for call in message.tool_calls
        ]
    return body


def _tool(tool: Tool) -> dict[str, Any]:
    function = {"name": tool.name, "description": tool.description, "parameters": tool.parameters}
    return {"type": "function", "function": function}


def _pause_before_retry(error: ModelError, attempt: int) -> float | None:
    """Seconds to wait, or None when another try is pointless or not affordable.

    A time-out is not retried: most of what the customer is willing to wait is gone.
    """
    if attempt >= _RETRIES:
        return None
    pause = _FIRST_PAUSE * 2**attempt * random.uniform(0.75, 1.0)  # noqa: S311 (not a secret)
    if isinstance(error, ModelRateLimited):
        if error.quota_exhausted:
            return None
        pause = error.retry_after if error.retry_after is not None else pause
    elif not isinstance(error, ModelUnavailable):
        return None
    return pause if pause <= _LONGEST_PAUSE else None


def _seconds_until(moment: float) -> float:
    return moment - asyncio.get_running_loop().time()
