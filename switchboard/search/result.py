"""What a search gives back."""

from collections.abc import Mapping
from dataclasses import dataclass

from switchboard.search.confidence import Decision
from switchboard.search.explanation import SearchExplanation


@dataclass(frozen=True, slots=True)
class Found:
    """An article that may answer, with its best passage; `score` and `legs` are 0 to 1.

    `score` is how likely it answers: the first one's is the confidence. `approved_answer` is what
    goes out word for word when this is the answer. `quote` is what of the passage is shown, where
    that is a row of a table.
    """

    article_id: str
    slug: str
    title: str
    heading: str
    passage: str
    url: str | None
    language: str
    score: float
    legs: Mapping[str, float]
    approved_answer: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The articles found, best first, and what to do about them.

    `confidence` is how likely the first one answers. `language` is the question's. `timings`
    are in milliseconds. `degraded` says what did not work, in words for staff. `explain` has
    everything the decision was made from, if that was asked for.
    """

    items: tuple[Found, ...]
    confidence: float
    decision: Decision
    language: str
    timings: Mapping[str, float]
    degraded: str | None = None
    explain: SearchExplanation | None = None
