"""Who is to be told of something, and in which ways they want to be."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from switchboard.conversations import AssigneeKind, Conversation, Entry
from switchboard.core.clock import now
from switchboard.core.db import Session
from switchboard.team import Member, Role, members_of_team
from switchboard.team.models import MemberStatus
from switchboard.team.settings import MemberSettings, NoticeKind, NoticeWays, settings_of


@dataclass(frozen=True)
class Told:
    """Somebody to tell, and how."""

    member_id: str
    settings: MemberSettings
    ways: NoticeWays


async def who_is_told(
    session: Session,
    kind: NoticeKind,
    conversation: Conversation,
    entry: Entry,
    member_ids: Sequence[str] = (),
) -> list[Told]:
    """Those whom it concerns, without its author and without those who want to be left in peace."""
    concerned = await _concerned(session, kind, conversation, entry, member_ids)
    concerned = [member_id for member_id in concerned if member_id != entry.author_id]
    settings = await settings_of(session, concerned)
    told = [
        Told(member_id, settings[member_id], getattr(settings[member_id].notices, kind))
        for member_id in concerned
    ]
    return [one for one in told if not _in_peace(one.settings, kind)]


async def _concerned(
    session: Session,
    kind: NoticeKind,
    conversation: Conversation,
    entry: Entry,
    member_ids: Sequence[str],
) -> list[str]:
    if kind == "mention":
        return list(member_ids)
    if kind == "assigned":
        return [entry.event["assignee"]["id"]] if entry.event else []
    if conversation.assignee_id and conversation.assignee_kind == AssigneeKind.MEMBER:
        # Of a handover that somebody has taken up meanwhile, nobody else needs to hear.
        return [conversation.assignee_id] if kind == "reply" else []
    if kind == "waiting":
        return await _queue(session, conversation)
    return []


async def _queue(session: Session, conversation: Conversation) -> list[str]:
    if conversation.assignee_id and conversation.assignee_kind == AssigneeKind.TEAM:
        return [member.id for member in await members_of_team(session, conversation.assignee_id)]
    if conversation.assignee_kind is not None:
        return []
    rows = await session.scalars(
        select(Member.id).where(
            Member.workspace_id == session.workspace_id,
            Member.status == MemberStatus.ACTIVE,
            Member.role != Role.VIEWER,
        )
    )
    return list(rows)


def _in_peace(settings: MemberSettings, kind: NoticeKind) -> bool:
    """Whoever is away or busy takes nothing new; in quiet hours nobody is told of anything."""
    if kind == "waiting" and settings.availability != "online":
        return True
    return settings.quiet is not None and settings.quiet.hold(now(), settings.time_zone)
