"""Takes in what visitors write. Those who write at the same time share a transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

import orjson

from switchboard.channels.webchat.schemas import VisitorMessage
from switchboard.channels.webchat.tokens import Visitor
from switchboard.channels.webchat.unusual import keep_unusual
from switchboard.channels.webchat.visitor import (
    admitted,
    check_admitted,
    check_pace,
    sender,
    session_topic,
)
from switchboard.conversations import InboundMessage, Received, receive, receive_usual, schemas
from switchboard.core.db import Database, Session
from switchboard.core.together import Together
from switchboard.realtime import Bus


@dataclass(frozen=True, slots=True)
class _Written:
    """A message, and who wrote it."""

    visitor: Visitor
    message: InboundMessage


class Intake:
    """Keeps visitors' messages."""

    def __init__(self, database: Database, bus: Bus) -> None:
        self._database, self._bus = database, bus
        self._together = Together(database, _keep_usual, _keep, key=_writer)

    async def send(
        self, visitor: Visitor, message: VisitorMessage, network: str
    ) -> tuple[str, schemas.Entry]:
        """Store a visitor's message; returns the conversation's id and the entry.

        Args:
            network: where it comes from (`core.client_address`).

        Raises TooMany when they write faster than people do.
        """
        await check_pace(visitor, network)
        inbound = _inbound(visitor, message)
        if message.usual:
            written = _Written(visitor, inbound)
            received = await self._together.handle(visitor.workspace_id, written)
        else:
            received = await keep_unusual(self._database, visitor, message, inbound)
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
    )


async def _keep_usual(session: Session, written: Sequence[_Written]) -> list[Received | None]:
    may = await admitted(session, [one.visitor for one in written])
    kept = iter(
        await receive_usual(
            session, [one.message for one, ok in zip(written, may, strict=True) if ok]
        )
    )
    return [next(kept) if ok else None for ok in may]


async def _keep(session: Session, written: _Written) -> Received:
    await check_admitted(session, written.visitor)
    return await receive(session, written.message)


def _writer(written: _Written) -> tuple[str, str]:
    return written.visitor.inbox_id, written.visitor.external_id
