"""Reads that several parts of the team need."""

from collections.abc import Collection

from sqlalchemy import ScalarSelect, Select, select, update

from switchboard.core.db import Session
from switchboard.core.errors import NotFound
from switchboard.team.models import Account, Member, MemberStatus, Team, TeamMember, Workspace


async def members_by_id(session: Session, ids: Collection[str]) -> dict[str, Member]:
    """The members with these ids, removed ones too: what they wrote keeps its author."""
    if not ids:
        return {}
    rows = await session.scalars(_members(session).where(Member.id.in_(ids)))
    return {member.id: member for member in rows}


async def team_names(session: Session, ids: Collection[str]) -> dict[str, str]:
    """The names of the teams with these ids."""
    if not ids:
        return {}
    query = select(Team.id, Team.name).where(
        Team.workspace_id == session.workspace_id, Team.id.in_(ids)
    )
    rows = await session.execute(query)
    return dict(rows.all())


async def members_of_team(session: Session, team_id: str) -> list[Member]:
    """The active members of a team."""
    query = (
        _members(session)
        .join(TeamMember, TeamMember.member_id == Member.id)
        .where(TeamMember.team_id == team_id, Member.status == MemberStatus.ACTIVE)
        .order_by(Member.id)
    )
    return list(await session.scalars(query))


async def member_with_email(session: Session, member_id: str) -> tuple[Member, str]:
    """A member who has not been removed, with their e-mail. Raises NotFound."""
    query = (
        select(Member, Account.email)
        .join(Account, Account.id == Member.account_id)
        .where(
            Member.workspace_id == session.workspace_id,
            Member.id == member_id,
            Member.removed_at.is_(None),
        )
    )
    row = (await session.execute(query)).first()
    if row is None:
        raise NotFound("Member not found.")
    return row


def workspace_language(session: Session) -> ScalarSelect[str]:
    """The language of this session's workspace, such as `en`, as a column of another query."""
    query = select(Workspace.default_language).where(Workspace.id == session.workspace_id)
    return query.scalar_subquery()


async def own_workspace(session: Session, *, lock: bool = False) -> Workspace:
    """The workspace of this session; with `lock`, nobody else changes it meanwhile."""
    query = select(Workspace).where(Workspace.id == session.workspace_id)
    return (await session.scalars(query.with_for_update() if lock else query)).one()


async def account_of(session: Session, member_id: str) -> Account:
    """The account of a member who exists."""
    query = select(Account).join(Member, Member.account_id == Account.id)
    return (await session.scalars(query.where(Member.id == member_id))).one()


async def memberships(session: Session, account_id: str) -> list[str]:
    """The ids of an account's members, in every workspace the session may see."""
    return list(await session.scalars(select(Member.id).where(Member.account_id == account_id)))


async def set_password_hash(session: Session, account_id: str, password_hash: str) -> None:
    """Replace an account's password hash."""
    await session.execute(
        update(Account).where(Account.id == account_id).values(password_hash=password_hash)
    )


def _members(session: Session) -> Select[Member]:
    return select(Member).where(Member.workspace_id == session.workspace_id)
