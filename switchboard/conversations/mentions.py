"""Mentions: a note calls colleagues by name, and the conversation is in their view from then on."""

from collections.abc import Collection

from sqlalchemy.dialects.postgresql import insert

from switchboard.conversations.events import Mentioned
from switchboard.conversations.models import Entry, EntryKind, Mention
from switchboard.conversations.timeline import lock
from switchboard.core.clock import now
from switchboard.core.db import Session
from switchboard.core.errors import Invalid
from switchboard.team import members_by_id
from switchboard.team.models import MemberStatus


async def check_mentions(session: Session, kind: EntryKind, member_ids: Collection[str]) -> None:
    """Raise Invalid unless all of these are active members, and a note is what mentions them."""
    if not member_ids:
        return
    if kind is not EntryKind.NOTE:
        raise Invalid("Only notes can mention teammates. Messages are visible to the customer.")
    members = await members_by_id(session, member_ids)
    active = {one.id for one in members.values() if one.status == MemberStatus.ACTIVE}
    if not active.issuperset(member_ids):
        raise Invalid("A note can only mention members of this workspace.")


async def keep_mentions(session: Session, note: Entry, member_ids: Collection[str]) -> None:
    """Keep whom a note mentions, and tell those who listen; once, however often it is posted."""
    if not member_ids:
        return
    conversation = await lock(session, note.conversation_id)
    await session.flush()
    rows = [
        {
            "workspace_id": session.workspace_id,
            "conversation_id": note.conversation_id,
            "seq": note.seq,
            "member_id": member_id,
            "created_at": now(),
        }
        for member_id in sorted(set(member_ids))
    ]
    kept = insert(Mention).values(rows).on_conflict_do_nothing().returning(Mention.member_id)
    mentioned = (await session.scalars(kept)).all()
    if not mentioned:
        return
    conversation.mentioned_ids = sorted({*conversation.mentioned_ids, *mentioned})
    await session.emit(
        Mentioned(
            workspace_id=session.workspace_id,
            conversation=conversation,
            entry=note,
            member_ids=tuple(mentioned),
        )
    )
