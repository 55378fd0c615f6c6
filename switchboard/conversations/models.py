"""Tables of the heart: inboxes, conversations and their timelines."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, Text
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from switchboard.core.clock import now
from switchboard.core.db import Base, CreatedAt, Id, PrimaryId, UpdatedAt, WorkspaceRow


class Status(StrEnum):
    """Where a conversation stands. Who answers is simply who is assigned."""

    OPEN = "open"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"


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


class Conversation(WorkspaceRow, Base):
    """What one customer and a company have to say to each other, until it is resolved.

    `last_seq` is the number of the newest entry of the timeline; entries are numbered without
    gaps because each takes its number under this row's lock. `last_said_seq` is that of the
    newest message or note: what somebody may not have read. `answered_seq` is the number up
    to which an assistant has handled the customer's messages, and `lease_*` say which worker
    is doing so now. `episode_seq` is where the present episode began: what was said before
    the last resolution is no context for an answer.
    """

    __tablename__ = "conversations"

    id: Mapped[PrimaryId]
    inbox_id: Mapped[Id] = mapped_column(ForeignKey("inboxes.id", ondelete="CASCADE"))
    contact_id: Mapped[Id] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"))
    identity_id: Mapped[Id] = mapped_column(ForeignKey("identities.id", ondelete="CASCADE"))
    status: Mapped[str] = mapped_column(default=Status.OPEN)
    assignee_kind: Mapped[str | None]
    assignee_id: Mapped[Id | None]
    language: Mapped[str | None]
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
    turn_id: Mapped[Id | None]
    delivery_status: Mapped[str | None]
    delivery_error: Mapped[str | None]
    created_at: Mapped[CreatedAt]

    __table_args__ = (
        Index(
            "uq_entries_external",
            "inbox_id",
            "external_id",
            unique=True,
            postgresql_where=sql("external_id IS NOT NULL"),
        ),
        Index(
            "ix_entries_text",
            sql("to_tsvector('simple', text)"),
            postgresql_using="gin",
            postgresql_where=sql("kind <> 'event'"),
        ),
    )


class ReadMark(WorkspaceRow, Base):
    """How far a person has read a conversation."""

    __tablename__ = "read_marks"

    conversation_id: Mapped[Id] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True
    )
    reader_id: Mapped[PrimaryId]
    seq: Mapped[int]
