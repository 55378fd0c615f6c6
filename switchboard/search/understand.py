"""First step of a search: what language a question is in, and in which ones to look."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from switchboard.search.index import WorkspaceView
from switchboard.search.language import closest, likelihoods
from switchboard.search.text_analysis import normalized_hash

SURE_OF_LANGUAGE = 0.8
"""A detected language less likely than this gives way to that of the articles that answer."""

OTHER_LANGUAGES = 3
"""In how many further languages a question is tried that the first cannot answer."""

UNLIKELY = 0.01
"""A language the question is less likely in is tried only where the model reads it as well: of the
likelihoods below, fewer than one in 300 was of the language that single words were in."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and where to look for its answer.

    Args:
        spoken: the language it is in; `certain`: whether that is known, or sure enough.
        languages: those of the articles to look through, in this order.
        likelihoods: how likely the question is in each language that has articles.
        wording: its normalized hash. `listed`: languages in which an article lists it.
    """

    text: str
    audience: str
    spoken: str
    certain: bool
    languages: tuple[str, ...]
    likelihoods: Mapping[str, float]
    wording: str
    listed: frozenset[str]


def understand(
    text: str,
    view: WorkspaceView,
    audience: str,
    language: str | None,
    reads: Callable[[str], bool],
) -> Question:
    """The question as the other steps take it.

    Args:
        language: the question's, if it is known.
        reads: whether the embedding model understands a language.
    """
    likely = likelihoods(text, frozenset(view.languages))
    wording = normalized_hash(text)
    listed = frozenset(
        name for name, index in view.languages.items() if index.questions.worded(wording)
    )
    ordered = sorted(likely, key=lambda name: (name not in listed, -likely[name]))
    first = closest(language, frozenset(likely)) if language else None
    if first and (first in listed or not listed):
        ordered = [first, *(name for name in ordered if name != first)]
    spoken = language or (ordered[0] if ordered else "")
    return Question(
        text,
        audience,
        spoken,
        bool(language) or likely.get(spoken, 0.0) >= SURE_OF_LANGUAGE,
        _worth_trying(ordered, likely, spoken, reads),
        likely,
        wording,
        listed,
    )


def _worth_trying(
    ordered: list[str], likely: Mapping[str, float], spoken: str, reads: Callable[[str], bool]
) -> tuple[str, ...]:
    """The first language, and those of the others in which an answer may be found."""
    others = [
        other
        for other in ordered[1 : OTHER_LANGUAGES + 1]
        if likely[other] >= UNLIKELY or (reads(spoken) and reads(other))
    ]
    return (*ordered[:1], *others)
