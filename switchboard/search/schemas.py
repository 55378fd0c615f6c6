"""Searches as the API shows and takes them."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from switchboard.articles.schemas import Language, Reader
from switchboard.search.explanation import SearchExplanation

QUERY_CHARACTERS = 2_000


class SearchRequest(BaseModel):
    """A question in anybody's words. `audience` is whose view to search in.

    `explain` asks for everything the decision was made from.
    """

    query: Annotated[str, StringConstraints(min_length=1, max_length=QUERY_CHARACTERS)]
    language: Language | None = None
    limit: Annotated[int, Field(ge=1, le=20)] = 5
    audience: Reader = "public"
    explain: bool = False


class SearchItem(BaseModel):
    """An article that may answer, with its best passage; `score` and `legs` are 0 to 1.

    `approved_answer` is what the assistant says word for word when this is the answer.
    """

    article_id: str
    slug: str
    title: str
    heading: str
    passage: str
    url: str | None
    language: str
    score: float
    legs: dict[str, float]
    approved_answer: str | None = None


class SearchResult(BaseModel):
    """What was found, how sure that the first item answers, and what to do about it."""

    items: list[SearchItem]
    confidence: float
    decision: Literal["answer", "clarify", "handover"]
    language: str
    timings: dict[str, float]
    degraded: str | None
    explain: SearchExplanation | None = None
