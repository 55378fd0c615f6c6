"""When to answer: at once if a message asks something whole, else when the customer pauses.

People write in bursts: "hi" / "I bought a lamp" / "can I send it back?". One answer should use
all of it, and nobody should wait without need. So:

- A single question that looks whole is answered at once, if the knowledge answers it for sure.
- Anything else waits until the customer has written nothing for a moment, a little longer when
  several messages came already, but never longer than `LONGEST` after the first of them.
- With a language model, every message waits that moment: an answer too early costs twice.
- What asks for a person is never kept waiting.

Times are in seconds.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from switchboard.assistant.person import asks_for_person
from switchboard.assistant.situation import Line

PAUSE = 1.2
PAUSE_BEFORE_MODEL = 1.0
PAUSE_IN_BURST = 1.5
LONGEST = 6.0
SAME_BURST = 4.0
"""Messages closer together than this belong together."""

LONGEST_FOLDING = 10.0
"""Once this long after a burst's first message, its answer is not begun anew for one more."""

_ASKING_WORD = re.compile(
    r"(?:how|what|when|where|who|which|why|can|could|do|does|did|is|are|will|may|"
    r"wie|was|wann|wo|wer|welche\w*|warum|kann|können|muss|habt|haben|gibt|ist|sind|"
    r"c[oó]mo|qu[eé]|cu[aá]ndo|d[oó]nde|cu[aá]l\w*|cu[aá]nt\w*|por qu[eé]|puedo|hay|es|tienen|"
    r"comment|quand|o[uù]|quel\w*|combien|est-ce)\b",
    re.IGNORECASE,
)


def seconds_to_wait(lines: Sequence[Line], at: datetime, *, with_model: bool) -> float:
    """How much longer the customer must pause before their messages are answered.

    Args:
        lines: the unanswered messages, oldest first.
        at: the time now.
        with_model: whether a language model will be asked.
    """
    if any(asks_for_person(line.text) for line in lines):
        return 0.0
    if not with_model and may_be_whole(lines):
        return 0.0
    return pause_left(lines, at, with_model=with_model)


def pause_left(lines: Sequence[Line], at: datetime, *, with_model: bool) -> float:
    """How much longer the customer must pause, whatever they wrote."""
    pause = PAUSE_IN_BURST if len(lines) > 1 else PAUSE_BEFORE_MODEL if with_model else PAUSE
    paused = _age(lines[-1], at)
    return max(0.0, min(pause - paused, LONGEST - _age(lines[0], at)))


def seconds_until_unsure(lines: Sequence[Line], at: datetime) -> float:
    """How much longer to wait with an answer that is not for sure, given without a pause.

    What looked whole may have been a beginning.
    """
    if any(asks_for_person(line.text) for line in lines):
        return 0.0
    return pause_left(lines, at, with_model=False)


def may_be_whole(lines: Sequence[Line]) -> bool:
    """Whether this is one message that asks something whole, as far as its form can tell."""
    if len(lines) != 1:
        return False
    text = lines[0].text.strip()
    words = len(text.split())
    said = text.rstrip()
    if len(said) > 2 and said.endswith(("?", "？", "؟")) and not any(map(str.isspace, text[:2])):
        return words >= 3 or len(text) >= 12
    return words >= 4 and _ASKING_WORD.match(text.lstrip("¿¡\"'")) is not None


def belongs_to_burst(lines: Sequence[Line], newest: datetime) -> bool:
    """Whether a message that came while these were being answered should be in that answer."""
    first, last = lines[0].at, lines[-1].at
    if first is None or last is None:
        return False
    soon = (newest - last).total_seconds() <= SAME_BURST
    return soon and (newest - first).total_seconds() <= LONGEST_FOLDING


def _age(line: Line, at: datetime) -> float:
    """A channel's clock may be ahead of ours; nothing is younger than now."""
    return max(0.0, (at - line.at).total_seconds()) if line.at else LONGEST
