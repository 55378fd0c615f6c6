"""Takes in a customer's message: after this transaction the customer is safe."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError

from switchboard.contacts import Identity, Sender, find_or_create
from switchboard.conversations.errors import InboxNotFound
from switchboard.conversations.events import EntryAppended, MessageReceived, PersonRequested
from switchboard.conversations.inbound import InboundMessage
from switchboard.conversations.models import (
    AssigneeKind,
    AuthorKind,
    Conversation,
    Entry,
    EntryKind,
    Inbox,
    Status,
)
from switchboard.conversations.receive_known import keep_usual
from switchboard.conversations.status import reopen_for_message
from switchboard.conversations.timeline import SYSTEM, Author, NewEntry, append, note_event
from switchboard.core.clock import now
from switchboard.core.db import Session
from switchboard.core.ids import new_id
from switchboard.core.telemetry import MESSAGES


@dataclass(frozen=True)
class Received:
    """What became of a message; `duplicate` when it had been kept before."""

    conversation: Conversation
    entry: Entry
    duplicate: bool


async def receive(session: Session, message: InboundMessage) -> Received:
    """Keep a message once: contact, conversation, entry and wake-up in this transaction.

    Raises InboxNotFound when the workspace has no such inbox.
    """
    usual = None if message.attachments else (await receive_usual(session, [message]))[0]
    if usual is not None:
        return usual
    identity = await _identify(session, message.inbox_id, message.sender)
    seen = await find_by_external_id(session, message.inbox_id, message.external_id)
    if seen is not None:
        conversation = await session.get_one(Conversation, seen.conversation_id)
        return Received(conversation, seen, duplicate=True)
    conversation = await _open(session, identity)
    entry = await append(session, conversation, _entry(message, identity))
    conversation.waiting_since = conversation.waiting_since or entry.created_at
    return await _received(session, conversation, entry)


async def receive_usual(
    session: Session, messages: Sequence[InboundMessage]
) -> list[Received | None]:
    """Keep those that are quickly kept, each of another sender; None for what needs `receive`."""
    return [
        await _received_usual(session, *kept) if kept else None
        for kept in await keep_usual(session, messages)
    ]


async def _received_usual(session: Session, conversation: Conversation, entry: Entry) -> Received:
    await session.emit(
        EntryAppended(workspace_id=session.workspace_id, conversation=conversation, entry=entry)
    )
    return await _received(session, conversation, entry)


async def _received(session: Session, conversation: Conversation, entry: Entry) -> Received:
    await session.emit(
        MessageReceived(workspace_id=session.workspace_id, conversation=conversation, entry=entry)
    )
    MESSAGES.labels("contact").inc()
    return Received(conversation, entry, duplicate=False)


async def ask_for_person(session: Session, inbox_id: str, sender: Sender) -> Conversation:
    """The customer wants a person, whether or not they have written anything yet."""
    identity = await _identify(session, inbox_id, sender)
    conversation = await _open(session, identity)
    await session.emit(
        PersonRequested(workspace_id=session.workspace_id, conversation=conversation)
    )
    return conversation


async def begin_anew(session: Session, message: InboundMessage) -> None:
    """Begin another conversation for this message, whatever becomes of the sender's latest.

    Nothing happens when the message was kept before: it may come twice.
    """
    identity = await _identify(session, message.inbox_id, message.sender)
    if await find_by_external_id(session, message.inbox_id, message.external_id) is None:
        await _begin(session, identity)
        await session.flush()  # `receive` finds it by a statement of its own


async def _identify(session: Session, inbox_id: str, sender: Sender) -> Identity:
    """Who wrote, their row locked. Raises InboxNotFound when the inbox is gone."""
    try:
        return await find_or_create(session, inbox_id, sender)
    except IntegrityError as error:
        raise InboxNotFound from error


_BY_EXTERNAL_ID = select(Entry).where(
    Entry.inbox_id == bindparam("inbox_id"), Entry.external_id == bindparam("external_id")
)
_ONGOING = (
    select(Conversation)
    .where(Conversation.identity_id == bindparam("identity_id"))
    .order_by(Conversation.created_at.desc())
    .limit(1)
    .with_for_update(key_share=True)
)
"""Made once: SQLAlchemy spends more on making a statement than PostgreSQL on running it."""


async def find_by_external_id(session: Session, inbox_id: str, external_id: str) -> Entry | None:
    """The entry that came with this id of its origin, if it was kept before."""
    return await session.scalar(_BY_EXTERNAL_ID, {"inbox_id": inbox_id, "external_id": external_id})


async def _open(session: Session, identity: Identity) -> Conversation:
    """The sender's conversation, locked and open: the latest one, or else a new one."""
    conversation = await _ongoing(session, identity) or await _begin(session, identity)
    if conversation.status != Status.OPEN:
        await reopen_for_message(session, conversation)
    return conversation


async def _ongoing(session: Session, identity: Identity) -> Conversation | None:
    """The sender's latest conversation, locked."""
    return await session.scalar(_ONGOING, {"identity_id": identity.id})


async def _begin(session: Session, identity: Identity) -> Conversation:
    inbox = await session.get(Inbox, identity.inbox_id)
    if inbox is None:
        raise InboxNotFound
    conversation = Conversation(
        id=new_id("cnv"),
        workspace_id=session.workspace_id,
        inbox_id=inbox.id,
        contact_id=identity.contact_id,
        identity_id=identity.id,
        status=Status.OPEN,
        assignee_kind=AssigneeKind.ASSISTANT if inbox.assistant_id else None,
        assignee_id=inbox.assistant_id,
        last_seq=0,
        episode_seq=0,
        answered_seq=0,
        created_at=now(),
    )
    session.add(conversation)
    await note_event(session, conversation, SYSTEM, type="created")
    return conversation


def _entry(message: InboundMessage, identity: Identity) -> NewEntry:
    return NewEntry(
        EntryKind.MESSAGE,
        Author(AuthorKind.CONTACT, identity.contact_id, message.sender.name),
        text=message.text,
        external_id=message.external_id,
        attachments=message.attachments,
        created_at=message.sent_at,
    )
