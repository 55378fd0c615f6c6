"""Which members are at work: their console is open, and they are neither away nor busy."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from switchboard.core.clock import now
from switchboard.core.db import Base, PrimaryId, Session, WorkspaceRow
from switchboard.team.models import Member, MemberStatus, TeamMember
from switchboard.team.permissions import Role
from switchboard.team.settings import MemberSetting

SEEN_WITHIN: Final = timedelta(seconds=150)
"""An open console says so every minute: two may get lost."""


class MemberPresence(WorkspaceRow, Base):
    """When a member's console was last known to be open."""

    __tablename__ = "member_presence"

    member_id: Mapped[PrimaryId] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    seen_at: Mapped[datetime]


async def mark_present(session: Session, member_id: str) -> None:
    """Note that the member's console is open now."""
    row = insert(MemberPresence).values(
        member_id=member_id, workspace_id=session.workspace_id, seen_at=now()
    )
    await session.execute(
        row.on_conflict_do_update(
            index_elements=[MemberPresence.member_id], set_={"seen_at": row.excluded.seen_at}
        )
    )


async def is_anyone_present(session: Session, team_id: str | None = None) -> bool:
    """Whether a member who can answer is at work.

    Args:
        team_id: only members of this team count, if it has any.
    """
    if team_id is not None:
        of_team = await session.scalars(
            select(TeamMember.member_id).where(TeamMember.team_id == team_id)
        )
        if member_ids := of_team.all():
            return await _is_any_of(session, member_ids)
    return await _is_any_of(session)


async def _is_any_of(session: Session, member_ids: Sequence[str] | None = None) -> bool:
    query = (
        select(Member.id)
        .join(MemberPresence, MemberPresence.member_id == Member.id)
        .outerjoin(MemberSetting, MemberSetting.member_id == Member.id)
        .where(
            Member.workspace_id == session.workspace_id,
            Member.status == MemberStatus.ACTIVE,
            Member.role != Role.VIEWER,
            MemberPresence.seen_at > now() - SEEN_WITHIN,
            func.coalesce(MemberSetting.availability, "online") == "online",
        )
        .limit(1)
    )
    if member_ids is not None:
        query = query.where(Member.id.in_(member_ids))
    return await session.scalar(query) is not None
