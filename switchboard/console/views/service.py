"""Keeps saved views: whose they are, and in which order they stand."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, or_, select

from switchboard.console.keeping import may_change, require_may_change
from switchboard.console.views.models import View
from switchboard.console.views.schemas import NewView, ViewChange
from switchboard.conversations.lists.counts import count
from switchboard.conversations.lists.filters import Filter, Ordered
from switchboard.conversations.lists.schemas import ViewCount
from switchboard.core.db import Session
from switchboard.core.errors import Conflict, Invalid, NotFound
from switchboard.core.ids import new_id
from switchboard.team import Principal

MOST = 100
"""Views that one person sees; each is counted for them now and then."""


async def list_views(session: Session, staff: Principal) -> Sequence[View]:
    """Those shared and one's own, in their order."""
    rows = await session.scalars(_seen_by(session, staff).order_by(View.position, View.id))
    return rows.all()


async def count_views(session: Session, staff: Principal) -> dict[str, ViewCount]:
    """How many conversations each view finds, in one query."""
    views = await list_views(session, staff)
    filters = {view.id: Filter.model_validate(view.filter) for view in views}
    return await count(session, filters, staff.id)


async def create_view(session: Session, staff: Principal, new: NewView) -> View:
    """Keep a view, behind the others. Raises Conflict when there are too many, and Invalid."""
    query = _seen_by(session, staff).subquery()
    last, number = (await session.execute(select(func.max(query.c.position), func.count()))).one()
    if number >= MOST:
        raise Conflict(f"You have reached the limit of {MOST} views. Delete one you no longer use.")
    _check(new.filter, new.sort)
    view = View(
        id=new_id("view"),
        workspace_id=session.workspace_id,
        owner_id=None if new.shared else staff.id,
        created_by=staff.id,
        name=new.name,
        filter=new.filter.stored(),
        sort=new.sort,
        position=(last or 0) + 1,
    )
    session.add(view)
    await session.flush()
    return view


async def change_view(session: Session, staff: Principal, view_id: str, change: ViewChange) -> View:
    """Change a view. Raises NotFound, Forbidden and Invalid."""
    view = await _find(session, staff, view_id)
    view.name = change.name or view.name
    view.sort = change.sort or view.sort
    if change.filter is not None:
        view.filter = change.filter.stored()
    if change.shared is not None:
        view.owner_id = None if change.shared else staff.id
    _check(Filter.model_validate(view.filter), view.sort)
    await session.flush()
    return view


async def delete_view(session: Session, staff: Principal, view_id: str) -> None:
    """Give a view up. Raises NotFound and Forbidden."""
    await session.delete(await _find(session, staff, view_id))


async def order_views(session: Session, staff: Principal, ids: Sequence[str]) -> None:
    """Let views stand in this order; what somebody else shared keeps its place."""
    views = {view.id: view for view in await list_views(session, staff)}
    for position, view_id in enumerate(ids, start=1):
        view = views.get(view_id)
        if view is not None and may_change(staff, view):
            view.position = position
    await session.flush()


def _check(wanted: Filter, sort: str) -> None:
    try:
        Ordered.model_validate({**wanted.stored(), "sort": sort})
    except ValueError as error:
        raise Invalid(
            "Sorting by waiting time or priority requires the filter status=open."
        ) from error


def _seen_by(session: Session, staff: Principal) -> Any:
    return select(View).where(
        View.workspace_id == session.workspace_id,
        or_(View.owner_id.is_(None), View.owner_id == staff.id),
    )


async def _find(session: Session, staff: Principal, view_id: str) -> View:
    query = _seen_by(session, staff).where(View.id == view_id).with_for_update()
    view: View | None = await session.scalar(query)
    if view is None:
        raise NotFound("View not found.")
    require_may_change(staff, view)
    return view
