"""Takes in what visitors write. Those who write at the same time share a transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import orjson

from switchboard.channels.webchat.schemas import VisitorMessage
from switchboard.channels.webchat.tokens import Visitor
from switchboard.channels.webchat.visitor import (
    admitted,
    check_admitted,
    check_pace,
    sender,
    session_topic,
)
from switchboard.conversations import InboundMessage, Received, receive, schemas
from switchboard.conversations.attachments import as_kept, put_into, take, visitor_id
from switchboard.core.batching import TransactionBatcher
from switchboard.core.db import Database, Session
from switchboard.realtime import Bus


@dataclass(frozen=True, slots=True)
class _Written:
    """A message, and who wrote it."""

    visitor: Visitor
    message: InboundMessage
    attachment_ids: Sequence[str]

    @property
    def sender(self) -> tuple[str, str]:
        return self.visitor.inbox_id, self.visitor.external_id


class Intake:
    """Stores visitors' messages."""

    def __init__(self, database: Database, bus: Bus) -> None:
        self._bus = bus
        self._batcher = TransactionBatcher(database, _store, key=lambda item: item.sender)

    async def send(
        self, visitor: Visitor, message: VisitorMessage, network: str
    ) -> tuple[str, schemas.Entry]:
        """Store a visitor's message; returns the conversation's id and the entry.

        Args:
            network: where it comes from (`core.client_address`).

        Raises TooMany when they write faster than people do, and AttachmentNotFound when a file
        is not theirs.
        """
        await check_pace(visitor, network)
        written = _Written(visitor, _inbound(visitor, message), message.attachment_ids)
        received = await self._batcher.handle(visitor.workspace_id, written)
        if not received.duplicate:
            await self._tell_other_screens(visitor, received)
        return received.conversation.id, schemas.Entry.of(received.entry)

    async def _tell_other_screens(self, visitor: Visitor, received: Received) -> None:
        """Another tab of this visitor may not know yet that there is a conversation."""
        if received.entry.seq <= 2:
            frame = {"type": "started", "conversation_id": received.conversation.id}
            await self._bus.publish((session_topic(visitor), orjson.dumps(frame)))


def _inbound(visitor: Visitor, message: VisitorMessage) -> InboundMessage:
    return InboundMessage(
        inbox_id=visitor.inbox_id,
        external_id=f"{visitor.external_id}/{message.id}",
        sender=sender(visitor),
        text=message.text.strip(),
        new_conversation=message.new_conversation,
    )


async def _store(session: Session, written: Sequence[_Written]) -> list[Received | None]:
    """Store a single message; of several, those without files whose visitors may write."""
    if len(written) == 1:
        return [await _store_alone(session, written[0])]
    may = await admitted(session, [item.visitor for item in written])
    rows = [row for row, item in enumerate(written) if may[row] and not item.attachment_ids]
    received = await receive(session, [written[row].message for row in rows])
    results: list[Received | None] = [None] * len(written)
    for row, result in zip(rows, received, strict=True):
        results[row] = result
    return results


async def _store_alone(session: Session, written: _Written) -> Received | None:
    await check_admitted(session, written.visitor)
    files = await take(session, visitor_id(*written.sender), written.attachment_ids)
    message = replace(written.message, attachments=as_kept(files))
    [received] = await receive(session, [message])
    if received is not None:
        put_into(received.conversation.id, files)
    return received
