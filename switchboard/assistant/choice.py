"""Understands the answer to a question back: which of the options the customer means, if any."""

import re
from collections.abc import Sequence
from typing import Final

from switchboard.assistant.situation import Line

NEITHER: Final = -1

_QUOTED = re.compile(r"[“„«]([^“”„«»]+)[”“»]")

_ORDINALS = (
    re.compile(
        r"(?:the )?(?:1(?:st)?|one|first)(?: one)?|(?:das |der |die |den )?erste[nrs]?|"
        r"(?:el |la |lo )?primer[oa]?|[àa]"
    ),
    re.compile(
        r"(?:the )?(?:2(?:nd)?|two|second|latter)(?: one)?|(?:das |der |die |den )?zweite[nrs]?|"
        r"(?:el |la |lo )?segund[oa]|b"
    ),
)
_YES = re.compile(r"y|yes|yep|yeah|sure|right|correct|exactly|ja|genau|richtig|s[ií]|exacto|oui|da")
_NO = re.compile(
    r"no|nope|neither|none|neither of them|none of them|nein|keins?|keines|weder noch|beide nicht|"
    r"ninguno|ninguna|ninguno de los dos|ninguna de las dos|non"
)
_NOISE = re.compile(r"[^\w\s]")
_CLOSE = 0.6


def options(asked: Line) -> list[str]:
    """The titles that a question back names; none where it was no such question.

    A trial knows its lines by their text alone: there they stand in quotation marks.
    """
    if asked.outcome == "clarify":
        return [option.title for option in asked.sources]
    if asked.outcome is None and not asked.sources and asked.text.rstrip().endswith("?"):
        return _QUOTED.findall(asked.text)
    return []


def choose(text: str, titles: Sequence[str]) -> int | None:
    """The index of the option that the text picks; NEITHER when it refuses; None when unclear."""
    plain = " ".join(_NOISE.sub(" ", text.casefold()).split())
    if _NO.fullmatch(plain):
        return NEITHER
    if len(titles) == 1 and _YES.fullmatch(plain):
        return 0
    for index, pattern in enumerate(_ORDINALS[: len(titles)]):
        if pattern.fullmatch(plain):
            return index
    return _by_words(plain, titles)


def _by_words(plain: str, titles: Sequence[str]) -> int | None:
    """The one title whose words the text repeats, when it says little else."""
    said = set(plain.split())
    shares = [_overlap(said, _words(title)) for title in titles]
    best = max(range(len(shares)), key=shares.__getitem__, default=None)
    if best is None or shares[best] < _CLOSE or shares.count(shares[best]) > 1:
        return None
    return best


def _words(title: str) -> set[str]:
    return set(_NOISE.sub(" ", title.casefold()).split())


def _overlap(said: set[str], title: set[str]) -> float:
    """Jaccard's index: 1 when both have the same words."""
    return len(said & title) / len(said | title) if said and title else 0.0
