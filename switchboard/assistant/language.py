"""Which language to answer in: the conversation's own, until the customer clearly changes it."""

import re
from collections.abc import Sequence

from switchboard.search.language import closest, likelihoods

FEWEST_LETTERS = 10
"""Shorter texts do not tell languages apart ("ok", "Hallo", an order number)."""

CLEAR = 0.9
"""How likely another language must be before a conversation changes to it."""

LIKELY = 0.6
"""How likely a language must be to begin a conversation in it."""

_NOT_WORDS = re.compile(r"https?://|[@\d]")
"""In an address or a number, which say nothing of a language."""
_SIGNS = re.compile(r"[^\w\s]")


def choose(
    texts: Sequence[str],
    *,
    languages: Sequence[str],
    default: str,
    known: str | None = None,
    hint: str | None = None,
) -> str:
    """The language to answer in, one of `languages` (or `default` when there are none).

    Args:
        texts: what the customer wrote since the last answer.
        known: the language of the conversation so far; short texts never change it.
        hint: what the customer's browser or profile says, for a beginning that says too little.
    """
    offered = frozenset(languages) or frozenset({default})
    kept = _offered(known, offered) or _offered(hint, offered) or _offered(default, offered)
    fallback = kept or default
    best, share = detect(" ".join(texts), offered)
    needed = CLEAR if known else LIKELY
    return best if best is not None and share >= needed else fallback


def detect(text: str, languages: frozenset[str]) -> tuple[str | None, float]:
    """The likeliest of `languages` and its share of 1; None when the text says too little."""
    said = " ".join(word for word in text.split() if not _NOT_WORDS.search(word))
    words = " ".join(_SIGNS.sub(" ", said).split())
    if sum(map(str.isalpha, words)) < FEWEST_LETTERS or not languages:
        return None, 0.0
    shares = likelihoods(words, languages)
    best = max(sorted(shares), key=shares.__getitem__)
    return best, shares[best]


def is_other_language(text: str, wanted: str, languages: Sequence[str]) -> bool:
    """Whether a text is clearly in one of the other languages than the wanted one."""
    best, share = detect(text, frozenset(languages) | {wanted})
    return best is not None and best != wanted and share >= CLEAR


def likeliest(text: str, languages: Sequence[str]) -> str | None:
    """The likeliest of these languages; None when the text says too little."""
    return detect(text, frozenset(languages))[0]


def _offered(language: str | None, offered: frozenset[str]) -> str | None:
    return closest(language, offered) if language else None
