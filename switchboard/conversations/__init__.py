"""The heart: conversations, their timeline, and the verbs that change them."""

from switchboard.conversations.answering import answering_assistant, is_queued
from switchboard.conversations.assign import Assignee, assign, assign_locked
from switchboard.conversations.endpoints import router
from switchboard.conversations.errors import (
    ConversationNotFound,
    InboxNotFound,
    NotPossibleNow,
    TakenOver,
)
from switchboard.conversations.events import (
    Assigned,
    EntryAppended,
    Mentioned,
    MessagePosted,
    MessageReceived,
    PersonRequested,
    Reopened,
    Resolved,
    Snoozed,
)
from switchboard.conversations.inbound import InboundMessage
from switchboard.conversations.models import (
    AssigneeKind,
    AuthorKind,
    Conversation,
    Entry,
    EntryKind,
    Inbox,
    Status,
)
from switchboard.conversations.post import check_in_charge, post
from switchboard.conversations.receive import Received, ask_for_person, receive
from switchboard.conversations.status import reopen, resolve, snooze
from switchboard.conversations.timeline import (
    SYSTEM,
    Author,
    NewEntry,
    append,
    lock,
    note_event,
    read_after,
    read_before,
)

__all__ = [
    "SYSTEM",
    "Assigned",
    "Assignee",
    "AssigneeKind",
    "Author",
    "AuthorKind",
    "Conversation",
    "ConversationNotFound",
    "Entry",
    "EntryAppended",
    "EntryKind",
    "InboundMessage",
    "Inbox",
    "InboxNotFound",
    "Mentioned",
    "MessagePosted",
    "MessageReceived",
    "NewEntry",
    "NotPossibleNow",
    "PersonRequested",
    "Received",
    "Reopened",
    "Resolved",
    "Snoozed",
    "Status",
    "TakenOver",
    "answering_assistant",
    "append",
    "ask_for_person",
    "assign",
    "assign_locked",
    "check_in_charge",
    "is_queued",
    "lock",
    "note_event",
    "post",
    "read_after",
    "read_before",
    "receive",
    "reopen",
    "resolve",
    "router",
    "snooze",
]
