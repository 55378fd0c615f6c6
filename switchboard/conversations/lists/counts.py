"""How many conversations a view holds: counted as far as a badge says it, and no further."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, literal, select, union_all

from switchboard.conversations.lists.filters import Filter, Listing
from switchboard.conversations.lists.keyset import KeysetRange, stretches
from switchboard.conversations.lists.pages import only_these
from switchboard.conversations.lists.schemas import ConversationCounts, ViewCount
from switchboard.conversations.models import Label, Status
from switchboard.core.db import Session
from switchboard.team import Team

MOST = 100
"""Counting stops here: a badge says 99+. So a count costs no more, however many there are."""
WINDOW = 1_000
"""Of a filter that no index serves, so many of its newest candidates are looked at."""
MOST_AT_ONCE = 200
FAR = 10_000
"""As far as one filter is counted for somebody who means all that fit it."""

_OWN: dict[str, Filter] = {
    "mine": Filter(status=Status.OPEN, assignee="me"),
    "waiting": Filter(status=Status.OPEN, assignee="waiting"),
    "open": Filter(status=Status.OPEN),
    "assistant": Filter(status=Status.OPEN, assignee="assistant"),
    "mentioned": Filter(status=Status.OPEN, mentioned=True),
    "snoozed": Filter(status=Status.SNOOZED),
}


async def count_own_views(session: Session, reader_id: str) -> ConversationCounts:
    """How many conversations the views hold that everyone has; of teams and labels, the open."""
    teams = await _ids(session, Team)
    labels = await _ids(session, Label)
    asked = dict(_OWN)
    asked |= {id_: Filter(status=Status.OPEN, assignee=id_) for id_ in teams}
    asked |= {id_: Filter(status=Status.OPEN, label_id=[id_]) for id_ in labels}
    counted = {name: one.count for name, one in (await count(session, asked, reader_id)).items()}
    return ConversationCounts(
        **{name: counted[name] for name in _OWN},
        teams={id_: counted[id_] for id_ in teams},
        labels={id_: counted[id_] for id_ in labels},
    )


async def count(
    session: Session, asked: Mapping[str, Filter], reader_id: str
) -> dict[str, ViewCount]:
    """How many conversations each filter finds, in one query, by the names they are asked by.

    `more` says that there may be more than were counted. A filter with a search is not counted.
    """
    queries = [
        _counted(session, name, wanted, reader_id) for name, wanted in asked.items() if not wanted.q
    ]
    if not queries:
        return {}
    rows = await session.execute(union_all(*queries))
    return {row.name: ViewCount(count=row.found, more=row.more) for row in rows}


async def count_far(session: Session, wanted: Filter, reader_id: str) -> ViewCount:
    """How many conversations one filter finds, a search's too; `more` when there may be more."""
    listing = Listing.model_validate({**wanted.stored(), "sort": "newest"})
    only = only_these(session, listing)
    (part,) = stretches(session.workspace_id, listing, reader_id, only)
    row = (await session.execute(_number(part, "", listing, reader_id, (FAR, FAR)))).one()
    return ViewCount(count=row.found, more=row.more)


def _counted(session: Session, name: str, wanted: Filter, reader_id: str) -> Any:
    listing = Listing.model_validate({**wanted.stored(), "sort": "newest"})
    (part,) = stretches(session.workspace_id, listing, reader_id, None)
    return _number(part, name, listing, reader_id, (MOST, WINDOW))


def _number(
    part: KeysetRange, name: str, listing: Listing, reader_id: str, ends: tuple[int, int]
) -> Any:
    most, window = ends
    found = part.choose(listing, reader_id, None, most, window).subquery()
    number = select(func.count().label("number")).select_from(found).subquery()
    more: Any = number.c.number >= most
    if part.asks_more(listing):
        more = more | part.last_looked_at(None, window).exists()
    return select(literal(name).label("name"), number.c.number.label("found"), more.label("more"))


async def _ids(session: Session, kind: type[Team] | type[Label]) -> list[str]:
    query = select(kind.id).where(kind.workspace_id == session.workspace_id).order_by(kind.id)
    return list(await session.scalars(query.limit(MOST_AT_ONCE)))
