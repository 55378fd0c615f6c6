"""What a visitor can do, whether it comes by the socket or by HTTP."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import orjson
from sqlalchemy import select

from switchboard.channels.webchat.tokens import IdentityRequired, SessionExpired, Visitor
from switchboard.contacts import Identity, Sender
from switchboard.conversations import Conversation, ask_for_person
from switchboard.conversations.live import staff_topic
from switchboard.conversations.read_marks import mark_read
from switchboard.core.client_address import is_shared
from switchboard.core.db import Database, Session
from switchboard.core.rate_limit import Limit, RateLimiter
from switchboard.realtime import Bus

MESSAGES = Limit("visitor-messages", count=40, seconds=40)
STRANGERS_MESSAGES = Limit("address-messages", count=120, seconds=120)
MESSAGE_LIMITER = RateLimiter()
"""Counted by each process alone: a message must not cost a round trip more."""


@dataclass(frozen=True)
class Ongoing:
    """The conversation a visitor is in."""

    conversation_id: str
    contact_id: str
    last_seq: int


_IDENTITY_REQUIRED = """
SELECT id, coalesce((settings ->> 'require_identity')::boolean, false) AS required
FROM inboxes WHERE id = ANY($1::text[])
"""


async def check_admitted(session: Session, visitor: Visitor) -> None:
    """Whether the inbox still takes this visitor: a session may be older than its settings.

    Raises SessionExpired when the inbox is gone, and IdentityRequired when it has come to let
    nobody chat whom the site has not vouched for.
    """
    required = await _identity_required(session, [visitor])
    if visitor.inbox_id not in required:
        raise SessionExpired
    if required[visitor.inbox_id] and not visitor.verified:
        raise IdentityRequired


async def admitted(session: Session, visitors: Sequence[Visitor]) -> list[bool]:
    """Of each visitor, whether `check_admitted` lets them pass."""
    required = await _identity_required(session, visitors)
    return [one.verified or not required.get(one.inbox_id, True) for one in visitors]


async def _identity_required(session: Session, visitors: Iterable[Visitor]) -> dict[str, bool]:
    driver = session.driver
    rows = await driver.fetch(_IDENTITY_REQUIRED, list({one.inbox_id for one in visitors}))
    return {row["id"]: row["required"] for row in rows}


async def ongoing(session: Session, visitor: Visitor) -> Ongoing | None:
    """The visitor's latest conversation, if they ever wrote."""
    row = (
        await session.execute(
            select(Conversation.id, Conversation.contact_id, Conversation.last_seq)
            .join(Identity, Identity.id == Conversation.identity_id)
            .where(
                Identity.inbox_id == visitor.inbox_id,
                Identity.external_id == visitor.external_id,
            )
            .order_by(Conversation.created_at.desc())
            .limit(1)
        )
    ).first()
    return row and Ongoing(*row)


def session_topic(visitor: Visitor) -> str:
    """What a visitor's screens listen to until there is a conversation."""
    return f"visitor-session:{visitor.inbox_id}:{visitor.external_id}"


async def check_pace(visitor: Visitor, network: str) -> None:
    """Raises TooMany when a visitor, or all strangers at one address, write faster than people do.

    Sessions cost nothing, so a limit for each alone would be none. Visitors whom the site vouches
    for, and addresses that many people share, are counted one by one only.
    """
    await MESSAGE_LIMITER.require(MESSAGES, f"{visitor.inbox_id}:{visitor.external_id}")
    if not (visitor.verified or is_shared(network)):
        await MESSAGE_LIMITER.require(STRANGERS_MESSAGES, f"{visitor.inbox_id}:{network}")


async def ask_person(database: Database, bus: Bus, visitor: Visitor, network: str) -> str:
    """The visitor wants a person; returns the conversation's id."""
    await check_pace(visitor, network)
    async with database.transaction(visitor.workspace_id) as session:
        await check_admitted(session, visitor)
        conversation = await ask_for_person(session, visitor.inbox_id, sender(visitor))
    frame = {"type": "started", "conversation_id": conversation.id}
    await bus.publish((session_topic(visitor), orjson.dumps(frame)))
    return conversation.id


def sender(visitor: Visitor) -> Sender:
    """The visitor as the rest of the product knows a sender."""
    return Sender(
        external_id=visitor.external_id,
        name=visitor.name,
        email=visitor.email,
        language=visitor.language,
        time_zone=visitor.time_zone,
        verified=visitor.verified,
    )


async def show_typing(bus: Bus, conversation_id: str, visitor: Visitor, *, active: bool) -> None:
    """Let staff see that the visitor is writing."""
    frame = {
        "type": "typing",
        "conversation_id": conversation_id,
        "author": {"kind": "contact", "name": visitor.name},
        "active": active,
    }
    await bus.publish((staff_topic(conversation_id), orjson.dumps(frame)))


async def read_through(database: Database, visitor: Visitor, seq: int) -> None:
    """Keep how far the visitor has read."""
    async with database.transaction(visitor.workspace_id) as session:
        await check_admitted(session, visitor)
        now_in = await ongoing(session, visitor)
        if now_in is not None:
            await mark_read(
                session, now_in.conversation_id, now_in.contact_id, min(seq, now_in.last_seq)
            )
