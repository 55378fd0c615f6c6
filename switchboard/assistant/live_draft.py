"""Shows the assistant at work: typing, and the answer as it grows. All of it may be lost."""

import asyncio
from contextlib import suppress
from typing import Any

import orjson

from switchboard.conversations.live import staff_topic, visitor_topic
from switchboard.realtime import Bus

EVERY_SECONDS = 0.06
"""A draft is shown at most this often; each frame has the whole text so far."""


class Live:
    """The screens that show one conversation, for the length of one turn."""

    def __init__(self, bus: Bus, conversation_id: str, turn_id: str, name: str) -> None:
        """Args: name: the assistant's, as it is shown."""
        self._bus = bus
        self._conversation_id = conversation_id
        self.turn_id = turn_id
        self._name = name
        self._next: list[dict[str, Any]] = []
        self._text: str | None = None
        self._shown: str | None = None
        self._typing = False
        self._pump: asyncio.Task[None] | None = None

    def typing(self) -> None:
        """Show that the assistant is writing; once is enough."""
        if not self._typing:
            self._typing = True
            self._next.append(self._typing_frame())
            self._start()

    def draft(self, text: str) -> None:
        """Show this text soon, unless a longer one comes before."""
        self._text = text
        self._start()

    async def close(self, *, dropped: bool) -> None:
        """End the show: the posted entry replaces the draft, or nothing does."""
        if self._pump is not None:
            self._pump.cancel()
            with suppress(asyncio.CancelledError):
                await self._pump
        frames = []
        if dropped and self._shown is not None:
            frames.append(self._frame("draft_dropped", turn_id=self.turn_id))
        if self._typing:
            self._typing = False
            frames.append(self._typing_frame())
        await self._publish(frames)

    def _start(self) -> None:
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._publish_while_new(), name="drafts")

    async def _publish_while_new(self) -> None:
        while self._next or self._text != self._shown:
            frames, self._next = self._next, []
            if self._text != self._shown:
                self._shown = self._text
                frames.append(self._frame("draft", turn_id=self.turn_id, text=self._text))
            await self._publish(frames)
            await asyncio.sleep(EVERY_SECONDS)

    async def _publish(self, frames: list[dict[str, Any]]) -> None:
        topics = (visitor_topic(self._conversation_id), staff_topic(self._conversation_id))
        messages = [(topic, orjson.dumps(frame)) for frame in frames for topic in topics]
        if messages:
            await self._bus.publish(*messages)

    def _typing_frame(self) -> dict[str, Any]:
        author = {"kind": "assistant", "name": self._name}
        return self._frame("typing", author=author, active=self._typing)

    def _frame(self, kind: str, **fields: Any) -> dict[str, Any]:
        return {"type": kind, "conversation_id": self._conversation_id, **fields}
