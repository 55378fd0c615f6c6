"""Posts an entry of staff or of an assistant: one transaction, idempotent by its key."""

from sqlalchemy import select

from switchboard.conversations.answering import is_queued, may_answer
from switchboard.conversations.assign import Assignee, assign_locked
from switchboard.conversations.errors import TakenOver
from switchboard.conversations.events import MessagePosted
from switchboard.conversations.models import (
    AssigneeKind,
    AuthorKind,
    Conversation,
    Entry,
    EntryKind,
    Status,
)
from switchboard.conversations.status import reopen
from switchboard.conversations.timeline import Author, NewEntry, append, lock
from switchboard.core.clock import now
from switchboard.core.db import Session
from switchboard.core.telemetry import MESSAGES


async def post(session: Session, conversation_id: str, new: NewEntry) -> Entry:
    """Post a message to the customer, or a note that only staff see.

    Posting again with the same `external_id` returns the first entry and changes nothing.
    A person's message on a conversation that is not open opens it. It also answers all that
    the customer wrote before, and whoever of the staff writes it takes the conversation over
    from an assistant or from the queue.

    Raises:
        ConversationNotFound: there is none in this workspace.
        TakenOver: an assistant posts, but somebody else is in charge by now.
    """
    conversation = await lock(session, conversation_id)
    seen = await _posted_before(session, conversation, new)
    if seen is not None:
        return seen
    if new.author.kind is AuthorKind.ASSISTANT:
        check_in_charge(conversation, new.author)
    elif conversation.status != Status.OPEN and new.kind is EntryKind.MESSAGE:
        await reopen(session, conversation_id, new.author)
    if new.kind is EntryKind.MESSAGE:
        await _take_over(session, conversation, new.author)
    entry = await append(session, conversation, new)
    if new.kind is EntryKind.MESSAGE:
        await _answered(session, conversation, entry)
    return entry


async def _posted_before(
    session: Session, conversation: Conversation, new: NewEntry
) -> Entry | None:
    if new.external_id is None:
        return None
    return await session.scalar(
        select(Entry).where(
            Entry.inbox_id == conversation.inbox_id,
            Entry.external_id == new.external_id,
            Entry.conversation_id == conversation.id,
        )
    )


def check_in_charge(conversation: Conversation, author: Author) -> None:
    """Raise TakenOver unless this assistant answers in the open conversation.

    After a person's message there is nothing to answer, whoever is in charge: a script that
    writes with an API key takes no conversation over.
    """
    if not may_answer(conversation, author.id):
        raise TakenOver


async def _take_over(session: Session, conversation: Conversation, author: Author) -> None:
    is_person = author.kind is AuthorKind.MEMBER and (author.id or "").startswith("mem_")
    if is_person and author.id and conversation.assignee_kind != AssigneeKind.MEMBER:
        person = Assignee(AssigneeKind.MEMBER, author.id, author.name or "")
        await assign_locked(session, conversation, person, author)


async def _answered(session: Session, conversation: Conversation, entry: Entry) -> None:
    if entry.author_kind != AuthorKind.ASSISTANT or not is_queued(conversation):
        conversation.waiting_since = None
    conversation.updated_at = now()
    if entry.author_kind == AuthorKind.MEMBER:
        conversation.answered_seq = entry.seq
    await session.emit(
        MessagePosted(workspace_id=session.workspace_id, conversation=conversation, entry=entry)
    )
    MESSAGES.labels(entry.author_kind).inc()
