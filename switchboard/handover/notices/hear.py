"""Hears what happens in conversations, and leaves a job where somebody may want to know of it.

In the transaction of the news itself, so it only looks at what is in hand: who is to be told, and
whether they want to be, the job finds out.
"""

from switchboard.conversations import AssigneeKind, AuthorKind, EntryAppended, EntryKind
from switchboard.conversations.events import Mentioned
from switchboard.core.db import Session
from switchboard.core.jobs import enqueue
from switchboard.team.settings import NoticeKind

TELL = "notices.tell"


async def notice_entry(session: Session, event: EntryAppended) -> None:
    """An assignment, a handover, a customer's answer to a person."""
    kind = _kind_of(event)
    if kind is not None:
        payload = {"kind": kind, "conversation_id": event.conversation.id, "seq": event.entry.seq}
        await enqueue(session, TELL, payload)


async def notice_mention(session: Session, event: Mentioned) -> None:
    """A note that mentions colleagues."""
    payload = {
        "kind": "mention",
        "conversation_id": event.conversation.id,
        "seq": event.entry.seq,
        "member_ids": list(event.member_ids),
    }
    await enqueue(session, TELL, payload)


def _kind_of(event: EntryAppended) -> NoticeKind | None:
    entry, conversation = event.entry, event.conversation
    if entry.kind == EntryKind.MESSAGE:
        to_person = conversation.assignee_kind == AssigneeKind.MEMBER
        return "reply" if to_person and entry.author_kind == AuthorKind.CONTACT else None
    if entry.kind != EntryKind.EVENT or entry.event is None:
        return None
    if entry.event["type"] == "handed_over":
        return "waiting"
    assignee = entry.event.get("assignee")
    if entry.event["type"] != "assigned" or not isinstance(assignee, dict):
        return None
    if assignee["kind"] != AssigneeKind.MEMBER or assignee["id"] == entry.author_id:
        return None
    return "assigned"
