"""Tables of the heart: inboxes, conversations and their timelines."""

from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Annotated, Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    Text,
    UniqueConstraint,
)
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.event import listens_for
from sqlalchemy.orm import Mapped, mapped_column

from switchboard.core.clock import now
from switchboard.core.db import Base, CreatedAt, Id, PrimaryId, UpdatedAt, WorkspaceRow
from switchboard.core.search_terms import SearchTerms, stored_terms


class Status(StrEnum):
    """Where a conversation stands. Who answers is simply who is assigned."""

    OPEN = "open"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"


class Priority(IntEnum):
    """How soon a conversation wants to be looked at; the greater, the sooner."""

    NONE = 0
    LOW = 1
    NORMAL = 2
    HIGH = 3
    URGENT = 4


class AssigneeKind(StrEnum):
    """Who can be in charge of a conversation."""

    MEMBER = "member"
    TEAM = "team"
    ASSISTANT = "assistant"


class EntryKind(StrEnum):
    """What stands on a timeline. Only messages reach the customer."""

    MESSAGE = "message"
    NOTE = "note"
    EVENT = "event"


class AuthorKind(StrEnum):
    """Who wrote an entry."""

    CONTACT = "contact"
    MEMBER = "member"
    ASSISTANT = "assistant"
    SYSTEM = "system"


Ids = Annotated[list[str], mapped_column(ARRAY(Text(collation="C")), server_default="{}")]


class Inbox(WorkspaceRow, Base):
    """One configured account of a channel."""

    __tablename__ = "inboxes"

    id: Mapped[PrimaryId]
    name: Mapped[str]
    channel: Mapped[str]
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    public_key: Mapped[str] = mapped_column(unique=True)
    assistant_id: Mapped[Id | None]
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]

    __table_args__ = (Index("ix_inboxes_workspace", "workspace_id", "created_at"),)


_QUEUE = "assignee_kind IS NULL OR assignee_kind = 'team'"


def _sorted_indexes() -> list[Index]:
    """The orders other than by activity, of what is open. They hold only what the order is about:
    what has a priority, what waits. A conversation without costs them nothing."""
    longest, urgent = "waiting_since IS NOT NULL", "priority > 0"
    by_wait = ("waiting_since", "id")
    by_priority = (sql("priority DESC"), sql("last_activity_at DESC"), sql("id DESC"))
    return [
        _of_open("waits", "workspace_id", *by_wait, where=longest),
        _of_open("waits_queue", "workspace_id", *by_wait, where=f"{longest} AND ({_QUEUE})"),
        _of_open("waits_assignee", "workspace_id", "assignee_id", *by_wait, where=longest),
        _of_open("priority", "workspace_id", *by_priority, where=urgent),
        _of_open("priority_queue", "workspace_id", *by_priority, where=f"{urgent} AND ({_QUEUE})"),
        _of_open("priority_assignee", "workspace_id", "assignee_id", *by_priority, where=urgent),
    ]


def _of_open(name: str, *columns: Any, where: str) -> Index:
    condition = sql(f"status = 'open' AND {where}")
    return Index(f"ix_conversations_{name}", *columns, postgresql_where=condition)


class Conversation(WorkspaceRow, Base):
    """What one customer and a company have to say to each other, until it is resolved.

    `last_seq` is the number of the newest entry of the timeline; entries are numbered without
    gaps because each takes its number under this row's lock. `last_said_seq` is that of the
    newest message or note: what somebody may not have read. `answered_seq` is the number up
    to which an assistant has handled the customer's messages, and `lease_*` say which worker
    is doing so now. `episode_seq` is where the present episode began: what was said before
    the last resolution is no context for an answer. `label_ids` and `mentioned_ids` (members
    whom notes mention) are repeated in `conversation_tags` by a trigger.
    `standby_assistant_id` is the assistant that goes on answering what it knows while people,
    who were asked for, have not come yet.
    """

    __tablename__ = "conversations"

    id: Mapped[PrimaryId]
    inbox_id: Mapped[Id] = mapped_column(ForeignKey("inboxes.id", ondelete="CASCADE"))
    contact_id: Mapped[Id] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"))
    identity_id: Mapped[Id] = mapped_column(ForeignKey("identities.id", ondelete="CASCADE"))
    status: Mapped[str] = mapped_column(default=Status.OPEN)
    assignee_kind: Mapped[str | None]
    assignee_id: Mapped[Id | None]
    standby_assistant_id: Mapped[Id | None]
    language: Mapped[str | None]
    priority: Mapped[int] = mapped_column(
        SmallInteger, default=Priority.NONE, server_default=sql("0")
    )
    label_ids: Mapped[Ids] = mapped_column(default=list)
    mentioned_ids: Mapped[Ids] = mapped_column(default=list)
    snoozed_until: Mapped[datetime | None]
    waiting_since: Mapped[datetime | None]
    last_seq: Mapped[int] = mapped_column(default=0)
    last_said_seq: Mapped[int] = mapped_column(default=0)
    last_activity_at: Mapped[datetime] = mapped_column(default=now)
    last_message_text: Mapped[str | None]
    last_message_author: Mapped[str | None]
    last_message_at: Mapped[datetime | None]
    episode_seq: Mapped[int] = mapped_column(default=0)
    answered_seq: Mapped[int] = mapped_column(default=0)
    lease_owner: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]

    __table_args__ = (
        CheckConstraint("status IN ('open', 'snoozed', 'resolved')", name="status"),
        CheckConstraint("(assignee_kind IS NULL) = (assignee_id IS NULL)", name="assignee"),
        CheckConstraint("priority BETWEEN 0 AND 4", name="priority"),
        Index(
            "ix_conversations_list",
            "workspace_id",
            "status",
            sql("last_activity_at DESC"),
            sql("id DESC"),
        ),
        Index(
            "ix_conversations_assignee",
            "workspace_id",
            "assignee_id",
            "status",
            sql("last_activity_at DESC"),
            sql("id DESC"),
        ),
        Index(
            "ix_conversations_waiting",
            "workspace_id",
            sql("last_activity_at DESC"),
            sql("id DESC"),
            postgresql_where=sql(
                "status = 'open' AND (assignee_kind IS NULL OR assignee_kind = 'team')"
            ),
        ),
        Index(
            "ix_conversations_assistant",
            "workspace_id",
            sql("last_activity_at DESC"),
            sql("id DESC"),
            postgresql_where=sql("status = 'open' AND assignee_kind = 'assistant'"),
        ),
        Index("ix_conversations_identity", "identity_id", sql("created_at DESC")),
        Index("ix_conversations_contact", "contact_id"),
        Index(
            "ix_conversations_recent", "workspace_id", sql("last_activity_at DESC"), sql("id DESC")
        ),
        Index("ix_conversations_inbox", "inbox_id", sql("last_activity_at DESC"), sql("id DESC")),
        Index(
            "ix_conversations_snoozed",
            "snoozed_until",
            postgresql_where=sql("status = 'snoozed'"),
        ),
        *_sorted_indexes(),
    )


