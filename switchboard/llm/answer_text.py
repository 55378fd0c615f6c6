"""What a server sends as an answer's text, told apart: text for people, reasoning, tool calls.

Models mark their reasoning and their calls with words of their own, and many servers pass these
on in the text. This is the one place where every such dialect becomes text, reasoning (kept from
everyone) or calls; what is none of these is refused. Text is handed on as soon as it cannot be
part of a mark any more, so each piece is looked at once.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from switchboard.llm.calls_in_text import find_calls
from switchboard.llm.errors import ModelBadAnswer, ModelBroken
from switchboard.llm.port import ToolCall

_THINKING = r"(?:think|thinking|thought|reasoning|reflection)"
_OPEN = re.compile(
    rf"<{_THINKING}>|\[THINK\]|<\|begin_of_thought\|>"
    r"|(?:<\|start\|>assistant)?<\|channel\|>(?:analysis|commentary)[^<]{0,80}<\|message\|>",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    rf"</{_THINKING}>|\[/THINK\]|<\|end_of_thought\|>"
    r"|(?:<\|end\|>)?(?:<\|start\|>assistant)?<\|channel\|>final[^<]{0,40}<\|message\|>",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:<\|(?:im_end|eot_id|endoftext|end|return|end_of_text)\|>|</s>|<end_of_turn>|<eos>)\s*"
)
_CALL = re.compile(
    r"<\/?(?:tool_call|function_call|function[=\s]|tool_use|invoke)|<\|tool|<\|python_tag\|>"
    r"|\[TOOL_CALLS\]|```(?:json|tool_code|tool_call|xml)?\s*(?=[{\[<])",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"<\|(?!(?:channel|start|end|python_tag|tool[^|]*)\|>)[^|>\n]{1,40}\|>|</?s>", re.IGNORECASE
)
_ANY_MARK = re.compile(r"<\|[^|>\n]{1,40}\|>|</?s>", re.IGNORECASE)
_LINE_OF_JSON = re.compile(r"(?:^|\n)[ \t]*(?=[{\[]\s*[\"{])")
MAX_MARK = 160
"""No mark is longer: so much of the end of a text may be the beginning of one."""
_CONTROL_WORDS = "The model wrote control words into its answer."
_PARTIAL = re.compile(
    r"(?:(?:<\|(?:start|channel|end)\|>[^<\n]{0,80}){0,3}<[^<>\n]{0,80}"
    r"|(?:<\|(?:start|channel|end)\|>[^<\n]{0,80}){1,3}"
    r"|\[(?:/?T[A-Z_]{0,10})?|`{1,3}\w{0,10}\s*|(?:^|\n)[ \t]*[{\[]\s*)$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class AnswerText:
    """Takes in an answer piece by piece.

    Args:
        tools: the names of our tools; a call of one of them in the text is taken as that call.
        hold: hand nothing on before the end, for a model that may think without saying where it
            begins: all before a `</think>` that nothing opened is reasoning.
    """

    tools: Collection[str]
    hold: bool = False
    begun_unmarked: bool = False
    """Whether reasoning ended that never began: the model is to be held from now on."""
    _buffer: str = ""
    _shown: list[str] = field(default_factory=list)
    _held: list[str] = field(default_factory=list)
    _thinks: bool = False
    _calls: bool = False
    _handed_on: bool = False
    _trims: bool = False

    def add(self, piece: str) -> str:
        """Take in the next piece; returns what can be shown by now.

        Raises ModelBroken when what was shown turns out to be reasoning.
        """
        self._buffer += piece
        return self._pass_on(self._read(last=False))

    def finish(self) -> tuple[str, list[ToolCall]]:
        """The rest of the text, and the calls in it.

        Raises ModelBadAnswer for control words that are neither; ModelBroken as `add` does.
        """
        self._shown.append(self._read(last=True))
        text = "".join(self._shown)
        self._shown.clear()
        called = "".join(self._held)
        calls, rest = find_calls(called, self.tools) if called else ([], "")
        text = _END.sub("", text + rest).strip("\n") if self.hold else _END.sub("", text + rest)
        if _ANY_MARK.search(text):
            raise ModelBadAnswer(_CONTROL_WORDS)
        return text, calls

    def _pass_on(self, text: str) -> str:
        if not text:
            return ""
        if self.hold:
            self._shown.append(text)
            return ""
        self._handed_on = True
        return text

    def _read(self, *, last: bool) -> str:
        """Consume the buffer as far as its meaning is known; returns the text in it."""
        text: list[str] = []
        while self._buffer:
            if self._calls:
                self._held.append(self._buffer)
                self._buffer = ""
            elif self._thinks:
                if not self._skip_reasoning(last=last):
                    break
            elif not self._read_text(text, last=last):
                break
        return "".join(text)

    def _skip_reasoning(self, *, last: bool) -> bool:
        close = _CLOSE.search(self._buffer)
        if close is None:
            self._buffer = "" if last else self._buffer[-MAX_MARK:]
            return False
        self._buffer = self._buffer[close.end() :]
        self._thinks, self._trims = False, True
        return True

    def _read_text(self, text: list[str], *, last: bool) -> bool:
        """Take text up to the next mark. False when more is needed to know."""
        if self._trims:
            self._buffer = self._buffer.lstrip()
            self._trims = not self._buffer
        mark = self._next_mark()
        if mark is None:
            end = len(self._buffer) if last else self._safe_end()
            text.append(self._buffer[:end])
            self._buffer = self._buffer[end:]
            return False
        before, found = self._buffer[: mark.start()], mark.group()
        if _CLOSE.fullmatch(found):
            self._forget([*text, before])
            text.clear()
            self._buffer = self._buffer[mark.end() :]
            self._trims = True
            return True
        text.append(before)
        if _OPEN.fullmatch(found):
            self._thinks = True
            self._buffer = self._buffer[mark.end() :]
        elif _END.fullmatch(found):
            self._buffer = self._buffer[mark.end() :]
        elif _MARK.fullmatch(found):
            raise ModelBadAnswer(_CONTROL_WORDS)
        else:
            self._calls = True
            self._buffer = self._buffer[mark.start() :]
        return True

    def _forget(self, text: Sequence[str]) -> None:
        """All that came before was reasoning, although nothing said so."""
        before = "".join((*self._shown, *text))
        if self._handed_on or before.strip():
            self.begun_unmarked = True
        if self._handed_on:
            raise ModelBroken("The model returned its reasoning instead of an answer.")
        self._shown.clear()

    def _next_mark(self) -> re.Match[str] | None:
        patterns = [_OPEN, _CLOSE, _END, _CALL, _LINE_OF_JSON, _MARK]
        if self.tools:
            names = "|".join(map(re.escape, sorted(self.tools)))
            patterns.append(re.compile(rf"`*\b(?:{names})\s*\("))
        found = [match for pattern in patterns if (match := pattern.search(self._buffer))]
        return min(found, key=lambda match: match.start(), default=None)

    def _safe_end(self) -> int:
        """Where the part begins that may become a mark: a sign, or the beginning of a name."""
        sign = _PARTIAL.search(self._buffer, max(0, len(self._buffer) - MAX_MARK))
        ends = [sign.start()] if sign else [len(self._buffer)]
        for name in self.tools:
            ends += [
                at
                for size in range(1, len(name) + 1)
                if self._buffer.endswith(name[:size])
                and (at := len(self._buffer) - size) >= 0
                and not self._buffer[:at][-1:].isalnum()
            ]
        end = min(ends)
        # A line may go on as a call written in JSON.
        blank = len(self._buffer[:end].rstrip(" \t"))
        return blank if self._buffer[:blank].endswith("\n") else end
