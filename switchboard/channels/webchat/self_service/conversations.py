"""A visitor's conversations, present and past."""

from sqlalchemy import select

from switchboard.channels.webchat.self_service.schemas import LastWords, OwnConversation
from switchboard.channels.webchat.tokens import Visitor
from switchboard.contacts import Identity
from switchboard.conversations import Conversation, ConversationNotFound
from switchboard.core.db import Session

MOST_SHOWN = 50


async def own_conversations(session: Session, visitor: Visitor) -> list[OwnConversation]:
    """The visitor's conversations, the newest first."""
    rows = await session.scalars(
        select(Conversation)
        .join(Identity, Identity.id == Conversation.identity_id)
        .where(Identity.inbox_id == visitor.inbox_id, Identity.external_id == visitor.external_id)
        .order_by(Conversation.created_at.desc())
        .limit(MOST_SHOWN)
    )
    return [_shown(row) for row in rows]


async def own_conversation(
    session: Session, visitor: Visitor, conversation_id: str
) -> Conversation:
    """One of the visitor's conversations. Raises ConversationNotFound."""
    row = await session.scalar(
        select(Conversation)
        .join(Identity, Identity.id == Conversation.identity_id)
        .where(
            Conversation.id == conversation_id,
            Identity.inbox_id == visitor.inbox_id,
            Identity.external_id == visitor.external_id,
        )
    )
    if row is None:
        raise ConversationNotFound
    return row


def _shown(row: Conversation) -> OwnConversation:
    last = None
    if row.last_message_at is not None:
        last = LastWords(
            text=row.last_message_text or "",
            author_kind=row.last_message_author or "contact",
            created_at=row.last_message_at,
        )
    return OwnConversation.model_validate(
        {
            "id": row.id,
            "status": row.status,
            "last_message": last,
            "last_seq": row.last_seq,
            "created_at": row.created_at,
        }
    )
