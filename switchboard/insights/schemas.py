"""What the API says of questions and articles."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel


class KnowledgeOverview(BaseModel):
    """How the knowledge did in the last days. `as_of` is when turns were last read."""

    days: int
    answers: int
    answering: int
    silent: int
    missed: int
    contradictions: int
    as_of: datetime | None


class DayOfAnswers(BaseModel):
    """How often articles answered on one day (UTC), and were offered as one of several options."""

    day: date
    answers: int
    options: int


class ArticleInsight(BaseModel):
    """What an article did: how often it answered, was offered as an option, and was found helpful.

    `helpful` and `unhelpful` are all votes of the help center's readers so far.
    """

    article_id: str
    title: str
    language: str
    audience: Literal["public", "customers", "staff"]
    answers: int
    options: int
    helpful: int
    unhelpful: int
    updated_at: datetime


class MissedExample(BaseModel):
    """One time that a question was asked."""

    text: str
    conversation_id: str
    at: datetime


class MissedQuestion(BaseModel):
    """Questions alike that nothing answered; `text` is the newest wording."""

    id: str
    text: str
    language: str
    count: int
    examples: list[MissedExample]
    first_at: datetime
    last_at: datetime


class ContradictionSide(BaseModel):
    """One of two passages; `sentence` is the one that the other contradicts."""

    article_id: str
    title: str
    heading: str
    passage: str
    sentence: str


class Contradiction(BaseModel):
    """Two passages that say different things, and in what they differ."""

    id: str
    kind: Literal["price", "percent", "date", "number", "negation", "question"]
    language: str
    similarity: float
    first: ContradictionSide
    second: ContradictionSide
    found_at: datetime
