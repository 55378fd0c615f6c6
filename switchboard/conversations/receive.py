"""Takes in a customer's message: after this transaction the customer is safe."""

from collections.abc import Sequence
from dataclasses import dataclass

from asyncpg import ForeignKeyViolationError
from sqlalchemy import bindparam, select

from switchboard.contacts import Identity, Sender, create_missing, find_or_create
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
from switchboard.conversations.receive_fast_path import Stored, append_to_open, begin_with
from switchboard.conversations.status import reopen_for_message
from switchboard.conversations.timeline import SYSTEM, Author, NewEntry, append, note_event
from switchboard.core.clock import now
from switchboard.core.db import Session
from switchboard.core.ids import new_id
from switchboard.core.telemetry import MESSAGES


@dataclass(frozen=True)
class Received:
    """What became of a message; `duplicate` when it had been stored before."""

    conversation: Conversation
    entry: Entry
    duplicate: bool = False


async def receive(session: Session, messages: Sequence[InboundMessage]) -> list[Received | None]:
    """Store each message once: contact, conversation, entry and wake-up in this transaction.

    A single message is always stored. Of several, some may be left out (None): what is not the
    usual case, what would have to wait for another transaction, and all but the first message of
    one sender. Give those again, one at a time and in order: no message waits for a conversation
    that is not its own.

    Raises InboxNotFound when the workspace has no such inbox.
    """
    usual = _usual(messages)
    stored = dict(zip(usual, await append_to_open(session, list(usual.values())), strict=True))
    first = [usual[row] for row, message in stored.items() if message is None]
    if first:
        begun = await _first_messages(session, first)
        stored |= {row: begun.get(id(usual[row])) for row, found in stored.items() if not found}
    results = [await _tell(session, stored.get(row)) for row in range(len(messages))]
    if len(messages) == 1 and results[0] is None:
        results[0] = await _receive_alone(session, messages[0])
    return results


def _usual(messages: Sequence[InboundMessage]) -> dict[int, InboundMessage]:
    """Those that may be stored by set, by their place: of each sender the first message only."""
    first: dict[tuple[str, str], int] = {}
    for row, message in enumerate(messages):
        first.setdefault((message.inbox_id, message.sender.external_id), row)
    rows = (row for row in first.values() if not messages[row].new_conversation)
    return {row: messages[row] for row in rows}


async def _first_messages(
    session: Session, messages: Sequence[InboundMessage]
) -> dict[int, Stored | None]:
    """Those whose senders are new, by the message's identity in this process."""
    senders = [(message.inbox_id, message.sender) for message in messages]
    try:
        new = await create_missing(session, senders)
    except ForeignKeyViolationError as error:
        raise InboxNotFound from error
    first = [m for m in messages if (m.inbox_id, m.sender.external_id) in new]
    begun = await begin_with(session, first) if first else []
    return dict(zip(map(id, first), begun, strict=True))


async def _tell(session: Session, stored: Stored | None) -> Received | None:
    if stored is None:
        return None
    workspace_id, conversation = session.workspace_id, stored.conversation
    for entry in stored.entries:
        await session.emit(
            EntryAppended(workspace_id=workspace_id, conversation=conversation, entry=entry)
        )
    return await _received(session, conversation, stored.entries[-1])


async def _receive_alone(session: Session, message: InboundMessage) -> Received:
    """Store any message, waiting for whoever writes to the same conversation."""
    identity = await _identify(session, message.inbox_id, message.sender)
    seen = await find_by_external_id(session, message.inbox_id, message.external_id)
    if seen is not None:
        conversation = await session.get_one(Conversation, seen.conversation_id)
        return Received(conversation, seen, duplicate=True)
    conversation = await _open(session, identity, anew=message.new_conversation)
    entry = await append(session, conversation, _entry(message, identity))
    conversation.waiting_since = conversation.waiting_since or entry.created_at
    received = await _received(session, conversation, entry)
    await session.flush()  # the conversation may be new: the message's files point to it
    return received


async def _received(session: Session, conversation: Conversation, entry: Entry) -> Received:
    await session.emit(
        MessageReceived(workspace_id=session.workspace_id, conversation=conversation, entry=entry)
    )
    MESSAGES.labels("contact").inc()
    return Received(conversation, entry)


async def ask_for_person(session: Session, inbox_id: str, sender: Sender) -> Conversation:
    """The customer wants a person, whether or not they have written anything yet."""
    identity = await _identify(session, inbox_id, sender)
    conversation = await _open(session, identity)
    await session.emit(
        PersonRequested(workspace_id=session.workspace_id, conversation=conversation)
    )
    return conversation


async def _identify(session: Session, inbox_id: str, sender: Sender) -> Identity:
    """Who wrote, their row locked. Raises InboxNotFound when the inbox is gone."""
    try:
        return await find_or_create(session, inbox_id, sender)
    except ForeignKeyViolationError as error:
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


async def _open(session: Session, identity: Identity, *, anew: bool = False) -> Conversation:
    """The sender's conversation, locked and open: the latest one, or else a new one."""
    latest = None if anew else await _ongoing(session, identity)
    conversation = latest or await _begin(session, identity)
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
