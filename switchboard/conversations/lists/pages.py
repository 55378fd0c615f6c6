"""Pages of conversations: which they are, then what is shown of them, in one query each."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, cast, false, func, select
from sqlalchemy.dialects.postgresql import TSQUERY

from switchboard.conversations import schemas
from switchboard.conversations.lists.conditions import Condition
from switchboard.conversations.lists.filters import Listing
from switchboard.conversations.lists.keyset import KeysetRange, Position, stretches
from switchboard.conversations.models import Conversation
from switchboard.conversations.queries import read_conversations
from switchboard.core.db import Session
from switchboard.core.pages import InvalidCursor, Page
from switchboard.core.search_terms import terms_query

BUDGET = 2_000
"""Rows that are looked at for one page, when its filter asks for more than an index serves."""


@dataclass(frozen=True)
class Chosen:
    """The rows of a page, and the cursor of what follows."""

    ids: list[str]
    next: str | None


async def list_conversations(
    session: Session, wanted: Listing, reader_id: str
) -> Page[schemas.Conversation]:
    """One page. Raises InvalidCursor for a cursor that is not of this list.

    Walking through the pages meets nothing twice, and all that stays as it is. What moves to the
    top meanwhile is found by reading the first page again. A page may be shorter than asked for,
    even empty, and still have a `next`: then no more rows were looked at for it.
    """
    chosen = await choose(session, wanted, reader_id)
    shown = await read_conversations(session, chosen.ids, reader_id=reader_id)
    return Page(items=shown, next=chosen.next)


async def choose(session: Session, wanted: Listing, reader_id: str) -> Chosen:
    """The ids of one page, in its order."""
    only = only_these(session, wanted)
    parts = stretches(session.workspace_id, wanted, reader_id, only)
    number, place = _begin(parts, wanted.after)
    ids: list[str] = []
    while number < len(parts):
        part, missing = parts[number], wanted.limit - len(ids)
        query = part.choose(wanted, reader_id, place, missing + 1, BUDGET)
        rows = (await session.execute(query)).all()
        ids += [row[0] for row in rows[:missing]]
        full = len(rows) > missing or (len(rows) == missing and number + 1 < len(parts))
        if full:
            return Chosen(ids, part.cursor(number, tuple(rows[missing - 1][1:])))
        stopped = await _budget_end(session, part, wanted, place)
        if stopped is not None:
            return Chosen(ids, part.cursor(number, stopped))
        number, place = number + 1, None
    return Chosen(ids, None)


def only_these(session: Session, wanted: Listing) -> Condition | None:
    """What a search found, or the ids that were asked for; None when all may be listed.

    A condition and no list of ids: a search may find a hundred thousand, and whatever else is
    asked for holds for all of them.
    """
    conditions: list[Condition] = [Conversation.id.in_(wanted.ids)] if wanted.ids else []
    if wanted.q:
        query = terms_query(session.workspace_id, wanted.q)
        hits = func.find_conversations(cast(query, TSQUERY)).table_valued("conversation_id")
        conditions.append(Conversation.id.in_(select(hits.c.conversation_id)) if query else false())
    return and_(*conditions) if conditions else None


def _begin(parts: list[KeysetRange], after: str | None) -> tuple[int, Position | None]:
    if after is None:
        return 0, None
    for number, part in enumerate(parts):
        try:
            return number, part.place(number, after)
        except InvalidCursor:
            continue
    raise InvalidCursor


async def _budget_end(
    session: Session, part: KeysetRange, wanted: Listing, place: Position | None
) -> Any | None:
    """Where the budget ended before the stretch did; None when all of it was looked at."""
    if not part.asks_more(wanted):
        return None
    row = (await session.execute(part.last_looked_at(place, BUDGET))).first()
    return tuple(row[1:]) if row else None
