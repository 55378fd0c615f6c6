"""The model's `[1]` markers: which passages an answer names, and the answer without them."""

import re
from collections.abc import Sequence

# A run of blanks is tried from its start alone: else a long one is read once for each of them.
_MARKER = re.compile(r"(?:(?<![ \t])[ \t]++)?\[\s*+(\d{1,2}(?:\s*+[,;]\s*+\d{1,2})*+)\s*+\](?!\()")
_BEGUN_MARKER = re.compile(r"(?:(?<![ \t])[ \t]++)?\[[\d\s,;]*+$")
_BLANKS = re.compile(r"(?<![ \t])[ \t]++(?=[.,;:!?\n]|$)")


def cited(text: str, among: int) -> list[int]:
    """The indexes (from 0) of the passages that are named, in the order of their first mention.

    Args:
        among: how many passages there are; markers beyond them name nothing.
    """
    numbers = [
        int(number) for group in _MARKER.findall(text) for number in re.findall(r"\d+", group)
    ]
    return list(dict.fromkeys(number - 1 for number in numbers if 1 <= number <= among))


def without_markers(text: str) -> str:
    """The text as the customer reads it; a marker that is still being written is cut off too."""
    plain = _BEGUN_MARKER.sub("", _MARKER.sub("", text))
    return _BLANKS.sub("", plain).strip()


def supporting(text: str, passages: Sequence[str], share: float) -> list[int]:
    """The passages that hold at least this share of the text's longer words, the best first.

    For answers that name no passage. Words count as the same when their first five letters are.
    """
    words = _stems(text)
    if not words:
        return []
    shares = [len(words & _stems(passage)) / len(words) for passage in passages]
    order = sorted(range(len(shares)), key=lambda index: -shares[index])
    return [index for index in order if shares[index] >= share]


def _stems(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"[^\W\d_]{4,}", text.casefold())}
