"""Puts somebody in charge: a person, a team's queue, an assistant, or nobody yet."""

from dataclasses import dataclass
from typing import Any

from switchboard.conversations.events import Assigned
from switchboard.conversations.models import AssigneeKind, Conversation
from switchboard.conversations.timeline import Author, lock, note_event
from switchboard.core.db import Session


@dataclass(frozen=True)
class Assignee:
    """Who is to be in charge, with the name that the timeline shows."""

    kind: AssigneeKind
    id: str
    name: str


async def assign(
    session: Session, conversation_id: str, assignee: Assignee | None, by: Author
) -> Conversation:
    """Put `assignee` in charge; nothing happens when they are already.

    A person who takes a conversation stops the assistant: whatever it is writing is dropped
    when it tries to post. Given to an assistant, what the customer wrote since a person's
    last message is still to be answered; what came before counts as handled (see `post`).
    """
    conversation = await lock(session, conversation_id)
    await assign_locked(session, conversation, assignee, by)
    return conversation


async def assign_locked(
    session: Session,
    conversation: Conversation,
    assignee: Assignee | None,
    by: Author,
    **details: Any,
) -> None:
    """Like `assign`, for a conversation that this transaction has locked already."""
    previous = in_charge(conversation)
    wanted = {"kind": str(assignee.kind), "id": assignee.id} if assignee else None
    if previous == wanted:
        return
    conversation.assignee_kind = assignee.kind if assignee else None
    conversation.assignee_id = assignee.id if assignee else None
    conversation.standby_assistant_id = None
    shown = {**wanted, "name": assignee.name} if assignee and wanted else None
    await note_event(
        session, conversation, by, **{"type": "assigned", "assignee": shown, **details}
    )
    await session.emit(
        Assigned(workspace_id=session.workspace_id, conversation=conversation, previous=previous)
    )


def in_charge(conversation: Conversation) -> dict[str, Any] | None:
    """Who is in charge now, as `{kind, id}`."""
    if conversation.assignee_kind is None:
        return None
    return {"kind": conversation.assignee_kind, "id": conversation.assignee_id}
