"""Teams."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, status
from sqlalchemy import select

from switchboard.core.api import provided
from switchboard.core.db import Database, Session
from switchboard.team import models
from switchboard.team import teams as work
from switchboard.team.access import allow
from switchboard.team.credentials import Principal
from switchboard.team.endpoints.paging import After, Limit, PathId, next_cursor, one_page
from switchboard.team.schemas import Team, TeamPage, TeamUpdate, TeamWrite

router = APIRouter(prefix="/teams", tags=["teams"])

Manager = Annotated[Principal, allow("people.write")]


@router.get("")
async def list_teams(
    staff: Annotated[Principal, allow("people.read")],
    after: After = None,
    limit: Limit = 100,
    database: Database = provided(Database),
) -> TeamPage:
    """List teams with their members."""
    query = select(models.Team).where(models.Team.workspace_id == staff.workspace_id)
    async with database.transaction(staff.workspace_id) as session:
        teams = list(await session.scalars(one_page(query, models.Team.id, after, limit)))
        return TeamPage(
            items=await _shown(session, teams[:limit]),
            next=next_cursor([team.id for team in teams], limit),
        )


@router.post("", status_code=status.HTTP_201_CREATED)
async def create_team(
    body: TeamWrite, staff: Manager, database: Database = provided(Database)
) -> Team:
    """Create a team."""
    async with database.transaction(staff.workspace_id) as session:
        team = await work.create_team(session, body.name, body.member_ids)
        return (await _shown(session, [team]))[0]


@router.patch("/{id}")
async def change_team(
    id: PathId,  # noqa: A002 - the name in the contract
    body: TeamUpdate,
    staff: Manager,
    database: Database = provided(Database),
) -> Team:
    """Rename a team or replace its members."""
    async with database.transaction(staff.workspace_id) as session:
        team = await work.change_team(session, id, name=body.name, member_ids=body.member_ids)
        return (await _shown(session, [team]))[0]


@router.delete("/{id}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_team(
    id: PathId,  # noqa: A002 - the name in the contract
    staff: Manager,
    database: Database = provided(Database),
) -> None:
    """Delete a team; its members stay."""
    async with database.transaction(staff.workspace_id) as session:
        await work.delete_team(session, id)


async def _shown(session: Session, teams: Sequence[models.Team]) -> list[Team]:
    members = await work.member_ids_of(session, [team.id for team in teams])
    return [
        Team(
            id=team.id,
            name=team.name,
            member_ids=members.get(team.id, []),
            created_at=team.created_at,
        )
        for team in teams
    ]
