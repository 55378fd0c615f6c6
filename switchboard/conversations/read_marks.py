"""How far each person has read: unread is kept per person, and told to their other screens."""

from sqlalchemy.dialects.postgresql import insert

from switchboard.conversations.errors import ConversationNotFound
from switchboard.conversations.events import Read
from switchboard.conversations.models import Conversation, ReadMark
from switchboard.core.db import Session


async def mark_read(session: Session, conversation_id: str, reader_id: str, seq: int) -> None:
    """Move the reader's mark forward to `seq`; by reading it never moves back."""
    statement = insert(ReadMark).values(
        workspace_id=session.workspace_id,
        conversation_id=conversation_id,
        reader_id=reader_id,
        seq=seq,
    )
    moved = await session.scalar(
        statement.on_conflict_do_update(
            index_elements=["conversation_id", "reader_id"],
            set_={"seq": statement.excluded.seq},
            where=ReadMark.seq < statement.excluded.seq,
        ).returning(ReadMark.seq)
    )
    if moved is not None:
        await _tell(session, conversation_id, reader_id, seq)


async def mark_unread(session: Session, conversation_id: str, reader_id: str) -> None:
    """Move the reader's mark back to before what was said last. Raises ConversationNotFound."""
    conversation = await session.get(Conversation, conversation_id)
    if conversation is None:
        raise ConversationNotFound
    seq = max(0, conversation.last_said_seq - 1)
    values = {"workspace_id": session.workspace_id, "conversation_id": conversation_id}
    statement = insert(ReadMark).values(**values, reader_id=reader_id, seq=seq)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["conversation_id", "reader_id"], set_={"seq": seq}
        )
    )
    await _tell(session, conversation_id, reader_id, seq)


async def _tell(session: Session, conversation_id: str, reader_id: str, seq: int) -> None:
    await session.emit(
        Read(
            workspace_id=session.workspace_id,
            conversation_id=conversation_id,
            reader_id=reader_id,
            seq=seq,
        )
    )
