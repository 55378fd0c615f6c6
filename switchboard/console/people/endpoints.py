"""Contacts over HTTP: list, search, change, merge."""

from typing import Annotated

from fastapi import APIRouter, Query

from switchboard.console.people import schemas
from switchboard.console.people.service import Order, change, contact_card, list_contacts, merge
from switchboard.core.api import provided
from switchboard.core.db import Database
from switchboard.core.pages import Page
from switchboard.team import Principal, allow

router = APIRouter(prefix="/api/v1/contacts", tags=["contacts"])

Reader = Annotated[Principal, allow("contacts.read")]
Writer = Annotated[Principal, allow("contacts.write")]
Db = Annotated[Database, provided(Database)]
Text = Annotated[str | None, Query(pattern=r"^[^\x00]*$", max_length=200)]


@router.get("")
async def list_page(
    staff: Reader,
    db: Db,
    q: Text = None,
    sort: Order = "-created",
    after: Text = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Page[schemas.ContactSummary]:
    """List contacts, newest first or by `sort`; `q` searches names, addresses and numbers."""
    async with db.transaction(staff.workspace_id) as session:
        return await list_contacts(
            session, q=(q or "").strip(), sort=sort, after=after, limit=limit
        )


@router.get("/{contact_id}")
async def contact(contact_id: str, staff: Reader, db: Db) -> schemas.ContactCard:
    """Get a contact with its channels."""
    async with db.transaction(staff.workspace_id) as session:
        return await contact_card(session, contact_id)


@router.patch("/{contact_id}")
async def change_contact(
    contact_id: str, body: schemas.ContactChange, staff: Writer, db: Db
) -> schemas.ContactCard:
    """Update a contact."""
    async with db.transaction(staff.workspace_id) as session:
        return await change(session, contact_id, body.model_dump(exclude_unset=True))


@router.post("/{contact_id}/merge")
async def merge_into(
    contact_id: str, body: schemas.Merge, staff: Writer, db: Db
) -> schemas.ContactCard:
    """Merge this contact into another one, which keeps its id."""
    async with db.transaction(staff.workspace_id) as session:
        return await merge(session, contact_id, body.into)
