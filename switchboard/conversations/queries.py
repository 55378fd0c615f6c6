"""Reads conversations for lists and headers: one query a page, whatever it shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, text, tuple_

from switchboard.contacts import Contact
from switchboard.conversations import schemas
from switchboard.conversations.errors import ConversationNotFound
from switchboard.conversations.models import (
    AssigneeKind,
    Conversation,
    Inbox,
    ReadMark,
    Status,
)
from switchboard.core.db import Session
from switchboard.core.pages import Page, cursor_time, decode_cursor, encode_cursor
from switchboard.team.directory import display_names

_SEARCH = text("SELECT conversation_id FROM search_conversations(:q)")


@dataclass(frozen=True)
class Filter:
    """Which conversations to list; whatever is None does not matter.

    `assignee` is `me`, `waiting` (for a person), `assistant`, or the id of one assignee.
    `q` looks through names, addresses and the words of messages and notes.
    """

    status: Status | None = None
    assignee: str | None = None
    inbox_id: str | None = None
    q: str | None = None
    contact_id: str | None = None


async def list_conversations(
    session: Session, wanted: Filter, *, reader_id: str, after: str | None, limit: int
) -> Page[schemas.Conversation]:
    """One page, newest activity first. Raises Invalid on a cursor that is not ours.

    Walking through the pages meets nothing twice, and all that stays as it is. What moves to
    the top meanwhile is found by reading the first page again.
    """
    query = select(Conversation.id, Conversation.last_activity_at).where(
        Conversation.workspace_id == session.workspace_id, *_conditions(wanted, reader_id)
    )
    if wanted.q:
        found = await session.scalars(_SEARCH, {"q": wanted.q})
        query = query.where(Conversation.id.in_(found.all()))
    if after:
        at, last_id = decode_cursor(after, str, str)
        position = tuple_(Conversation.last_activity_at, Conversation.id)
        query = query.where(position < tuple_(cursor_time(at), str(last_id)))
    newest_first = query.order_by(Conversation.last_activity_at.desc(), Conversation.id.desc())
    rows = (await session.execute(_with_names(newest_first.limit(limit + 1), reader_id))).all()
    page = rows[:limit]
    return Page(
        items=await _shown(session, page),
        next=_cursor(page[-1][0]) if len(rows) > limit else None,
    )


def _cursor(conversation: Conversation) -> str:
    return encode_cursor(conversation.last_activity_at.isoformat(), conversation.id)


async def get_conversation(
    session: Session, conversation_id: str, *, reader_id: str
) -> schemas.Conversation:
    """One conversation. Raises ConversationNotFound when the workspace has none by this id."""
    query = select(Conversation.id, Conversation.last_activity_at).where(
        Conversation.workspace_id == session.workspace_id, Conversation.id == conversation_id
    )
    row = (await session.execute(_with_names(query, reader_id))).first()
    if row is None:
        raise ConversationNotFound
    return (await _shown(session, [row]))[0]


def _with_names(chosen: Select[str, datetime], reader_id: str) -> Select[*tuple[Any, ...]]:
    """The chosen conversations with what a list shows of them, in the order of their choice.

    They are chosen first and joined afterwards: so whatever PostgreSQL thinks of the joins, a
    page is read from its index and costs the same however many conversations there are.
    """
    page = chosen.subquery()
    mark = and_(
        ReadMark.conversation_id == Conversation.id,
        ReadMark.reader_id == reader_id,
    )
    return (
        select(
            Conversation, Contact.name, Contact.email, Inbox.channel, func.coalesce(ReadMark.seq, 0)
        )
        .join(page, page.c.id == Conversation.id)
        .join(Contact, Contact.id == Conversation.contact_id)
        .join(Inbox, Inbox.id == Conversation.inbox_id)
        .outerjoin(ReadMark, mark)
        .order_by(page.c.last_activity_at.desc(), page.c.id.desc())
    )


def _conditions(wanted: Filter, reader_id: str) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.status is not None:
        conditions.append(Conversation.status == _literally(wanted.status))
    if wanted.inbox_id is not None:
        conditions.append(Conversation.inbox_id == wanted.inbox_id)
    if wanted.contact_id is not None:
        conditions.append(Conversation.contact_id == wanted.contact_id)
    if wanted.assignee is not None:
        conditions.append(_assigned_to(wanted.assignee, reader_id))
    return conditions


def _assigned_to(assignee: str, reader_id: str) -> ColumnElement[bool]:
    if assignee == "waiting":
        return waiting()
    if assignee == "assistant":
        return Conversation.assignee_kind == _literally(AssigneeKind.ASSISTANT)
    return Conversation.assignee_id == (reader_id if assignee == "me" else assignee)


def waiting() -> ColumnElement[bool]:
    """Nobody in particular is in charge yet: it waits for a person to take it."""
    return or_(
        Conversation.assignee_kind.is_(None),
        Conversation.assignee_kind == _literally(AssigneeKind.TEAM),
    )


def _literally(value: Status | AssigneeKind) -> ColumnElement[str]:
    """The value in the statement's text: only so does a partial index serve a prepared one."""
    return literal(str(value), literal_execute=True)


async def _shown(session: Session, rows: Any) -> list[schemas.Conversation]:
    ids = {row[0].assignee_id for row in rows if row[0].assignee_id}
    names = await display_names(session, ids)
    return [_conversation(row, names) for row in rows]


def _conversation(found: Any, names: dict[str, str]) -> schemas.Conversation:
    row, contact_name, contact_email, channel, read_seq = found
    return schemas.Conversation.model_validate(
        {
            "id": row.id,
            "inbox_id": row.inbox_id,
            "channel": channel,
            "status": row.status,
            "contact": {"id": row.contact_id, "name": contact_name, "email": contact_email},
            "assignee": _assignee(row, names),
            "language": row.language,
            "last_seq": row.last_seq,
            "last_message": _last_message(row),
            "unread": row.last_said_seq > read_seq,
            "waiting_since": row.waiting_since,
            "snoozed_until": row.snoozed_until,
            "created_at": row.created_at,
            "updated_at": row.updated_at,
        }
    )


def _assignee(row: Conversation, names: dict[str, str]) -> dict[str, Any] | None:
    if row.assignee_id is None:
        return None
    name = names.get(row.assignee_id)
    return {"kind": row.assignee_kind, "id": row.assignee_id, "name": name}


def _last_message(row: Conversation) -> dict[str, Any] | None:
    if row.last_message_at is None:
        return None
    return {
        "text": row.last_message_text,
        "author_kind": row.last_message_author,
        "created_at": row.last_message_at,
    }


async def count_open(session: Session, reader_id: str) -> schemas.ConversationCounts:
    """How many open conversations each view holds, counted over their partial indexes."""
    open_here = and_(
        Conversation.workspace_id == session.workspace_id, Conversation.status == Status.OPEN
    )
    counts = {
        "mine": Conversation.assignee_id == reader_id,
        "waiting": waiting(),
        "assistant": Conversation.assignee_kind == AssigneeKind.ASSISTANT,
    }
    row = (
        await session.execute(
            select(
                func.count().label("open"),
                *(func.count().filter(which).label(name) for name, which in counts.items()),
            ).where(open_here)
        )
    ).one()
    return schemas.ConversationCounts.model_validate(row._mapping)
