"""What happens to conversations, for those who listen."""

from dataclasses import dataclass
from typing import Any

from switchboard.conversations.models import Conversation, Entry
from switchboard.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ConversationEvent(Event):
    """Something happened to a conversation; the row is as it stands in this transaction."""

    conversation: Conversation


@dataclass(frozen=True, kw_only=True)
class EntryAppended(ConversationEvent):
    """The timeline has one more entry, of whatever kind."""

    entry: Entry


@dataclass(frozen=True, kw_only=True)
class MessageReceived(ConversationEvent):
    """A customer's message was kept."""

    entry: Entry


@dataclass(frozen=True, kw_only=True)
class MessagePosted(ConversationEvent):
    """A message to the customer was kept; it is still to be delivered."""

    entry: Entry


@dataclass(frozen=True, kw_only=True)
class Assigned(ConversationEvent):
    """Somebody else is in charge; `previous` is who was."""

    previous: dict[str, Any] | None


@dataclass(frozen=True, kw_only=True)
class Resolved(ConversationEvent):
    """The matter is settled."""


@dataclass(frozen=True, kw_only=True)
class Reopened(ConversationEvent):
    """The matter goes on; a new episode begins."""


@dataclass(frozen=True, kw_only=True)
class Snoozed(ConversationEvent):
    """The matter rests until a time."""


@dataclass(frozen=True, kw_only=True)
class Mentioned(ConversationEvent):
    """A note mentions members."""

    entry: Entry
    member_ids: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Marked(ConversationEvent):
    """Labels or priority changed: what lists show, and the timeline does not."""


@dataclass(frozen=True, kw_only=True)
class Read(Event):
    """Somebody has read up to an entry, or wants it to be unread after it."""

    conversation_id: str
    reader_id: str
    seq: int


@dataclass(frozen=True, kw_only=True)
class PersonRequested(ConversationEvent):
    """The customer asked for a person, by a button rather than by words."""
