"""A filter as SQL: what an index serves in the list's order, and what each row is asked besides.

No set of indexes serves every filter. So a list walks one index in its order and asks each row
for the rest, a fixed number of rows for a page at most: whatever is filtered, a page costs no
more, however many conversations there are.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, literal, or_, select

from switchboard.contacts import Contact
from switchboard.conversations.lists.filters import Filter
from switchboard.conversations.models import (
    AssigneeKind,
    Conversation,
    ConversationTag,
    Inbox,
    ReadMark,
    Status,
)
from switchboard.core.clock import now

Condition = ColumnElement[bool]
Entity = Any
"""`Conversation`, or an alias of it over a subquery."""

Ask = Callable[[Filter, Entity, str], Condition]
"""The condition that a filter makes on a row; the text is who reads."""


def waiting() -> Condition:
    """Nobody in particular is in charge yet: it waits for a person to take it."""
    return or_(
        Conversation.assignee_kind.is_(None),
        Conversation.assignee_kind == literally(AssigneeKind.TEAM),
    )


def literally(value: Status | AssigneeKind) -> ColumnElement[str]:
    """The value in the statement's text: only so does a partial index serve a prepared one."""
    return literal(str(value), literal_execute=True)


def served_by_index(wanted: Filter, reader: str) -> tuple[list[list[Condition]], set[str]]:
    """The conditions that an index serves in the order of activity, and the fields they are of.

    There are several lists of conditions where an index needs a status and the filter has none:
    what fits one of them is walked together.
    """
    of_status = [Conversation.status == literally(status) for status in _statuses(wanted)]
    if wanted.contact_id is not None:
        return [[Conversation.contact_id == wanted.contact_id]], {"contact_id"}
    if wanted.assignee == "waiting" and wanted.status == Status.OPEN:
        return [[*of_status, waiting()]], {"status", "assignee"}
    if wanted.assignee == "assistant" and wanted.status == Status.OPEN:
        kind = Conversation.assignee_kind == literally(AssigneeKind.ASSISTANT)
        return [[*of_status, kind]], {"status", "assignee"}
    if wanted.assignee not in (None, "waiting", "assistant"):
        theirs = Conversation.assignee_id == assignee_id(wanted, reader)
        return [[theirs, status] for status in of_status], {"status", "assignee"}
    if wanted.inbox_id is not None:
        return [[Conversation.inbox_id == wanted.inbox_id]], {"inbox_id"}
    return ([of_status], {"status"}) if wanted.status else ([[]], set())


def tag_of(wanted: Filter, reader: str) -> tuple[str, set[str]] | None:
    """A tag in whose list all that is wanted is, and the fields that this takes care of."""
    if wanted.contact_id is not None:
        return None
    if wanted.mentioned:
        return reader, {"status", "mentioned"}
    if not wanted.label_id:
        return None
    only = {"label_id"} if len(wanted.label_id) == 1 else set()
    return wanted.label_id[0], {"status", *only}


def of_tag(wanted: Filter, tag: str) -> list[Condition]:
    """What the index of tags serves."""
    conditions: list[Condition] = [ConversationTag.tag == tag]
    if wanted.status is not None:
        conditions.append(ConversationTag.status == literally(wanted.status))
    return conditions


def asked_of_rows(
    wanted: Filter, entity: Entity, reader: str, served: Iterable[str]
) -> list[Condition]:
    """What each row is asked, of all fields that no index has served."""
    left = set(_ASKED) - set(served)
    return [_ASKED[name](wanted, entity, reader) for name in sorted(left) if _said(wanted, name)]


def asks_more(wanted: Filter, served: Iterable[str]) -> bool:
    """Whether a row has to be looked at for more than the index serves."""
    return any(_said(wanted, name) for name in set(_ASKED) - set(served))


def assignee_id(wanted: Filter, reader: str) -> str | None:
    """The id of the one assignee that is meant."""
    return reader if wanted.assignee == "me" else wanted.assignee


def _said(wanted: Filter, name: str) -> bool:
    return getattr(wanted, name) not in (None, [], "", False)


def _statuses(wanted: Filter) -> list[Status]:
    return list(Status) if wanted.status is None else [wanted.status]


def _assigned(wanted: Filter, row: Entity, reader: str) -> Any:
    if wanted.assignee == "waiting":
        return or_(row.assignee_kind.is_(None), row.assignee_kind == AssigneeKind.TEAM)
    if wanted.assignee == "assistant":
        return row.assignee_kind == AssigneeKind.ASSISTANT
    return row.assignee_id == assignee_id(wanted, reader)


def _unread(_wanted: Filter, row: Entity, reader: str) -> Any:
    read = select(ReadMark.seq).where(
        ReadMark.conversation_id == row.id, ReadMark.reader_id == reader
    )
    return row.last_said_seq > func.coalesce(read.scalar_subquery(), 0)


def _attributes(wanted: Filter, row: Entity, _reader: str) -> Any:
    pairs = [attribute.split(":", 1) for attribute in wanted.attribute]
    fits = [func.lower(Contact.attributes[name].astext) == value.lower() for name, value in pairs]
    # Not EXISTS: PostgreSQL would make it a join, and read all contacts for some rows.
    theirs = select(Contact.id).where(Contact.id == row.contact_id, *fits)
    return theirs.scalar_subquery().is_not(None)


def _ago(**time: int) -> Any:
    return now() - timedelta(**time)


_ASKED: dict[str, Ask] = {
    "status": lambda f, row, _: row.status == f.status,
    "assignee": _assigned,
    "inbox_id": lambda f, row, _: row.inbox_id == f.inbox_id,
    "channel": lambda f, row, _: row.inbox_id.in_(
        select(Inbox.id).where(Inbox.channel == f.channel)
    ),
    "contact_id": lambda f, row, _: row.contact_id == f.contact_id,
    "label_id": lambda f, row, _: row.label_ids.contains(f.label_id),
    "priority": lambda f, row, _: row.priority.in_(f.priorities),
    "language": lambda f, row, _: row.language == f.language,
    "attribute": _attributes,
    "mentioned": lambda _f, row, reader: row.mentioned_ids.contains([reader]),
    "unread": _unread,
    "created_after": lambda f, row, _: row.created_at >= f.created_after,
    "created_before": lambda f, row, _: row.created_at < f.created_before,
    "created_within_days": lambda f, row, _: (
        row.created_at >= _ago(days=f.created_within_days or 0)
    ),
    "active_after": lambda f, row, _: row.last_activity_at >= f.active_after,
    "active_before": lambda f, row, _: row.last_activity_at < f.active_before,
    "active_within_days": lambda f, row, _: (
        row.last_activity_at >= _ago(days=f.active_within_days or 0)
    ),
    "waiting_minutes": lambda f, row, _: row.waiting_since <= _ago(minutes=f.waiting_minutes or 0),
}
