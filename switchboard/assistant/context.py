"""Fills the model's context window, and keeps a manifest of what was shown and what was not.

Order of filling: what must be there (rules and the customer's message), the newest lines of the
conversation, passages up to their share, then older lines while there is room.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from switchboard.llm import estimate_tokens

WINDOW = 16_000
"""Tokens of one request, where no smaller window is known: more costs time and money."""

RESERVED_OUTPUT = 1_024
_TOOLS = 300
_SAFETY = 0.95
PASSAGES_SHARE = 0.35
FEWEST_LINES = 4
_LONGEST_MESSAGE = 2_000  # tokens; the beginning and the end of a longer message are kept
_PER_MESSAGE = 8  # tokens that a provider adds around each message


@dataclass(frozen=True, slots=True)
class Filled:
    """What fits: the passages by index, the older lines by index, and the manifest."""

    message: str
    passages: list[int]
    lines: list[int]
    manifest: dict[str, Any]


def fill(
    *,
    rules: str,
    message: str,
    passages: Sequence[str],
    lines: Sequence[str],
    window: int = WINDOW,
) -> Filled:
    """Choose what the model is shown.

    Args:
        rules: the system's text; never shortened.
        message: what the customer wrote now; shortened only when it is an essay.
        passages: what was found, the best first.
        lines: the conversation before, oldest first.
        window: tokens of the whole request, answer included.
    """
    message = _shortened(message)
    budget = int((window - RESERVED_OUTPUT - _TOOLS) * _SAFETY)
    room = budget - _cost(rules) - _cost(message)
    newest = range(len(lines))[-FEWEST_LINES:]
    kept_lines, room = _take(list(newest)[::-1], lines, room)
    share = min(room, int(budget * PASSAGES_SHARE))
    kept_passages, left = _take(list(range(len(passages))), passages, share)
    room -= share - left
    older, room = _take(list(range(len(lines)))[: newest.start][::-1], lines, room)
    kept_lines += older if len(kept_lines) == len(newest) else []
    manifest = {
        "budget": budget,
        "left": room,
        "segments": [
            {"name": "rules", "tokens": _cost(rules)},
            {"name": "message", "tokens": _cost(message)},
            _segment("passages", passages, kept_passages),
            _segment("lines", lines, sorted(kept_lines)),
        ],
    }
    return Filled(message, kept_passages, sorted(kept_lines), manifest)


def _take(order: Sequence[int], texts: Sequence[str], room: int) -> tuple[list[int], int]:
    """Indexes in this order until one does not fit, and the room that is left."""
    kept: list[int] = []
    for index in order:
        cost = _cost(texts[index])
        if cost > room:
            break
        kept.append(index)
        room -= cost
    return kept, room


def _segment(name: str, texts: Sequence[str], kept: Sequence[int]) -> dict[str, Any]:
    return {
        "name": name,
        "tokens": sum(_cost(texts[index]) for index in kept),
        "kept": list(kept),
        "dropped": [index for index in range(len(texts)) if index not in kept],
    }


def _shortened(text: str) -> str:
    tokens = estimate_tokens(text)
    if tokens <= _LONGEST_MESSAGE:
        return text
    half = len(text) * _LONGEST_MESSAGE // tokens // 2
    return f"{text[:half]}\n[…]\n{text[-half:]}"


def _cost(text: str) -> int:
    return estimate_tokens(text) + _PER_MESSAGE
