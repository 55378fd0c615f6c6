"""Names of whoever can be in charge: people, teams and assistants alike."""

from collections.abc import Collection
from typing import Literal

from sqlalchemy import select, union_all

from switchboard.core.db import Session
from switchboard.core.errors import NotFound
from switchboard.team.assistants import Assistant
from switchboard.team.models import Member, MemberStatus, Team


async def display_names(session: Session, ids: Collection[str]) -> dict[str, str]:
    """The names of members, teams and assistants by id, in one query."""
    if not ids:
        return {}
    query = union_all(
        select(Member.id, Member.name).where(Member.id.in_(ids)),
        select(Team.id, Team.name).where(Team.id.in_(ids)),
        select(Assistant.id, Assistant.name).where(Assistant.id.in_(ids)),
    )
    return {row[0]: row[1] for row in await session.execute(query)}


async def find_assignee(
    session: Session, kind: Literal["member", "team", "assistant"], assignee_id: str
) -> str:
    """The name of somebody who can be put in charge now.

    Raises NotFound when the workspace has no active one by this id.
    """
    if kind == "member":
        query = select(Member.name).where(
            Member.id == assignee_id, Member.status == MemberStatus.ACTIVE
        )
    elif kind == "team":
        query = select(Team.name).where(Team.id == assignee_id)
    else:
        query = select(Assistant.name).where(Assistant.id == assignee_id)
    name: str | None = await session.scalar(query)
    if name is None:
        raise NotFound("Member, team or assistant not found.")
    return name
