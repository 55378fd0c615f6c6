"""Saved questions as the API shows and takes them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, StringConstraints

from switchboard.articles.schemas import ArticleId, Language, Reader, Storable

CHECKS = 200
"""How many a workspace keeps: all of them run at once."""

Question = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), Storable
]


class CheckInput(BaseModel):
    """A question and the article that must answer it; without one, a person must be called."""

    question: Question
    article_id: ArticleId | None = None
    language: Language | None = None
    audience: Reader = "public"


class CheckResult(BaseModel):
    """What a run found: the first article, and what the search decided."""

    passed: bool
    decision: Literal["answer", "clarify", "handover"]
    confidence: float
    article_id: str | None
    title: str | None
    ran_at: datetime


class Check(BaseModel):
    """A saved question. `changed` says that the last run came out otherwise than the one before."""

    id: str
    question: str
    language: str | None
    audience: Reader
    expects: Literal["article", "nothing"]
    article_id: str | None
    article_title: str | None
    result: CheckResult | None
    changed: bool
    created_at: datetime
