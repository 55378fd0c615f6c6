"""Keeps what a customer thought, and says so in the timeline."""

from switchboard.conversations.models import AuthorKind, Conversation, Entry
from switchboard.conversations.ratings.models import Rating
from switchboard.conversations.timeline import Author, lock, note_event
from switchboard.core.db import Session


async def rate(
    session: Session, conversation_id: str, by: Author, score: int, comment: str
) -> Entry | None:
    """Keep the customer's rating of the present episode; a later one replaces it.

    Returns the event of the timeline, or None when nothing changed.

    Args:
        by: the contact; score: 1 (poor) to 5 (great).
    """
    assert by.kind is AuthorKind.CONTACT
    conversation = await lock(session, conversation_id)
    rating = await session.get(Rating, (conversation.id, conversation.episode_seq))
    if rating is not None and (rating.score, rating.comment) == (score, comment):
        return None
    if rating is None:
        session.add(_new(conversation, by, score, comment))
    else:
        rating.score, rating.comment = score, comment
    return await note_event(session, conversation, by, type="rated", score=score, comment=comment)


def _new(conversation: Conversation, by: Author, score: int, comment: str) -> Rating:
    return Rating(
        conversation_id=conversation.id,
        episode_seq=conversation.episode_seq,
        workspace_id=conversation.workspace_id,
        contact_id=by.id,
        assignee_kind=conversation.assignee_kind,
        assignee_id=conversation.assignee_id,
        score=score,
        comment=comment,
    )
