"""Reads the streamed chunks of one Chat Completions answer.

Servers that copy the protocol leave fields out, so a chunk is looked at with suspicion: what is
missing is skipped, what is nonsense raises and becomes a ModelBadAnswer.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from openai.types.chat import ChatCompletionChunk
from openai.types.chat.chat_completion_chunk import ChoiceDeltaToolCall
from openai.types.completion_usage import CompletionUsage

from switchboard.llm.errors import ModelBadAnswer, ModelBroken
from switchboard.llm.port import Finished, FinishReason, TextDelta, ToolCall, Usage
from switchboard.llm.tokens import estimate_tokens

_REASONS: Mapping[str, FinishReason] = {
    "stop": "stop",
    "length": "length",
    "tool_calls": "tool_calls",
    "function_call": "tool_calls",
    "content_filter": "content_filter",
}


@dataclass
class _CallParts:
    id: str = ""
    name: str = ""
    arguments: list[str] = field(default_factory=list)


class AnswerReader:
    """Feed it each chunk with `read`, then `finish`."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._calls: dict[int, _CallParts] = {}
        self._reason: str | None = None
        self._usage: CompletionUsage | None = None
        self._model: str | None = None

    @property
    def has_begun(self) -> bool:
        """Whether a first piece of text or of a tool call has come."""
        return bool(self._text or self._calls)

    def read(self, chunk: ChatCompletionChunk) -> list[TextDelta]:
        """Take in a chunk and return the text that is new."""
        self._model = chunk.model or self._model
        self._usage = chunk.usage or self._usage
        if not chunk.choices:
            return []
        choice = chunk.choices[0]
        self._reason = choice.finish_reason or self._reason
        # Some servers end with a choice that has a finish_reason and nothing else.
        delta = getattr(choice, "delta", None)
        if delta is None:
            return []
        for part in delta.tool_calls or []:
            self._add_to_call(part)
        text = str(delta.content or delta.refusal or "")
        if not text:
            return []
        self._text.append(text)
        return [TextDelta(text)]

    def finish(self, *, model: str, prompt: object) -> Iterator[ToolCall | Finished]:
        """Yield the tool calls and the end.

        Args:
            model: the id to report when the server gave none.
            prompt: what was sent, to estimate the usage when the server reported none.

        Raises ModelBroken when the stream ended in mid-answer, ModelBadAnswer when nothing came.
        """
        text = "".join(self._text)
        if self._reason is None and self.has_begun:
            raise ModelBroken("The model's answer ended without its end.")
        if not text.strip() and not self._calls:
            raise ModelBadAnswer(_why_nothing_came(self._reason))
        calls = [_tool_call(index, self._calls[index]) for index in sorted(self._calls)]
        yield from calls
        reason = "tool_calls" if calls else _REASONS.get(self._reason or "", "stop")
        yield Finished(reason, self._model or model, self._billed(prompt, text, calls))

    def _add_to_call(self, part: ChoiceDeltaToolCall) -> None:
        call = self._calls.setdefault(part.index or 0, _CallParts())
        call.id = call.id or part.id or ""
        if part.function is not None:
            call.name = call.name or part.function.name or ""
            call.arguments.append(part.function.arguments or "")

    def _billed(self, prompt: object, text: str, calls: list[ToolCall]) -> Usage:
        if self._usage is None:
            written = text + "".join(call.name + call.arguments for call in calls)
            asked = json.dumps(prompt, ensure_ascii=False, default=str)
            return Usage(estimate_tokens(asked), estimate_tokens(written))
        return billed(self._usage)


def billed(usage: CompletionUsage | Any) -> Usage:
    """Return the provider's report in our words, with missing numbers as zero."""
    details = getattr(usage, "prompt_tokens_details", None)
    return Usage(
        input_tokens=usage.prompt_tokens or 0,
        output_tokens=getattr(usage, "completion_tokens", 0) or 0,
        cached_tokens=getattr(details, "cached_tokens", 0) or 0,
    )


def _why_nothing_came(reason: str | None) -> str:
    if reason == "length":
        return "The model used up its tokens before the first word of the answer."
    if reason == "content_filter":
        return "The model provider's content filter withheld the answer."
    return "The model's answer is empty."


def _tool_call(index: int, parts: _CallParts) -> ToolCall:
    if not parts.name:
        raise ModelBadAnswer("The model called a tool without naming it.")
    return ToolCall(parts.id or f"call_{index}", parts.name, "".join(parts.arguments))
