"""One turn at a time per conversation: the lease, and what is still to be answered.

Jobs are only wake-ups. Whoever holds the lease answers all that is unanswered and, before
letting go, looks once more; a wake-up that finds the lease taken leaves. A dead worker's
lease runs out and is taken over.
"""

from datetime import timedelta

from sqlalchemy import and_, bindparam, or_, select, update

from switchboard.conversations.answering import HAS_ASSISTANT, answering_assistant
from switchboard.conversations.errors import TakenOver
from switchboard.conversations.models import AuthorKind, Conversation, Entry, EntryKind
from switchboard.core.clock import now
from switchboard.core.db import Session

_TAKE = (
    update(Conversation)
    .where(
        Conversation.id == bindparam("conversation_id"),
        HAS_ASSISTANT,
        or_(
            Conversation.lease_until.is_(None),
            Conversation.lease_until < bindparam("at"),
            Conversation.lease_owner == bindparam("owner"),
        ),
    )
    .values(lease_owner=bindparam("owner"), lease_until=bindparam("until"))
    .returning(Conversation.id)
    .execution_options(synchronize_session=False)
)


async def take(session: Session, conversation_id: str, owner: str, lasting: timedelta) -> bool:
    """Take the lease if it is free or has run out, and an assistant may answer.

    To be called before the session has read the conversation.
    """
    at = now()
    values = {"conversation_id": conversation_id, "owner": owner, "at": at, "until": at + lasting}
    return await session.scalar(_TAKE, values) is not None


async def held_until_elsewhere(session: Session, conversation_id: str) -> timedelta | None:
    """How long somebody else may still hold the lease, if anybody does."""
    until = await session.scalar(
        select(Conversation.lease_until).where(
            Conversation.id == conversation_id, Conversation.lease_until > now()
        )
    )
    return None if until is None else until - now()


async def unanswered_through(session: Session, conversation_id: str) -> int | None:
    """The number of the customer's newest message that no assistant handled yet."""
    return await session.scalar(
        select(Entry.seq)
        .join(Conversation, Conversation.id == Entry.conversation_id)
        .where(
            and_(
                Entry.conversation_id == conversation_id,
                Entry.seq > Conversation.answered_seq,
                Entry.kind == EntryKind.MESSAGE,
                Entry.author_kind == AuthorKind.CONTACT,
            )
        )
        .order_by(Entry.seq.desc())
        .limit(1)
    )


async def release(session: Session, conversation_id: str, owner: str) -> bool:
    """Let go of the lease, unless a message came in that is not answered.

    Returns False, keeping the lease, when there is more to answer. The conversation's row is
    locked between the look and the letting go, so no message can slip in between.
    """
    conversation = await session.scalar(
        select(Conversation)
        .where(Conversation.id == conversation_id, Conversation.lease_owner == owner)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if conversation is None:
        return True
    answerable = answering_assistant(conversation) is not None
    if answerable and await unanswered_through(session, conversation_id) is not None:
        return False
    conversation.lease_owner = conversation.lease_until = None
    return True


async def give_back(session: Session, conversation_id: str, owner: str) -> None:
    """Let go of the lease, whatever is unanswered: somebody is going to come back for it."""
    await session.execute(
        update(Conversation)
        .where(Conversation.id == conversation_id, Conversation.lease_owner == owner)
        .values(lease_owner=None, lease_until=None)
    )


def settle(conversation: Conversation, owner: str, through: int) -> None:
    """Count the customer's messages up to this number as handled, on a row that is locked.

    Raises TakenOver when the lease ran out and somebody else took it: they will answer.
    """
    if conversation.lease_owner != owner:
        raise TakenOver
    conversation.answered_seq = max(conversation.answered_seq, through)
