"""Keeps canned responses, and finds them by what somebody types after a slash."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, or_, select, tuple_
from sqlalchemy.exc import IntegrityError

from switchboard.console.canned.models import CannedResponse
from switchboard.console.canned.schemas import CannedResponseChange, NewCannedResponse
from switchboard.console.keeping import require_may_change
from switchboard.core.db import Session
from switchboard.core.errors import Conflict, NotFound
from switchboard.core.ids import new_id
from switchboard.core.pages import decode_cursor
from switchboard.team import Principal

MOST = 2_000


async def list_canned(
    session: Session,
    staff: Principal,
    *,
    q: str | None,
    language: str | None,
    after: str | None,
    limit: int,
) -> Sequence[CannedResponse]:
    """Those shared and one's own, by shortcut; one row more than `limit` if there are more.

    `q` finds parts of shortcuts and titles; `language` leaves out those of another language.
    """
    query = select(CannedResponse).where(
        CannedResponse.workspace_id == session.workspace_id, _seen_by(staff)
    )
    if language is not None:
        fits = or_(CannedResponse.language.is_(None), CannedResponse.language == language)
        query = query.where(fits)
    if q:
        query = query.where(
            or_(
                CannedResponse.shortcut.contains(q.lower(), autoescape=True),
                func.lower(CannedResponse.title).contains(q.lower(), autoescape=True),
            )
        )
    position = tuple_(CannedResponse.shortcut, CannedResponse.id)
    if after is not None:
        query = query.where(position > tuple_(*decode_cursor(after, str, str)))
    rows = await session.scalars(query.order_by(position).limit(limit + 1))
    return rows.all()


async def create_canned(
    session: Session, staff: Principal, new: NewCannedResponse
) -> CannedResponse:
    """Keep a text. Raises Conflict when its shortcut is taken or there are too many."""
    count = select(func.count()).where(CannedResponse.workspace_id == session.workspace_id)
    if (await session.scalar(count) or 0) >= MOST:
        raise Conflict(f"A workspace can have up to {MOST} canned responses.")
    canned = CannedResponse(
        id=new_id("can"),
        workspace_id=session.workspace_id,
        owner_id=None if new.shared else staff.id,
        created_by=staff.id,
        **new.model_dump(exclude={"shared"}),
    )
    session.add(canned)
    await _flush(session, canned.shortcut)
    return canned


async def change_canned(
    session: Session, staff: Principal, canned_id: str, change: CannedResponseChange
) -> CannedResponse:
    """Change a text. Raises NotFound, Forbidden and Conflict."""
    canned = await _find(session, staff, canned_id)
    for name, value in _given(change).items():
        setattr(canned, name, value)
    if change.shared is not None:
        canned.owner_id = None if change.shared else staff.id
    await _flush(session, canned.shortcut)
    return canned


async def delete_canned(session: Session, staff: Principal, canned_id: str) -> None:
    """Give a text up. Raises NotFound and Forbidden."""
    await session.delete(await _find(session, staff, canned_id))


def _seen_by(staff: Principal) -> Any:
    return or_(CannedResponse.owner_id.is_(None), CannedResponse.owner_id == staff.id)


async def _find(session: Session, staff: Principal, canned_id: str) -> CannedResponse:
    query = select(CannedResponse).where(
        CannedResponse.workspace_id == session.workspace_id,
        CannedResponse.id == canned_id,
        _seen_by(staff),
    )
    canned = await session.scalar(query.with_for_update())
    if canned is None:
        raise NotFound("Canned response not found.")
    require_may_change(staff, canned)
    return canned


def _given(change: CannedResponseChange) -> dict[str, Any]:
    given = change.model_dump(exclude_unset=True, exclude={"shared"})
    return {name: value for name, value in given.items() if value is not None or name == "language"}


async def _flush(session: Session, shortcut: str) -> None:
    try:
        await session.flush()
    except IntegrityError:
        raise Conflict(f"A canned response /{shortcut} already exists in this language.") from None
