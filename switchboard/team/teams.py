"""Teams and who is in them."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from switchboard.core.db import Session
from switchboard.core.errors import Conflict, Invalid, NotFound
from switchboard.core.ids import new_id
from switchboard.team.models import Member, Team, TeamMember


async def create_team(session: Session, name: str, member_ids: Collection[str]) -> Team:
    """A new team. Raises Conflict if the name is taken, Invalid for unknown members."""
    team = Team(id=new_id("team"), workspace_id=session.workspace_id, name=name)
    session.add(team)
    await _flush_name(session, name)
    await _set_members(session, team.id, member_ids)
    return team


async def change_team(
    session: Session, team_id: str, *, name: str | None, member_ids: Collection[str] | None
) -> Team:
    """Rename a team or replace its members. Raises NotFound, Conflict and Invalid."""
    team = await find_team(session, team_id)
    if name is not None:
        team.name = name
        await _flush_name(session, name)
    if member_ids is not None:
        await _set_members(session, team.id, member_ids)
    return team


async def delete_team(session: Session, team_id: str) -> None:
    """Delete a team; its members stay. Raises NotFound."""
    await session.delete(await find_team(session, team_id))


async def find_team(session: Session, team_id: str) -> Team:
    """The team with this id, locked until the transaction ends. Raises NotFound."""
    query = select(Team).where(Team.workspace_id == session.workspace_id, Team.id == team_id)
    team = await session.scalar(query.with_for_update())
    if team is None:
        raise NotFound("Team not found.")
    return team


async def member_ids_of(session: Session, team_ids: Iterable[str]) -> dict[str, list[str]]:
    """The ids of each team's members."""
    query = (
        select(TeamMember.team_id, TeamMember.member_id)
        .where(TeamMember.team_id.in_(list(team_ids)))
        .order_by(TeamMember.member_id)
    )
    found: dict[str, list[str]] = {}
    for team_id, member_id in await session.execute(query):
        found.setdefault(team_id, []).append(member_id)
    return found


async def _flush_name(session: Session, name: str) -> None:
    try:
        await session.flush()
    except IntegrityError:
        raise Conflict(f"A team named {name} already exists.") from None


async def _set_members(session: Session, team_id: str, member_ids: Collection[str]) -> None:
    wanted = sorted(set(member_ids))
    await _require_members(session, wanted)
    await session.execute(delete(TeamMember).where(TeamMember.team_id == team_id))
    session.add_all(
        TeamMember(workspace_id=session.workspace_id, team_id=team_id, member_id=member_id)
        for member_id in wanted
    )
    await session.flush()


async def _require_members(session: Session, member_ids: Sequence[str]) -> None:
    query = select(Member.id).where(
        Member.workspace_id == session.workspace_id,
        Member.id.in_(member_ids),
        Member.removed_at.is_(None),
    )
    unknown = set(member_ids) - set(await session.scalars(query))
    if unknown:
        raise Invalid(f"Not members of this workspace: {', '.join(sorted(unknown))}.")
