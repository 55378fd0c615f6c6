"""Finds sentences of different articles that say nearly the same, but not the same thing.

Only what is nearly word for word alike is compared: a list that is short and right is read, one
full of guesses is not. Two sentences contradict each other when they share most of their words
and one names another price, percentage, date or number of the same unit; or when one of them is
denied and the other is not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b, sha256
from math import ceil
from typing import Any, Literal

from switchboard.assistant.fact_check import find, readings
from switchboard.search.text_analysis import Terms, tokens

Kind = Literal["price", "percent", "date", "number", "negation", "question"]

ALIKE = 0.75
"""The share of their words (numbers left out) that two sentences must have in common."""

ALIKE_BUT_NOT = 0.8
"""The same for sentences of which one is denied."""

FEWEST_WORDS = 4
COMMON_WORD = 200
"""A word in more sentences than this does not bring two of them together."""

LONGEST = 400
"""Characters of a sentence; what is longer is a list or a table."""

LONGEST_SOURCE = 3 * LONGEST
"""Characters of its Markdown, with the addresses of links."""

_SENTENCE = re.compile(r"(?<=[.!?…。！？।])\s+|\n+")
_MARKS = re.compile(r"[*_`#>]|!?\[([^\[\]]*+)\]\([^()]*+\)")
_COUNTED = re.compile(
    r"(\d[\d.,'’]*)(?:\s*(?:-|–|to|bis|a|and|und|y|or|oder|o)\s*(\d[\d.,'’]*))?\s*([^\W\d_]{2,})"
)
_NEGATIONS = frozenset(
    {"not", "no", "never", "cannot", "without", "nicht", "kein", "keine", "keinen", "keiner"}
    | {"keinem", "nie", "niemals", "ohne", "nunca", "jamás", "sin", "ningún", "ninguna", "non"}
    | {"pas", "jamais", "aucun", "sans"}
)
_DENYING = re.compile(r"n['’]t$")
_SMALL = frozenset(
    {"the", "a", "an", "of", "to", "in", "on", "at", "is", "are", "be", "it", "its", "you", "your"}
    | {"we", "our", "us", "and", "or", "for", "with", "by", "as", "that", "this", "der", "die"}
    | {"das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "ist", "sind", "und"}
    | {"oder", "für", "mit", "von", "zu", "im", "am", "sie", "wir", "ihr", "ihre", "unser"}
    | {"unsere", "el", "la", "los", "las", "un", "una", "unos", "de", "del", "que", "es", "son"}
    | {"y", "o", "para", "con", "por", "su", "en", "al", "se"}
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of an article, as it is compared."""

    article_id: str
    title: str
    language: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its words without numbers, what it states, and whether it denies."""

    passage: Passage
    text: str
    words: frozenset[str]
    facts: dict[tuple[str, str], frozenset[str]]
    denies: bool


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sentences that cannot both be right. `similarity` is the share of common words."""

    kind: Kind
    similarity: float
    first: Sentence
    second: Sentence

    @property
    def key(self) -> str:
        """The same for the same two sentences of the same articles."""
        sides = sorted((one.passage.article_id, one.text) for one in (self.first, self.second))
        return sha256(repr((self.kind, sides)).encode()).hexdigest()[:40]


def disagreements(
    passages: Sequence[Passage], changed: Collection[str] | None = None
) -> list[Disagreement]:
    """What contradicts what, the most alike first.

    Args:
        passages: of all articles.
        changed: the articles whose sentences to compare with all; all of them when absent.
    """
    found: list[Disagreement] = []
    languages: dict[str, list[Sentence]] = defaultdict(list)
    for passage in passages:
        languages[passage.language] += sentences(passage)
    for own in languages.values():
        found += _among(own, changed)
    return sorted(found, key=lambda one: -one.similarity)


def compared(
    passages: Sequence[Sequence[str]], changed: Sequence[str], most: int
) -> list[dict[str, Any]]:
    """The same as what JSON can say, for `core.heavy`: the most alike, no more than `most`.

    Args:
        passages: each as the fields of a `Passage`.
    """
    found = disagreements([Passage(*fields) for fields in passages], frozenset(changed))
    return [
        {
            "key": one.key,
            "kind": one.kind,
            "language": one.first.passage.language,
            "similarity": one.similarity,
            "sides": [
                [side.article_id, side.title, side.heading, side.text, sentence.text]
                for sentence in (one.first, one.second)
                for side in (sentence.passage,)
            ],
        }
        for one in found[:most]
    ]


