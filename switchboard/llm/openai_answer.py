"""Reads the streamed chunks of one Chat Completions answer.

Servers that copy the protocol leave fields out, so a chunk is looked at with suspicion: what is
missing is skipped, what is nonsense raises and becomes a ModelBadAnswer.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from openai.types.chat import ChatCompletion, ChatCompletionChunk
from openai.types.chat.chat_completion_chunk import ChoiceDeltaToolCall
from openai.types.completion_usage import CompletionUsage

from switchboard.llm.answer_text import AnswerText
from switchboard.llm.errors import ModelBadAnswer, ModelBroken
from switchboard.llm.port import Delta, Finished, FinishReason, TextDelta, ToolCall, Usage
from switchboard.llm.tokens import estimate_tokens

_REASONS: Mapping[str, FinishReason] = {
    "stop": "stop",
    "length": "length",
    "tool_calls": "tool_calls",
    "function_call": "tool_calls",
    "content_filter": "content_filter",
}


_TEXT_PARTS = ("text", "output_text", "refusal")
_REASONING = ("reasoning", "reasoning_content", "thinking")
"""Fields in which servers pass on what a model thinks. It is kept from everyone."""


@dataclass
class _CallParts:
    index: int = 0
    id: str = ""
    name: str = ""
    arguments: list[str] = field(default_factory=list)

    def is_whole(self) -> bool:
        """Whether the arguments are complete JSON already."""
        try:
            json.loads("".join(self.arguments))
        except ValueError:
            return False
        return True


class AnswerReader:
    """Feed it each chunk with `read`, then `finish`.

    Args:
        tools: the names of the tools that were offered.
        hold: show nothing before the end (`AnswerText`).
    """

    def __init__(self, tools: Collection[str] = (), *, hold: bool = False) -> None:
        self._answer = AnswerText(tools, hold)
        self._raw: list[str] = []
        self._calls: list[_CallParts] = []
        self._reason: str | None = None
        self._usage: CompletionUsage | None = None
        self._model: str | None = None
        self._reasons = False
        self._said = False

    @property
    def has_begun(self) -> bool:
        """Whether a first piece of text, of reasoning or of a tool call has come."""
        return bool(self._raw or self._calls or self._reasons)

    @property
    def begun_unmarked(self) -> bool:
        """Whether the model thought without saying where it began."""
        return self._answer.begun_unmarked

    def read(self, chunk: ChatCompletionChunk | ChatCompletion) -> list[TextDelta]:
        """Take in a chunk, or a whole answer of a server that does not stream.

        Returns the text that is new; an empty one says that an answer has begun of which nothing
        can be shown yet. Raises ModelBroken and ModelBadAnswer (`AnswerText`).
        """
        self._model = chunk.model or self._model
        self._usage = chunk.usage or self._usage
        if not chunk.choices:
            return []
        choice = chunk.choices[0]
        self._reason = choice.finish_reason or self._reason
        # Some servers end with a choice that has a finish_reason and nothing else.
        delta = getattr(choice, "delta", None) or getattr(choice, "message", None)
        if delta is None:
            return []
        for part in getattr(delta, "tool_calls", None) or []:
            self._add_to_call(part)
        self._reasons = self._reasons or any(getattr(delta, name, None) for name in _REASONING)
        text = _text_of(delta.content) or _text_of(getattr(delta, "refusal", None))
        if not text:
            return []
        self._raw.append(text)
        shown = self._answer.add(text)
        self._said = self._said or bool(shown.strip())
        return [TextDelta(shown)]

    def finish(self, *, model: str, prompt: object) -> Iterator[Delta]:
        """Yield the rest of the text, the tool calls and the end.

        Args:
            model: the id to report when the server gave none.
            prompt: what was sent, to estimate the usage when the server reported none.

        Raises ModelBroken when the stream ended in mid-answer, ModelBadAnswer when nothing came
        that anybody could use.
        """
        if self._reason is None and self.has_begun:
            raise ModelBroken("The model's answer is incomplete.")
        rest, in_text = self._answer.finish()
        self._said = self._said or bool(rest.strip())
        if not (self._said or self._calls or in_text):
            raise ModelBadAnswer(_why_nothing_came(self._reason))
        if rest:
            yield TextDelta(rest)
        in_order = sorted(self._calls, key=lambda call: call.index)
        calls = [*(_tool_call(number, call) for number, call in enumerate(in_order)), *in_text]
        yield from calls
        reason = "tool_calls" if calls else _REASONS.get(self._reason or "", "stop")
        yield Finished(
            reason, self._model or model, self._billed(prompt, "".join(self._raw), calls)
        )

    def _add_to_call(self, part: ChoiceDeltaToolCall | Any) -> None:
        """Servers leave indexes out, or give every call the same: another id is another call."""
        index, function = getattr(part, "index", None), part.function
        call = self._call_of(index, part.id, function)
        call.id = call.id or part.id or ""
        if function is not None:
            call.name = call.name or function.name or ""
            call.arguments.append(_arguments_text(function.arguments))

    def _call_of(self, index: int | None, id_: str | None, function: Any) -> _CallParts:
        same = [call for call in self._calls if index is None or call.index == index]
        if same:
            latest = same[-1]
            other_id = bool(id_ and latest.id and id_ != latest.id)
            named_again = bool(function and function.name and latest.name and latest.is_whole())
            if not other_id and not named_again:
                return latest
        place = index if index is not None else len(self._calls)
        self._calls.append(_CallParts(index=place))
        return self._calls[-1]

    def _billed(self, prompt: object, text: str, calls: list[ToolCall]) -> Usage:
        if self._usage is None:
            written = text + "".join(call.name + call.arguments for call in calls)
            asked = json.dumps(prompt, ensure_ascii=False, default=str)
            return Usage(estimate_tokens(asked), estimate_tokens(written))
        return billed(self._usage)


def _text_of(content: object) -> str:
    """The text of a content: a string, or a list of parts of which some are text."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "".join(map(_text_of, content))
    if isinstance(content, Mapping) and content.get("type", "text") in _TEXT_PARTS:
        return _text_of(content.get("text"))
    return ""


def _arguments_text(arguments: object) -> str:
    """Arguments as text, also of servers that send an object."""
    if arguments is None or isinstance(arguments, str):
        return arguments or ""
    return json.dumps(arguments, ensure_ascii=False)


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
    return "The model returned an empty answer."


def _tool_call(index: int, parts: _CallParts) -> ToolCall:
    if not parts.name:
        raise ModelBadAnswer("The model's tool call has no name.")
    return ToolCall(parts.id or f"call_{index}", parts.name, "".join(parts.arguments))
