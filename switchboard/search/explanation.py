"""Why a search decided as it did, as the API shows it."""

from typing import Literal

from pydantic import BaseModel


class LegCandidate(BaseModel):
    """A text that a leg found, best first, and the leg's own score, roughly 0 to 1.

    `text` is the passage or the way to ask that was found; the head scores articles, so there it
    is empty.
    """

    article_id: str
    title: str
    heading: str
    text: str
    score: float


class LegExplanation(BaseModel):
    """One leg: what it found, or in words why it found nothing or was not asked."""

    name: Literal["lexical", "question", "dense", "head", "rerank"]
    state: Literal["asked", "not_needed", "unavailable"]
    note: str
    candidates: list[LegCandidate]


class FusedCandidate(BaseModel):
    """An article after the legs were put together.

    `ranks` is its place in each leg that found it, from 1; `fused` the sum of 1 / (60 + rank) as
    a share of the most possible; `evidence` by which articles are ordered.
    """

    article_id: str
    title: str
    language: str
    ranks: dict[str, int]
    legs: dict[str, float]
    fused: float
    evidence: float


class ConfidencePart(BaseModel):
    """What the confidence is made of: a measure, its value, and what it adds to the logit."""

    name: str
    value: float
    adds: float
    note: str


class LanguageGuess(BaseModel):
    """How likely the question is in a language, and whether articles in it were searched."""

    language: str
    likelihood: float
    searched: bool


class SearchExplanation(BaseModel):
    """Everything a search's decision was made from; `why` is the decision in a sentence."""

    languages: list[LanguageGuess]
    legs: list[LegExplanation]
    fusion: list[FusedCandidate]
    confidence: list[ConfidencePart]
    thresholds: dict[str, float]
    why: str
