"""What the widget sends and hears besides messages."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field


class NewRating(BaseModel):
    """What the visitor thought of the conversation: 1 (poor) to 5 (great)."""

    score: Annotated[int, Field(ge=1, le=5)]
    comment: Annotated[str, Field(max_length=2000, pattern=r"^[^\x00]*$")] = ""


class LastWords(BaseModel):
    """The newest message, shortened."""

    text: str
    author_kind: str
    created_at: datetime


class OwnConversation(BaseModel):
    """One of the visitor's conversations."""

    id: str
    status: Literal["open", "snoozed", "resolved"]
    last_message: LastWords | None
    last_seq: int
    created_at: datetime


class TranscriptSent(BaseModel):
    """Where the transcript goes, with all but the ends of the address hidden."""

    to: str


class Availability(BaseModel):
    """Whether a person would answer now.

    `someone_there`: within business hours, and a member who can answer is at work. `opens_at` is
    when business hours begin again, outside of them. `usual_wait_seconds` is the median of late
    handovers, null when that is not known.
    """

    someone_there: bool
    opens_at: datetime | None
    usual_wait_seconds: float | None


class PopularArticle(BaseModel):
    """An article to offer before anything is asked."""

    article_id: str
    title: str


class Home(BaseModel):
    """What the home screen shows beside the visitor's conversations."""

    popular: list[PopularArticle]
