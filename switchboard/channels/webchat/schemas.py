"""What the widget sends and hears over HTTP."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from switchboard.conversations.schemas import LARGEST_SEQ

Text = Annotated[str, Field(min_length=1, max_length=4000, pattern=r"^[^\x00]*\S[^\x00]*$")]
Short = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]


class VisitorProfile(BaseModel):
    """What the page says of its visitor. Nobody has verified it."""

    model_config = ConfigDict(extra="ignore")

    name: Short | None = None
    email: Short | None = None
    locale: Annotated[str, Field(max_length=35)] | None = None
    page: Annotated[str, Field(max_length=2000)] | None = None


class NewSession(BaseModel):
    """Starts a visitor's session, or goes on with an earlier one."""

    widget_key: Annotated[str, Field(max_length=100)]
    visitor: VisitorProfile = VisitorProfile()
    identity_token: Annotated[str, Field(max_length=4000)] | None = None
    session_token: Annotated[str, Field(max_length=4000)] | None = None


class WidgetConfig(BaseModel):
    """How an inbox's widget looks and greets."""

    name: str
    title: str
    color: str
    greeting: dict[str, str]
    languages: list[str]
    assistant_name: str | None
    require_identity: bool


class VisitorContact(BaseModel):
    """What the visitor told us of themselves."""

    name: str | None


class WidgetSession(BaseModel):
    """A visitor's session. `conversation_id` is null until they write for the first time."""

    session_token: str
    expires_at: datetime
    conversation_id: str | None
    contact: VisitorContact | None
    config: WidgetConfig
    last_seq: int


class VisitorMessage(BaseModel):
    """A visitor's message; sending the same `id` again changes nothing."""

    id: Annotated[str, Field(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
    text: Text


class Typing(BaseModel):
    """Whether the visitor is writing."""

    active: bool


class ReadThrough(BaseModel):
    """How far the visitor has read."""

    seq: Annotated[int, Field(ge=0, le=LARGEST_SEQ)]
