"""Keeps one open screen in step with a timeline: every entry once, in order, none missing.

The bus may lose frames; the timeline does not. Whoever sees a gap in the numbers reads what is
missing from the database.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any

from sqlalchemy import select

from switchboard.conversations import schemas
from switchboard.conversations.models import Conversation, Entry
from switchboard.conversations.timeline import read_after
from switchboard.core.db import Database

_BATCH = 500

Send = Callable[[dict[str, Any] | bytes], Awaitable[None]]
Show = Callable[[Entry], schemas.Entry | None]


class Follower:
    """One screen's place in one timeline: it has been sent everything up to `last_seq`.

    Args:
        show: an entry as this screen may see it, or None when it may not.
        send: sends a frame to the screen.
    """

    def __init__(
        self, database: Database, workspace_id: str, conversation_id: str, show: Show, send: Send
    ) -> None:
        self.conversation_id = conversation_id
        self.last_seq = 0
        self._database = database
        self._workspace_id = workspace_id
        self._show = show
        self._send = send
        # What the socket asks for and what the bus brings must not overtake one another.
        self._in_step = asyncio.Lock()

    async def pass_on(self, seq: int, frame: bytes | None) -> None:
        """Send a live entry's frame, if it is the next; what was sent before is not sent again.

        Args: frame: None when the screen may not see this entry.
        """
        async with self._in_step:
            if seq > self.last_seq + 1:
                await self._send_missing(quietly=True)
            elif seq == self.last_seq + 1:
                self.last_seq = seq
                # Of what it may not see, a screen hears the number: no gap, nothing to ask for.
                await self._send(self._entries([]) if frame is None else frame)

    async def has(self, seq: int) -> None:
        """The screen has been given this entry otherwise, as an answer to what it wrote.

        If it is the next one, nothing is read: its own frame is passed over when it comes. Else
        what is missing before it is read, and sent with it.
        """
        async with self._in_step:
            if seq == self.last_seq + 1:
                self.last_seq = seq
            elif seq > self.last_seq:
                await self._send_missing(quietly=True)

    async def catch_up(self) -> None:
        """Send what this screen has not been sent yet, if there is anything."""
        async with self._in_step:
            await self._send_missing(quietly=True)

    async def resume(self, last_seq: object) -> None:
        """Send everything after the number that the screen says it has; an empty frame if none."""
        async with self._in_step:
            known = last_seq if isinstance(last_seq, int) and last_seq > 0 else 0
            self.last_seq = min(known, await self._newest())
            await self._send_missing(quietly=False)

    async def _newest(self) -> int:
        async with self._database.transaction(self._workspace_id) as session:
            newest = await session.scalar(
                select(Conversation.last_seq).where(Conversation.id == self.conversation_id)
            )
        return newest or 0

    async def _send_missing(self, *, quietly: bool) -> None:
        async for rows in self._missing():
            self.last_seq = rows[-1].seq
            await self._send(self._entries(rows))
            quietly = True
        if not quietly:
            await self._send(self._entries([]))

    async def _missing(self) -> AsyncIterator[Sequence[Entry]]:
        while True:
            async with self._database.transaction(self._workspace_id) as session:
                rows = await read_after(session, self.conversation_id, self.last_seq, limit=_BATCH)
            if rows:
                yield rows
            if len(rows) < _BATCH:
                return

    def _entries(self, rows: Sequence[Entry]) -> dict[str, Any]:
        shown = (self._show(row) for row in rows)
        return {
            "type": "entries",
            "conversation_id": self.conversation_id,
            "items": [entry.model_dump(mode="json") for entry in shown if entry is not None],
            "last_seq": self.last_seq,
        }
