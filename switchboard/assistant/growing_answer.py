"""A model's answer while it is written: bounded, and checked piece by piece.

What was checked is not checked again: each look takes the new words and the sentence they belong
to. So the work grows with the answer's length alone, in however many pieces it comes.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from switchboard.assistant import guard
from switchboard.assistant.citations import without_markers
from switchboard.assistant.fact_check import Facts
from switchboard.llm import ModelBadAnswer

MAX_CHARACTERS = 12_000
"""Several times what 700 tokens can be in any language: whoever writes more does not end."""
MAX_PIECES = 20_000
STEP_CHARACTERS = 16
"""A draft is looked at again once so much was added."""
MAX_SENTENCE = 1_000
"""Characters that are looked at again at most, where no sentence ends."""

_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{2})[.!?]\s|\n")


@dataclass(slots=True)
class GrowingAnswer:
    """The text so far, and how far it is known to state only what the evidence states.

    Args:
        facts: what may be stated.
        may_go_on: whether the sentence so far may be shown (`guard.Evidence.may_go_on`).
    """

    facts: Facts
    may_go_on: Callable[[str], bool] = lambda _fragment: True
    text: str = ""
    trusted: bool = True
    _parts: list[str] = field(default_factory=list)
    _pieces: int = 0
    _length: int = 0
    _looked_at: int = 0
    _settled: int = 0

    def add(self, piece: str) -> None:
        """Take in the next piece. Raises ModelBadAnswer when there is no end to it."""
        self._pieces += 1
        self._length += len(piece)
        if self._length > MAX_CHARACTERS or self._pieces > MAX_PIECES:
            raise ModelBadAnswer("The model's answer is too long.")
        self._parts.append(piece)

    def finish(self) -> str:
        """The whole text."""
        self.text += "".join(self._parts)
        self._parts.clear()
        return self.text

    def draft(self) -> str | None:
        """What can be shown by now, up to the last whole word; None when that is nothing new.

        Once the text states what is not known, nothing more of it is shown.
        """
        if not self.trusted or self._length - self._looked_at < self._step():
            return None
        self._looked_at = self._length
        whole_words = self.finish()[: _end_of_last_word(self.text)]
        looked_at = whole_words[self._settled :]
        self.trusted = self.may_go_on(looked_at) and not guard.unsupported(looked_at, self.facts)
        self._settle(whole_words)
        return without_markers(whole_words) or None if self.trusted else None

    def _step(self) -> int:
        """The longer the text, the larger the steps: its start is shown at once."""
        return max(1, min(STEP_CHARACTERS, self._looked_at // 8))

    def _settle(self, text: str) -> None:
        """Leave out of the next look what can be no part of a fact that goes on."""
        for end in _SENTENCE_END.finditer(text, self._settled):
            self._settled = end.end()
        if len(text) - self._settled > MAX_SENTENCE:
            blank = text.find(" ", len(text) - MAX_SENTENCE // 2)
            self._settled = blank if blank > 0 else len(text)


def _end_of_last_word(text: str) -> int:
    """Where the last word begins: it may go on."""
    end = len(text)
    while end and not text[end - 1].isspace():
        end -= 1
    return end
