"""Canned responses over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query, status

from switchboard.console.canned import models, schemas
from switchboard.console.canned.service import (
    change_canned,
    create_canned,
    delete_canned,
    list_canned,
)
from switchboard.console.keeping import may_change
from switchboard.core.api import provided
from switchboard.core.db import Database
from switchboard.core.pages import Page, encode_cursor
from switchboard.team import Principal, allow

router = APIRouter(prefix="/api/v1/canned-responses", tags=["canned_responses"])

Reader = Annotated[Principal, allow("conversations.read")]
Writer = Annotated[Principal, allow("conversations.write")]
Db = Annotated[Database, provided(Database)]
Text = Annotated[str | None, Query(pattern=r"^[^\x00]*$", max_length=200)]


@router.get("")
async def list_page(
    staff: Reader,
    db: Db,
    q: Text = None,
    language: Text = None,
    after: Text = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 100,
) -> Page[schemas.CannedResponse]:
    """List shared canned responses and your own, by shortcut."""
    async with db.transaction(staff.workspace_id) as session:
        rows = await list_canned(session, staff, q=q, language=language, after=after, limit=limit)
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(
        items=[_shown(row, staff) for row in rows[:limit]],
        next=encode_cursor(last.shortcut, last.id) if last else None,
    )


@router.post("", status_code=status.HTTP_201_CREATED)
async def create(body: schemas.NewCannedResponse, staff: Writer, db: Db) -> schemas.CannedResponse:
    """Create a canned response."""
    async with db.transaction(staff.workspace_id) as session:
        return _shown(await create_canned(session, staff, body), staff)


@router.patch("/{canned_id}")
async def change(
    canned_id: str, body: schemas.CannedResponseChange, staff: Writer, db: Db
) -> schemas.CannedResponse:
    """Update a canned response: your own, or a shared one as an administrator."""
    async with db.transaction(staff.workspace_id) as session:
        return _shown(await change_canned(session, staff, canned_id, body), staff)


@router.delete("/{canned_id}", status_code=status.HTTP_204_NO_CONTENT)
async def remove(canned_id: str, staff: Writer, db: Db) -> None:
    """Delete a canned response."""
    async with db.transaction(staff.workspace_id) as session:
        await delete_canned(session, staff, canned_id)


def _shown(row: models.CannedResponse, staff: Principal) -> schemas.CannedResponse:
    return schemas.CannedResponse(
        id=row.id,
        title=row.title,
        shortcut=row.shortcut,
        body=row.body,
        language=row.language,
        shared=row.owner_id is None,
        editable=may_change(staff, row),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