class Entry(Base):
    """One entry of a timeline: a message, an internal note, or an event.

    `external_id` is the id its origin gave it: seeing it again in the same inbox means the
    same message again. The workspace has no foreign key here: the conversation's has.
    """

    __tablename__ = "entries"

    conversation_id: Mapped[Id] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True
    )
    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    id: Mapped[Id] = mapped_column(unique=True)
    workspace_id: Mapped[str] = mapped_column(Text(collation="C"))
    inbox_id: Mapped[Id]
    external_id: Mapped[str | None]
    kind: Mapped[str]
    author_kind: Mapped[str]
    author_id: Mapped[Id | None]
    author_name: Mapped[str | None]
    text: Mapped[str] = mapped_column(default="")
    attachments: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    sources: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    event: Mapped[dict[str, Any] | None]
    rich: Mapped[dict[str, Any] | None]
    turn_id: Mapped[Id | None]
    delivery_status: Mapped[str | None]
    delivery_error: Mapped[str | None]
    created_at: Mapped[CreatedAt]
    search: Mapped[list[str] | None] = mapped_column(SearchTerms, deferred=True)
    """Under which terms it is found (`core.search_terms`); none for an event."""

    __table_args__ = (
        Index(
            "uq_entries_external",
            "inbox_id",
            "external_id",
            unique=True,
            postgresql_where=sql("external_id IS NOT NULL"),
        ),
        Index("ix_entries_search", "search", postgresql_using="gin"),
    )


@listens_for(Entry, "before_insert")
def _make_searchable(_mapper: object, _connection: object, entry: Entry) -> None:
    if entry.kind != EntryKind.EVENT:
        entry.search = stored_terms(entry.workspace_id, entry.text)


class ReadMark(WorkspaceRow, Base):
    """How far a person has read a conversation."""

    __tablename__ = "read_marks"

    conversation_id: Mapped[Id] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True
    )
    reader_id: Mapped[PrimaryId]
    seq: Mapped[int]


class Label(WorkspaceRow, Base):
    """A word of the workspace's that conversations can be marked with."""

    __tablename__ = "labels"

    id: Mapped[PrimaryId]
    name: Mapped[str]
    color: Mapped[str]
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]

    __table_args__ = (UniqueConstraint("workspace_id", "name"),)


class ConversationTag(WorkspaceRow, Base):
    """A conversation in the list of a label or of whom notes mention.

    An index that PostgreSQL cannot make by itself: by label, in the order of activity. A trigger
    of `conversations` keeps it (migrations/tags.py); nobody else writes to it.
    """

    __tablename__ = "conversation_tags"

    conversation_id: Mapped[PrimaryId] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE")
    )
    tag: Mapped[PrimaryId]
    status: Mapped[str]
    last_activity_at: Mapped[datetime]

    __table_args__ = (
        Index(
            "ix_conversation_tags_status",
            "tag",
            "status",
            sql("last_activity_at DESC"),
            sql("conversation_id DESC"),
        ),
        Index(
            "ix_conversation_tags_recent",
            "tag",
            sql("last_activity_at DESC"),
            sql("conversation_id DESC"),
        ),
    )


class Mention(WorkspaceRow, Base):
    """That a note mentions a member."""

    __tablename__ = "mentions"

    conversation_id: Mapped[PrimaryId] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE")
    )
    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    member_id: Mapped[PrimaryId]
    created_at: Mapped[CreatedAt]


class Draft(WorkspaceRow, Base):
    """What a person has written in a conversation and not sent yet."""

    __tablename__ = "drafts"

    conversation_id: Mapped[PrimaryId] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE")
    )
    author_id: Mapped[PrimaryId]
    kind: Mapped[str]
    text: Mapped[str]
    updated_at: Mapped[UpdatedAt]

    __table_args__ = (CheckConstraint("kind IN ('message', 'note')", name="kind"),)
