"""Keeps one open screen in step with a timeline: every entry once, in order, none missing.

The bus may lose frames; the timeline does not. Whoever sees a gap in the numbers reads what is
missing from the database.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from switchboard.conversations import schemas
from switchboard.conversations.models import Conversation, Entry
from switchboard.conversations.timeline import read_after
from switchboard.core.db import Database

_BATCH = 500


@dataclass
class Follower:
    """One screen's place in one timeline: it has everything up to `last_seq`."""

    database: Database
    workspace_id: str
    conversation_id: str
    last_seq: int
    visible: Callable[[Entry], bool]

    def is_next(self, seq: int) -> bool | None:
        """Whether a live entry follows on: True, False for a gap, None when it is known already.

        After True it counts as shown.
        """
        if seq <= self.last_seq:
            return None
        if seq > self.last_seq + 1:
            return False
        self.last_seq = seq
        return True

    async def missing(self) -> dict[str, Any]:
        """The frame with all that this screen has not shown yet."""
        rows: list[Entry] = []
        async with self.database.transaction(self.workspace_id) as session:
            while batch := await self._read(session, rows):
                rows += batch
            newest = await session.scalar(
                select(Conversation.last_seq).where(Conversation.id == self.conversation_id)
            )
        if rows:
            self.last_seq = rows[-1].seq
        shown = [schemas.Entry.of(row).model_dump(mode="json") for row in rows if self.visible(row)]
        return {
            "type": "entries",
            "conversation_id": self.conversation_id,
            "items": shown,
            "last_seq": max(self.last_seq, newest or 0),
        }

    async def _read(self, session: Any, rows: list[Entry]) -> Sequence[Entry]:
        after = rows[-1].seq if rows else self.last_seq
        return await read_after(session, self.conversation_id, after, limit=_BATCH)