def keys(workspace_id: str, passages: Sequence[Sequence[str]]) -> list[list[int]]:
    """What each passage is found by: two that may contradict each other share a key.

    Of the words of a sentence, in an order that is the same everywhere, as many as cannot all be
    missing from a sentence that is alike enough (prefix filtering: Chaudhuri, Ganti and Kaushik,
    "A primitive operator for similarity joins in data cleaning", 2006).
    """
    return [_keys(workspace_id, Passage(*fields)) for fields in passages]


def key_of(*parts: str | int) -> int:
    """A number of 64 bits, with its sign, for these parts."""
    digest = blake2b(repr(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def _keys(workspace_id: str, passage: Passage) -> list[int]:
    found: set[int] = set()
    for sentence in sentences(passage):
        words = sorted(key_of(workspace_id, passage.language, word) for word in sentence.words)
        found.update(words[: len(words) - ceil(ALIKE * len(words)) + 1])
    return sorted(found)


def sentences(passage: Passage) -> Iterator[Sentence]:
    """The sentences of a passage that state something; rows of tables are none."""
    for line in _SENTENCE.split(passage.text):
        if len(line) > LONGEST_SOURCE or line.lstrip().startswith("|"):
            continue
        text = _MARKS.sub(lambda match: match[1] or "", line).strip(" -•\t")
        if not 10 <= len(text) <= LONGEST:
            continue
        spoken = [word for word in tokens(text) if not any(map(str.isdigit, word))]
        telling = [word for word in spoken if word not in _SMALL and not _denies(word)]
        words = frozenset(Terms.of(" ".join(telling), passage.language).words)
        if len(words) >= FEWEST_WORDS:
            yield Sentence(passage, text, words, _facts(text), any(map(_denies, _spoken(text))))


def _among(own: Sequence[Sentence], changed: Collection[str] | None) -> Iterator[Disagreement]:
    holders: dict[str, list[int]] = defaultdict(list)
    for index, sentence in enumerate(own):
        for word in sentence.words:
            holders[word].append(index)
    seen: set[tuple[int, int]] = set()
    for index, sentence in enumerate(own):
        if changed is not None and sentence.passage.article_id not in changed:
            continue
        common = Counter(
            other
            for word in sentence.words
            if len(holders[word]) <= COMMON_WORD
            for other in holders[word]
        )
        for other in common:
            pair = (min(index, other), max(index, other))
            if own[other].passage.article_id == sentence.passage.article_id or pair in seen:
                continue
            seen.add(pair)
            if found := _compare(own[pair[0]], own[pair[1]]):
                yield found


def _compare(a: Sentence, b: Sentence) -> Disagreement | None:
    alike = len(a.words & b.words) / len(a.words | b.words)
    if alike < ALIKE:
        return None
    for kind, unit in a.facts.keys() & b.facts.keys():
        if a.facts[kind, unit].isdisjoint(b.facts[kind, unit]):
            return Disagreement(kind, alike, a, b)  # type: ignore[arg-type]  # `_facts` names kinds
    same_facts = a.facts == b.facts
    if a.denies != b.denies and alike >= ALIKE_BUT_NOT and same_facts:
        return Disagreement("negation", alike, a, b)
    return None


def _facts(text: str) -> dict[tuple[str, str], frozenset[str]]:
    """What a sentence states: by kind and unit, every value it may mean."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    rest = text.casefold()
    for fact in find(text):
        if fact.kind == "price":
            for unit, value in fact.readings:
                found["price", unit].add(value)
        elif fact.kind in {"percent", "date"}:
            found[fact.kind, ""].update("/".join(reading) for reading in fact.readings)
        if fact.kind != "number":
            rest = rest.replace(fact.shown.casefold(), " ")
    for match in _COUNTED.finditer(rest):
        stem = tokens(match[3])[0][:5] if tokens(match[3]) else match[3]
        for number in filter(None, (match[1], match[2])):
            found["number", stem].update(readings(number.strip(".,'’")))
    return {key: frozenset(values) for key, values in found.items()}


def _spoken(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’]t)?", text.casefold())


def _denies(word: str) -> bool:
    return word in _NEGATIONS or _DENYING.search(word) is not None
