"""How far each person has read: unread is kept per person."""

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert

from switchboard.conversations.models import ReadMark
from switchboard.core.db import Session


async def mark_read(session: Session, conversation_id: str, reader_id: str, seq: int) -> None:
    """Move the reader's mark forward to `seq`; it never moves back."""
    statement = insert(ReadMark).values(
        workspace_id=session.workspace_id,
        conversation_id=conversation_id,
        reader_id=reader_id,
        seq=seq,
    )
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["conversation_id", "reader_id"],
            set_={"seq": func.greatest(ReadMark.seq, statement.excluded.seq)},
        )
    )
