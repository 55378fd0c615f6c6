"""Conversations whose contact is another one now, or has another name."""

from sqlalchemy import select, update

from switchboard.conversations.events import Marked
from switchboard.conversations.models import Conversation, ReadMark
from switchboard.core.db import Session

_TOLD = 50
"""Lists are told of so many of a contact's conversations, the newest: who has more is no person."""


async def move_conversations(session: Session, from_contact: str, to_contact: str) -> None:
    """Give a contact's conversations to another one. How far the customer has read goes along."""
    await session.execute(
        update(Conversation)
        .where(Conversation.contact_id == from_contact)
        .values(contact_id=to_contact)
    )
    theirs = select(Conversation.id).where(Conversation.contact_id == to_contact)
    await session.execute(
        update(ReadMark)
        .where(ReadMark.conversation_id.in_(theirs), ReadMark.reader_id == from_contact)
        .values(reader_id=to_contact)
    )


async def tell_of_contact(session: Session, contact_id: str) -> None:
    """Let lists know that a contact's conversations are shown otherwise now."""
    newest = await session.scalars(
        select(Conversation)
        .where(Conversation.contact_id == contact_id)
        .order_by(Conversation.last_activity_at.desc())
        .limit(_TOLD)
    )
    for conversation in newest.all():
        await session.emit(Marked(workspace_id=session.workspace_id, conversation=conversation))
