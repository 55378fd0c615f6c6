"""A chat model that says what it was told to say: for tests, and for trying a workflow by hand."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Iterable, Sequence
from dataclasses import dataclass

from switchboard.llm.errors import ModelBadAnswer, ModelBroken, ModelError, ModelTimeout
from switchboard.llm.port import (
    Delta,
    Finished,
    FinishReason,
    Message,
    TextDelta,
    Tool,
    ToolCall,
    Usage,
)
from switchboard.llm.tokens import estimate_tokens


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer to give.

    With `error` the model fails: before the first word, or, for a ModelBroken, after `text`.
    `delay` is in seconds before the first word; one beyond the caller's deadline is a ModelTimeout.
    """

    text: str = ""
    tool_calls: tuple[ToolCall, ...] = ()
    finish_reason: FinishReason | None = None
    usage: Usage | None = None
    error: ModelError | None = None
    delay: float = 0.0


@dataclass(frozen=True, slots=True)
class Request:
    """What the model was asked."""

    messages: tuple[Message, ...]
    tools: tuple[Tool, ...]
    max_output_tokens: int
    deadline: float


class ScriptedChat:
    """A `ChatModel` with a queue of replies. `requests` keeps what it was asked, oldest first."""

    def __init__(self, replies: Iterable[Reply | str] = (), *, name: str = "scripted") -> None:
        """Queue the replies; a plain text is a reply with that text."""
        self.name = name
        self.requests: list[Request] = []
        self._replies = deque(_reply(reply) for reply in replies)

    def add(self, *replies: Reply | str) -> None:
        """Put replies at the end of the queue."""
        self._replies.extend(_reply(reply) for reply in replies)

    async def stream(
        self,
        messages: Sequence[Message],
        *,
        tools: Sequence[Tool] = (),
        max_output_tokens: int = 1024,
        deadline: float = 60.0,
    ) -> AsyncGenerator[Delta, None]:
        """Give the next reply word by word; see `ChatModel.stream`."""
        self.requests.append(Request(tuple(messages), tuple(tools), max_output_tokens, deadline))
        if not self._replies:
            raise ModelBadAnswer("The scripted model has no reply left.")
        reply = self._replies.popleft()
        await _wait(reply.delay, deadline)
        if reply.error is not None and not isinstance(reply.error, ModelBroken):
            raise reply.error
        for word in _words(reply.text):
            yield TextDelta(word)
        if reply.error is not None:
            raise reply.error
        if not reply.text.strip() and not reply.tool_calls:
            raise ModelBadAnswer("The model returned an empty answer.")
        for call in reply.tool_calls:
            yield call
        yield Finished(_reason(reply), self.name, reply.usage or _usage(messages, reply))


def _reply(reply: Reply | str) -> Reply:
    return Reply(reply) if isinstance(reply, str) else reply


async def _wait(delay: float, deadline: float) -> None:
    await asyncio.sleep(min(delay, deadline))
    if delay >= deadline > 0:
        raise ModelTimeout("The model did not respond in time.")


def _words(text: str) -> list[str]:
    """The text in pieces that join to it again."""
    return text.replace(" ", "\x00 ").split("\x00") if text else []


def _reason(reply: Reply) -> FinishReason:
    return reply.finish_reason or ("tool_calls" if reply.tool_calls else "stop")


def _usage(messages: Sequence[Message], reply: Reply) -> Usage:
    asked = sum(estimate_tokens(message.text) for message in messages)
    return Usage(asked, estimate_tokens(reply.text))
