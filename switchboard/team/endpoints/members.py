"""The people of a workspace."""

from typing import Annotated

from fastapi import APIRouter, Response, status
from sqlalchemy import select

from switchboard.core.api import provided
from switchboard.core.db import Database
from switchboard.core.settings import Settings
from switchboard.team import models, people
from switchboard.team.access import allow
from switchboard.team.credentials import Credentials, Principal
from switchboard.team.endpoints.paging import After, Limit, PathId, next_cursor, one_page
from switchboard.team.schemas import Member, MemberCreate, MemberPage, MemberUpdate
from switchboard.team.settings import settings_of

router = APIRouter(prefix="/members", tags=["members"])

Manager = Annotated[Principal, allow("people.write")]


@router.get("")
async def list_members(
    staff: Annotated[Principal, allow("people.read")],
    after: After = None,
    limit: Limit = 100,
    database: Database = provided(Database),
) -> MemberPage:
    """List all members and invitations."""
    query = (
        select(models.Member, models.Account.email)
        .join(models.Account, models.Account.id == models.Member.account_id)
        .where(
            models.Member.workspace_id == staff.workspace_id,
            models.Member.removed_at.is_(None),
        )
    )
    async with database.transaction(staff.workspace_id) as session:
        rows = (await session.execute(one_page(query, models.Member.id, after, limit))).all()
        chosen = await settings_of(session, [member.id for member, _ in rows])
    return MemberPage(
        items=[
            Member.of(member, email, availability=chosen[member.id].availability)
            for member, email in rows[:limit]
        ],
        next=next_cursor([member.id for member, _ in rows], limit),
    )


@router.post("", status_code=status.HTTP_201_CREATED)
async def invite_member(
    body: MemberCreate,
    staff: Manager,
    response: Response,
    database: Database = provided(Database),
    settings: Settings = provided(Settings),
) -> Member:
    """Invite a teammate. The link is shown only once; inviting again creates a new one."""
    async with database.transaction(staff.workspace_id) as session:
        invited = await people.invite(session, staff, body.email, body.name, body.role)
    return _with_link(invited, response, settings)


@router.post("/{id}/invite")
async def renew_invite(
    id: PathId,  # noqa: A002 - the name in the contract
    staff: Manager,
    response: Response,
    database: Database = provided(Database),
    settings: Settings = provided(Settings),
) -> Member:
    """Create a new invitation link; the old one stops working."""
    async with database.transaction(staff.workspace_id) as session:
        invited = await people.renew_invite(session, staff, id)
    return _with_link(invited, response, settings)


@router.patch("/{id}")
async def change_member(
    id: PathId,  # noqa: A002 - the name in the contract
    body: MemberUpdate,
    staff: Manager,
    database: Database = provided(Database),
    credentials: Credentials = provided(Credentials),
) -> Member:
    """Update a member. Disabling a member signs them out."""
    async with database.transaction(staff.workspace_id) as session:
        member, email = await people.change(
            session,
            staff,
            id,
            name=body.name,
            role=body.role,
            status=models.MemberStatus(body.status) if body.status else None,
        )
    credentials.forget()
    return Member.of(member, email)


@router.delete("/{id}", status_code=status.HTTP_204_NO_CONTENT)
async def remove_member(
    id: PathId,  # noqa: A002 - the name in the contract
    staff: Manager,
    database: Database = provided(Database),
    credentials: Credentials = provided(Credentials),
) -> None:
    """Remove a member or an invitation. Their messages stay."""
    async with database.transaction(staff.workspace_id) as session:
        await people.remove(session, staff, id)
    credentials.forget()


def _with_link(invited: people.Invited, response: Response, settings: Settings) -> Member:
    response.headers["Cache-Control"] = "no-store"
    link = f"{settings.base_url}/accept-invite/?token={invited.token}"
    return Member.of(invited.member, invited.email, link)
