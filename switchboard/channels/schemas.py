"""What the API says of inboxes."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from switchboard.core.versions import Versioned

Name = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00]*\S[^\x00]*$")]


class Inbox(Versioned):
    """One configured account of a channel, with what a site needs to use it."""

    id: str
    name: str
    channel: str
    settings: dict[str, Any]
    assistant_id: str | None
    widget_key: str | None
    snippet: str | None
    created_at: datetime


class NewInbox(BaseModel):
    """An inbox to add. The workspace's first assistant answers in it unless told otherwise."""

    name: Name
    channel: Literal["webchat"]
    settings: dict[str, Any] = {}


class InboxChange(BaseModel):
    """What to change of an inbox; what is absent stays."""

    name: Name | None = None
    settings: dict[str, Any] | None = None
    assistant_id: str | None = None
