"""What the widget sends and hears over HTTP."""

from datetime import datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from switchboard.channels.webchat.settings import HomeLink
from switchboard.channels.webchat.tokens import VisitorName
from switchboard.conversations.attachments import MOST_IN_ONE_MESSAGE
from switchboard.conversations.schemas import LARGEST_SEQ
from switchboard.core.email_address import is_email_address

Text = Annotated[str, Field(max_length=4000, pattern=r"^[^\x00]*$")]
Short = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]


class VisitorProfile(BaseModel):
    """What the page says of its visitor. Nobody has verified it."""

    model_config = ConfigDict(extra="ignore")

    name: VisitorName | None = None
    email: Short | None = None
    locale: Annotated[str, Field(max_length=35)] | None = None
    page: Annotated[str, Field(max_length=2000)] | None = None
    time_zone: Annotated[str, Field(max_length=64)] | None = None

    @field_validator("email")
    @classmethod
    def _only_an_address(cls, email: str | None) -> str | None:
        """The page may tell anything. What is not one address is nobody's, and stops no chat."""
        email = email.strip() if email else None
        return email if email and is_email_address(email) else None

    @field_validator("time_zone")
    @classmethod
    def _only_known(cls, zone: str | None) -> str | None:
        """A browser's time zone may be newer than ours: then nothing is known of it."""
        try:
            return zone and ZoneInfo(zone).key
        except (KeyError, ValueError, OSError):
            return None


class NewSession(BaseModel):
    """Starts a visitor's session, or goes on with an earlier one."""

    widget_key: Annotated[str, Field(max_length=100)]
    visitor: VisitorProfile = VisitorProfile()
    identity_token: Annotated[str, Field(max_length=4000)] | None = None
    session_token: Annotated[str, Field(max_length=4000)] | None = None


class WidgetConfig(BaseModel):
    """How an inbox's widget looks and greets, and what one can do in it.

    `open` says whether people are there now; if not, `opens_at` is when they are again.
    `transcripts` are offered only where mail can be sent.
    """

    name: str
    title: str
    color: str
    greeting: dict[str, str]
    languages: list[str]
    assistant_name: str | None
    require_identity: bool
    theme: Literal["auto", "light", "dark"]
    position: Literal["right", "left"]
    launcher_icon: Literal["chat", "question", "wave"]
    launcher_text: dict[str, str]
    intro: dict[str, str]
    placeholder: dict[str, str]
    logo: bool
    links: list[HomeLink]
    help_search: bool
    hide_branding: bool
    sound: bool
    uploads: bool
    voice: bool
    upload_max_bytes: int
    rating: Literal["off", "stars", "thumbs"]
    transcripts: bool
    open: bool
    opens_at: datetime | None


class VisitorContact(BaseModel):
    """What the visitor told us of themselves; `verified` says that the site vouches for it."""

    name: str | None
    verified: bool = False


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
    text: Text = ""
    attachment_ids: list[Annotated[str, Field(max_length=60)]] = Field(
        default_factory=list, max_length=MOST_IN_ONE_MESSAGE
    )
    new_conversation: bool = False
    """Begin another conversation with this message."""

    @model_validator(mode="after")
    def _says_something(self) -> "VisitorMessage":
        if not (self.text.strip() or self.attachment_ids):
            raise ValueError("must have text or an attachment")
        return self


class Typing(BaseModel):
    """Whether the visitor is writing."""

    active: bool


class VisitorRead(BaseModel):
    """How far the visitor has read."""

    seq: Annotated[int, Field(ge=0, le=LARGEST_SEQ)]
