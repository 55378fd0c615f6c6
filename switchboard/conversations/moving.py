"""Conversations that turn out to be another contact's."""

from sqlalchemy import select, update

from switchboard.conversations.models import Conversation, ReadMark
from switchboard.core.db import Session


async def move_conversations(session: Session, from_contact: str, to_contact: str) -> list[str]:
    """Give a contact's conversations to another one; returns their ids.

    How far the customer has read goes with them.
    """
    moved = await session.scalars(
        update(Conversation)
        .where(Conversation.contact_id == from_contact)
        .values(contact_id=to_contact)
        .returning(Conversation.id)
    )
    ids = list(moved)
    theirs = select(Conversation.id).where(Conversation.contact_id == to_contact)
    await session.execute(
        update(ReadMark)
        .where(ReadMark.conversation_id.in_(theirs), ReadMark.reader_id == from_contact)
        .values(reader_id=to_contact)
    )
    return ids
