"""Whoever is signed in, about themselves."""

from typing import Annotated

from fastapi import APIRouter, status

from switchboard.core.api import provided
from switchboard.core.db import Database, Session
from switchboard.core.errors import Forbidden
from switchboard.core.rate_limit import RateLimiter
from switchboard.team import sign_in as signing
from switchboard.team.access import allow
from switchboard.team.credentials import Credentials, Principal
from switchboard.team.permissions import PERMISSIONS
from switchboard.team.queries import member_with_email, own_workspace
from switchboard.team.schemas import Me, Member, MeUpdate, PasswordChange, Workspace
from switchboard.team.settings import (
    MemberSettings,
    MemberSettingsChange,
    change_settings,
    settings_of,
)

router = APIRouter(prefix="/me", tags=["me"])

Staff = Annotated[Principal, allow("me")]


@router.get("")
async def read_me(staff: Staff, database: Database = provided(Database)) -> Me:
    """Get the signed-in member, workspace and permissions."""
    _require_person(staff)
    async with database.transaction(staff.workspace_id) as session:
        return await _me(session, staff)


@router.patch("")
async def change_me(
    body: MeUpdate,
    staff: Staff,
    database: Database = provided(Database),
    credentials: Credentials = provided(Credentials),
) -> Me:
    """Update your name, as customers and teammates see it."""
    _require_person(staff)
    async with database.transaction(staff.workspace_id) as session:
        member, _ = await member_with_email(session, staff.id)
        member.name = body.name
        me = await _me(session, staff)
    credentials.forget()
    return me


@router.post("/password", status_code=status.HTTP_204_NO_CONTENT)
async def change_password(
    body: PasswordChange,
    staff: Staff,
    database: Database = provided(Database),
    limiter: RateLimiter = provided(RateLimiter),
    credentials: Credentials = provided(Credentials),
) -> None:
    """Change your password; all other sessions end."""
    await signing.change_password(
        database,
        limiter,
        member_id=staff.id,
        keep=_require_person(staff),
        current=body.current,
        new=body.new,
    )
    credentials.forget()


@router.get("/settings")
async def read_settings(staff: Staff, database: Database = provided(Database)) -> MemberSettings:
    """Get your preferences: language, appearance, shortcuts, notifications."""
    _require_person(staff)
    async with database.transaction(staff.workspace_id) as session:
        return (await settings_of(session, [staff.id]))[staff.id]


@router.patch("/settings")
async def change_my_settings(
    body: MemberSettingsChange, staff: Staff, database: Database = provided(Database)
) -> MemberSettings:
    """Update your preferences; omitted fields do not change."""
    _require_person(staff)
    async with database.transaction(staff.workspace_id) as session:
        return await change_settings(session, staff.id, body)


def _require_person(staff: Principal) -> str:
    """The session of a person; programs have no profile."""
    if staff.session_id is None:
        raise Forbidden("API keys have no profile. Sign in with e-mail and password.")
    return staff.session_id


async def _me(session: Session, staff: Principal) -> Me:
    member, email = await member_with_email(session, staff.id)
    return Me(
        member=Member.of(member, email),
        workspace=Workspace.of(await own_workspace(session)),
        permissions=sorted(PERMISSIONS[staff.role]),
    )
