"""Drafts: what a person has written and not sent yet, one for each conversation."""

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from switchboard.conversations.errors import ConversationNotFound
from switchboard.conversations.models import Conversation, Draft
from switchboard.core.clock import now
from switchboard.core.db import Session


async def read_draft(session: Session, conversation_id: str, author_id: str) -> Draft | None:
    """The author's draft. Raises ConversationNotFound when there is no such conversation."""
    await _require(session, conversation_id)
    return await session.get(Draft, (conversation_id, author_id))


async def keep_draft(
    session: Session, conversation_id: str, author_id: str, kind: str, text: str
) -> Draft:
    """Keep a draft in place of the author's last one. Raises ConversationNotFound."""
    await _require(session, conversation_id)
    values = {"kind": kind, "text": text, "updated_at": now()}
    statement = insert(Draft).values(
        workspace_id=session.workspace_id,
        conversation_id=conversation_id,
        author_id=author_id,
        **values,
    )
    kept = await session.scalars(
        statement.on_conflict_do_update(
            index_elements=["conversation_id", "author_id"], set_=values
        ).returning(Draft)
    )
    return kept.one()


async def drop_draft(
    session: Session, conversation_id: str, author_id: str, kind: str | None = None
) -> None:
    """Give the author's draft up, if there is one (of this kind)."""
    theirs = delete(Draft).where(
        Draft.conversation_id == conversation_id, Draft.author_id == author_id
    )
    await session.execute(theirs if kind is None else theirs.where(Draft.kind == kind))


async def _require(session: Session, conversation_id: str) -> None:
    if await session.get(Conversation, conversation_id) is None:
        raise ConversationNotFound
