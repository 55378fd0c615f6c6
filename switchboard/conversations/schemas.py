"""What the API says of inboxes, conversations and entries."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field, model_validator

from switchboard.conversations.attachments import MOST_IN_ONE_MESSAGE
from switchboard.conversations.attachments.schemas import Attachment
from switchboard.conversations.models import Entry as EntryRow
from switchboard.conversations.rich import Rich
from switchboard.core.parsing import Moment

LARGEST_SEQ = 2**31 - 1
"""The number of an entry is an `integer` of PostgreSQL."""

_STAFF_KEY = "staff/"


def staff_key(author_id: str, conversation_id: str, key: str) -> str:
    """The external id of what staff post: one of theirs meets no other's, and no customer's."""
    return f"{_STAFF_KEY}{author_id}/{conversation_id}/{key}"


def client_id(external_id: str | None) -> str | None:
    """The id that the client itself gave to its message; a customer's has no slash in it."""
    if external_id is None:
        return None
    if external_id.startswith(_STAFF_KEY):
        return external_id.split("/", 3)[-1]
    return external_id.rpartition("/")[2]


class Source(BaseModel):
    """A passage that an answer rests on."""

    article_id: str
    title: str
    passage: str
    url: str | None = None


class EntryAuthor(BaseModel):
    """Who wrote an entry."""

    kind: Literal["contact", "member", "assistant", "system"]
    id: str | None
    name: str | None


class Delivery(BaseModel):
    """How far a message to the customer has come."""

    status: str
    error: str | None = None


class Entry(BaseModel):
    """One entry of a timeline."""

    seq: int
    id: str
    kind: Literal["message", "note", "event"]
    author: EntryAuthor
    text: str
    attachments: list[Attachment]
    delivery: Delivery | None
    sources: list[Source]
    turn_id: str | None
    event: dict[str, Any] | None
    rich: Rich | None
    client_id: str | None
    created_at: datetime

    @classmethod
    def of(cls, row: EntryRow) -> "Entry":
        """The entry as the API shows it."""
        author: dict[str, Any] = {
            "kind": row.author_kind,
            "id": row.author_id,
            "name": row.author_name,
        }
        shown: dict[str, Any] = {name: getattr(row, name) for name in _SAME_IN_BOTH}
        return cls.model_construct(
            **shown,
            author=EntryAuthor.model_construct(**author),
            delivery=_delivery(row),
            sources=[Source.model_construct(**source) for source in row.sources],
            client_id=client_id(row.external_id),
            attachments=[Attachment.model_construct(**file) for file in row.attachments],
            rich=Rich.model_validate(row.rich) if row.rich else None,
        )


_SAME_IN_BOTH = (
    "seq",
    "id",
    "kind",
    "text",
    "turn_id",
    "event",
    "created_at",
)


def _delivery(row: EntryRow) -> Delivery | None:
    if row.delivery_status is None:
        return None
    return Delivery(status=row.delivery_status, error=row.delivery_error)


class Timeline(BaseModel):
    """A stretch of a timeline; `last_seq` is the number of the conversation's newest entry."""

    items: list[Entry]
    next: str | None = None
    last_seq: int


class ContactBrief(BaseModel):
    """Whom a conversation is with; `display_name` is there for a visitor without a name too."""

    id: str
    name: str | None
    email: str | None
    display_name: str


class AssigneeBrief(BaseModel):
    """Who is in charge."""

    kind: Literal["member", "team", "assistant"]
    id: str
    name: str | None


LabelColor = Literal["gray", "red", "orange", "yellow", "green", "teal", "blue", "purple", "pink"]


class LabelBrief(BaseModel):
    """A label as it is shown on a conversation."""

    id: str
    name: str
    color: LabelColor


class LastMessage(BaseModel):
    """The newest message, shortened for lists."""

    text: str
    author_kind: str
    created_at: datetime


class Conversation(BaseModel):
    """A conversation as lists and headers show it.

    `unread` and `drafted` are about the one who asks: they have not read what was said last, they
    have begun an answer.
    """

    id: str
    inbox_id: str
    channel: str
    status: Literal["open", "snoozed", "resolved"]
    contact: ContactBrief
    assignee: AssigneeBrief | None
    language: str | None
    priority: Literal["none", "low", "normal", "high", "urgent"]
    labels: list[LabelBrief]
    last_seq: int
    last_message: LastMessage | None
    last_activity_at: datetime
    unread: bool
    drafted: bool
    mentioned_ids: list[str]
    waiting_since: datetime | None
    snoozed_until: datetime | None
    created_at: datetime
    updated_at: datetime


class NewMessage(BaseModel):
    """A reply to the customer, or a note for colleagues: words, files, or both."""

    text: str = Field(default="", max_length=20_000)
    kind: Literal["message", "note"] = "message"
    mentions: list[str] = Field(
        default_factory=list, max_length=20, description="ids of members that a note mentions"
    )
    attachment_ids: list[str] = Field(default_factory=list, max_length=MOST_IN_ONE_MESSAGE)
    rich: Rich | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "NewMessage":
        if not (self.text.strip() or self.attachment_ids or self.rich):
            raise ValueError("must have text or an attachment")
        if self.rich and self.kind == "note":
            raise ValueError("a note can only have text and attachments")
        images = {card.image_id for card in self.rich.cards} if self.rich else set()
        if not images - {None} <= set(self.attachment_ids):
            raise ValueError("a card's image_id must be one of the attachment_ids")
        return self


class DraftText(BaseModel):
    """What somebody has written and not sent yet. Without text there is no draft any more."""

    text: str = Field(max_length=20_000)
    kind: Literal["message", "note"] = "message"


class Draft(DraftText):
    """A draft as it was kept; `updated_at` is null when there is none."""

    updated_at: datetime | None


class AssigneeChoice(BaseModel):
    """Whom to put in charge."""

    kind: Literal["member", "team", "assistant"]
    id: str


class Assignment(BaseModel):
    """Puts somebody in charge; null leaves the conversation to whoever takes it."""

    assignee: AssigneeChoice | None


class Snooze(BaseModel):
    """Lets a conversation rest."""

    until: Moment


class ReadThrough(BaseModel):
    """How far the reader has read."""

    seq: int = Field(ge=0, le=LARGEST_SEQ)
