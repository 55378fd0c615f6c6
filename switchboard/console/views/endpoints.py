"""Saved views over HTTP."""

from typing import Annotated

from fastapi import APIRouter, status

from switchboard.console.keeping import may_change
from switchboard.console.views import models, schemas
from switchboard.console.views.service import (
    change_view,
    count_views,
    create_view,
    delete_view,
    list_views,
    order_views,
)
from switchboard.conversations.lists.filters import Filter, Sort
from switchboard.core.api import provided
from switchboard.core.db import Database
from switchboard.core.pages import Page
from switchboard.team import Principal, allow

router = APIRouter(prefix="/api/v1/views", tags=["views"])

Reader = Annotated[Principal, allow("conversations.read")]
Writer = Annotated[Principal, allow("conversations.write")]
Db = Annotated[Database, provided(Database)]


@router.get("")
async def list_all(staff: Reader, db: Db) -> Page[schemas.View]:
    """List shared views and your own, in order."""
    async with db.transaction(staff.workspace_id) as session:
        return Page(items=[_shown(row, staff) for row in await list_views(session, staff)])


@router.get("/counts")
async def counts(staff: Reader, db: Db) -> schemas.ViewCounts:
    """Count the conversations of each view, up to 100."""
    async with db.transaction(staff.workspace_id) as session:
        return schemas.ViewCounts(views=await count_views(session, staff))


@router.post("", status_code=status.HTTP_201_CREATED)
async def create(body: schemas.NewView, staff: Writer, db: Db) -> schemas.View:
    """Save a filter and sort order as a view."""
    async with db.transaction(staff.workspace_id) as session:
        return _shown(await create_view(session, staff, body), staff)


@router.post("/order", status_code=status.HTTP_204_NO_CONTENT)
async def order(body: schemas.ViewOrder, staff: Writer, db: Db) -> None:
    """Reorder views; only views you can change move."""
    async with db.transaction(staff.workspace_id) as session:
        await order_views(session, staff, body.ids)


@router.patch("/{view_id}")
async def change(view_id: str, body: schemas.ViewChange, staff: Writer, db: Db) -> schemas.View:
    """Update a view: your own, or a shared one as an administrator."""
    async with db.transaction(staff.workspace_id) as session:
        return _shown(await change_view(session, staff, view_id, body), staff)


@router.delete("/{view_id}", status_code=status.HTTP_204_NO_CONTENT)
async def remove(view_id: str, staff: Writer, db: Db) -> None:
    """Delete a view."""
    async with db.transaction(staff.workspace_id) as session:
        await delete_view(session, staff, view_id)


def _shown(row: models.View, staff: Principal) -> schemas.View:
    return schemas.View(
        id=row.id,
        name=row.name,
        filter=Filter.model_validate(row.filter),
        sort=Sort(row.sort),
        shared=row.owner_id is None,
        editable=may_change(staff, row),
        position=row.position,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
