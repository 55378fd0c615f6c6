"""Resolve, reopen, snooze and wake a conversation, by the table in `state.py`."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from switchboard.conversations.events import Reopened, Resolved, Snoozed
from switchboard.conversations.models import (
    AssigneeKind,
    AuthorKind,
    Conversation,
    Inbox,
    Status,
)
from switchboard.conversations.state import Verb, next_status
from switchboard.conversations.timeline import SYSTEM, Author, lock, note_event
from switchboard.core.clock import now
from switchboard.core.db import Session
from switchboard.core.errors import Invalid


async def resolve(session: Session, conversation_id: str, by: Author) -> Conversation:
    """Settle the matter: nobody waits any more."""
    conversation = await lock(session, conversation_id)
    _step(conversation, Verb.RESOLVE, by)
    conversation.waiting_since = conversation.snoozed_until = None
    conversation.answered_seq = conversation.last_seq
    await note_event(session, conversation, by, type="resolved")
    await session.emit(Resolved(workspace_id=session.workspace_id, conversation=conversation))
    return conversation


async def reopen(session: Session, conversation_id: str, by: Author) -> Conversation:
    """Take the matter up again, with whoever was in charge of it."""
    conversation = await lock(session, conversation_id)
    await _reopen(session, conversation, by)
    return conversation


async def snooze(
    session: Session, conversation_id: str, until: datetime, by: Author
) -> Conversation:
    """Let the matter rest until a time in the future, or until the customer writes."""
    if until <= now():
        raise Invalid("Choose a time in the future.")
    conversation = await lock(session, conversation_id)
    _step(conversation, Verb.SNOOZE, by)
    conversation.snoozed_until = until
    await note_event(session, conversation, by, type="snoozed", until=until.isoformat())
    await session.emit(Snoozed(workspace_id=session.workspace_id, conversation=conversation))
    return conversation


async def reopen_for_message(session: Session, conversation: Conversation) -> None:
    """The customer wrote again. A settled matter starts anew, with the inbox's assistant.

    What was said before its resolution is no context for the new answer, so that an old
    reason to hand over does not hand over again.
    """
    if conversation.status == Status.RESOLVED:
        inbox = await session.get_one(Inbox, conversation.inbox_id)
        conversation.assignee_kind = AssigneeKind.ASSISTANT if inbox.assistant_id else None
        conversation.assignee_id = inbox.assistant_id
        conversation.episode_seq = conversation.last_seq
    author = Author(AuthorKind.CONTACT, conversation.contact_id)
    await _reopen(session, conversation, author)


async def workspaces_with_due(session: Session) -> Sequence[str]:
    """The workspaces in which something was snoozed until now; for `Database.system`."""
    found = await session.scalars(
        select(Conversation.workspace_id)
        .where(Conversation.status == Status.SNOOZED, Conversation.snoozed_until <= now())
        .distinct()
    )
    return found.all()


async def wake_due(session: Session) -> int:
    """Reopen what was snoozed until now, of this workspace; returns how many."""
    due = await session.scalars(
        select(Conversation)
        .where(Conversation.status == Status.SNOOZED, Conversation.snoozed_until <= now())
        .order_by(Conversation.snoozed_until)
        .limit(500)
        .with_for_update(key_share=True, skip_locked=True)
    )
    conversations = due.all()
    for conversation in conversations:
        await _reopen(session, conversation, SYSTEM)
    return len(conversations)


async def _reopen(session: Session, conversation: Conversation, by: Author) -> None:
    _step(conversation, Verb.REOPEN, by)
    conversation.snoozed_until = None
    await note_event(session, conversation, by, type="reopened")
    await session.emit(Reopened(workspace_id=session.workspace_id, conversation=conversation))


def _step(conversation: Conversation, verb: Verb, by: Author) -> None:
    conversation.status = next_status(Status(conversation.status), verb, by.kind)
