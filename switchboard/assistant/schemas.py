"""Turns, assistants and trials as the API shows and takes them."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints

from switchboard.assistant import models
from switchboard.conversations.schemas import Source
from switchboard.core.versions import Versioned
from switchboard.team import assistants

Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]


class TurnPassage(BaseModel):
    """A passage that a turn found, with the score of each way of searching."""

    article_id: str
    title: str
    heading: str = ""
    passage: str
    url: str | None = None
    score: float
    legs: dict[str, float]


class Turn(BaseModel):
    """One run of the assistant: why it answered as it did.

    `cost` is in US dollars, `timings` are milliseconds by step, `manifest` says what the model
    was shown. `provider_says` is the model provider's own message; only admins get it.
    """

    id: str
    conversation_id: str
    entry_id: str | None
    outcome: Literal["reply", "clarify", "handover", "resolve", "dropped"]
    reason: str | None
    confidence: float | None
    decision: str | None
    language: str | None
    query: str | None
    passages: list[TurnPassage]
    model: str | None
    input_tokens: int
    output_tokens: int
    cost: float | None
    duration_ms: int
    timings: dict[str, float]
    manifest: dict[str, Any]
    error: str | None
    provider_says: str | None
    created_at: datetime

    @classmethod
    def of(cls, row: models.Turn, *, in_full: bool) -> "Turn":
        """The turn as the API shows it; the provider's own message only `in_full`."""
        turn = cls.model_validate(row, from_attributes=True)
        if not in_full:
            turn.provider_says = None
        return turn


class Assistant(Versioned):
    """An assistant, and what it is told about its task."""

    id: str
    name: str
    instructions: str
    created_at: datetime

    @classmethod
    def of(cls, row: assistants.Assistant) -> "Assistant":
        """The assistant as the API shows it."""
        return cls.model_validate(row, from_attributes=True)


class AssistantPatch(BaseModel):
    """What to change in an assistant; what is absent stays."""

    name: (
        Annotated[Text, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
        | None
    ) = None
    instructions: Annotated[Text, StringConstraints(max_length=8_000)] | None = None


class TryLine(BaseModel):
    """A message that came before."""

    role: Literal["customer", "user", "contact", "assistant", "member", "person"]
    text: Annotated[Text, StringConstraints(max_length=20_000)]


class TryRequest(BaseModel):
    """A question to try the assistant with: nothing is kept, nothing is sent.

    `audience` is who asks: anybody, or a visitor whom the company's site vouches for.
    """

    text: Annotated[Text, StringConstraints(min_length=1, max_length=20_000)]
    contact_id: str | None = None
    assistant_id: str | None = None
    audience: Literal["public", "customers"] = "public"
    history: Annotated[list[TryLine], Field(max_length=100)] = []


class TryResult(BaseModel):
    """What the assistant would have done, and why; `cost` in US dollars, where it is known."""

    outcome: Literal["reply", "clarify", "handover", "resolve"]
    reason: str | None
    text: str
    sources: list[Source]
    confidence: float
    language: str
    cost: float | None = None
    trace: dict[str, Any]
