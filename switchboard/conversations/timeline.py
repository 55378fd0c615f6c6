"""The timeline: entries numbered without gaps, appended under the conversation's lock."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from switchboard.conversations.errors import ConversationNotFound
from switchboard.conversations.events import EntryAppended
from switchboard.conversations.models import AuthorKind, Conversation, Entry, EntryKind
from switchboard.core.clock import now
from switchboard.core.db import Session
from switchboard.core.ids import new_id

PREVIEW_CHARACTERS = 200


@dataclass(frozen=True)
class Author:
    """Who writes an entry, with the name shown beside it."""

    kind: AuthorKind
    id: str | None = None
    name: str | None = None


SYSTEM = Author(AuthorKind.SYSTEM)


@dataclass(frozen=True)
class NewEntry:
    """An entry before it has its number."""

    kind: EntryKind
    author: Author
    text: str = ""
    external_id: str | None = None
    attachments: list[dict[str, Any]] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)
    event: dict[str, Any] | None = None
    rich: dict[str, Any] | None = None
    turn_id: str | None = None
    delivery_status: str | None = None
    created_at: datetime | None = None


_LOCK = (
    select(Conversation)
    .where(Conversation.id == bindparam("id"))
    .with_for_update(key_share=True)
    .execution_options(populate_existing=True)
)
"""Made once: SQLAlchemy spends more on making a statement than PostgreSQL on running it."""


class _Locked(dict[str, Conversation]):
    """The conversations that a unit of work has locked, by id."""


async def lock(session: Session, conversation_id: str) -> Conversation:
    """The conversation, locked until the transaction ends; once locked, it is not read again.

    Raises ConversationNotFound when the workspace has none by this id.
    """
    locked = session.part(_Locked)
    conversation = locked.get(conversation_id)
    if conversation is None:
        conversation = await session.scalar(_LOCK, {"id": conversation_id})
        if conversation is None:
            raise ConversationNotFound
        locked[conversation_id] = conversation
    return conversation


async def append(session: Session, conversation: Conversation, new: NewEntry) -> Entry:
    """Append an entry to a locked conversation, and tell it to those who listen.

    The rows are written before the next query, or at the commit: the conversation's only once,
    whatever else changes in it meanwhile.
    """
    conversation.last_seq += 1
    entry = Entry(
        conversation_id=conversation.id,
        seq=conversation.last_seq,
        id=new_id("msg"),
        workspace_id=conversation.workspace_id,
        inbox_id=conversation.inbox_id,
        external_id=new.external_id,
        kind=new.kind,
        author_kind=new.author.kind,
        author_id=new.author.id,
        author_name=new.author.name,
        text=new.text,
        attachments=new.attachments,
        sources=new.sources,
        event=new.event,
        rich=new.rich,
        turn_id=new.turn_id,
        delivery_status=new.delivery_status,
        created_at=new.created_at or now(),
    )
    if new.kind is not EntryKind.EVENT:
        conversation.last_said_seq = entry.seq
    if new.kind is EntryKind.MESSAGE:
        _show_in_lists(conversation, entry)
    session.add(entry)
    await session.emit(
        EntryAppended(
            workspace_id=conversation.workspace_id, conversation=conversation, entry=entry
        )
    )
    return entry


def _show_in_lists(conversation: Conversation, entry: Entry) -> None:
    # By our clock and never back, whatever time a channel gives: lists are paged by it.
    conversation.last_activity_at = max(now(), conversation.last_activity_at or now())
    conversation.last_message_at = entry.created_at
    conversation.last_message_text = preview(entry.text, entry.attachments)
    conversation.last_message_author = entry.author_kind


def preview(text: str, attachments: Sequence[dict[str, Any]]) -> str:
    """How lists show a message: its words' beginning; without any, its first file."""
    return (text or next((f"📎 {file['name']}" for file in attachments), ""))[:PREVIEW_CHARACTERS]


async def note_event(
    session: Session, conversation: Conversation, author: Author, **event: Any
) -> Entry:
    """Append an event: what happened, in fields that a screen puts into words."""
    return await append(session, conversation, NewEntry(EntryKind.EVENT, author, event=event))


async def read_after(
    session: Session, conversation_id: str, after_seq: int, *, limit: int = 200
) -> Sequence[Entry]:
    """Entries with a higher number, oldest first."""
    rows = await session.scalars(
        select(Entry)
        .where(Entry.conversation_id == conversation_id, Entry.seq > after_seq)
        .order_by(Entry.seq)
        .limit(limit)
    )
    return rows.all()


async def read_before(
    session: Session, conversation_id: str, before_seq: int | None, *, limit: int = 200
) -> Sequence[Entry]:
    """The newest entries with a lower number (or of all), oldest first."""
    query = select(Entry).where(Entry.conversation_id == conversation_id)
    if before_seq is not None:
        query = query.where(Entry.seq < before_seq)
    rows = await session.scalars(query.order_by(Entry.seq.desc()).limit(limit))
    return rows.all()[::-1]
