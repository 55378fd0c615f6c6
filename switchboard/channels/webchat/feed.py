"""What a visitor's screen hears, whichever way it is connected: by socket or by event stream."""

from typing import Any

import orjson

from switchboard.channels.webchat.tokens import Visitor
from switchboard.channels.webchat.visitor import Ongoing, ongoing, session_topic
from switchboard.conversations.follow import Follower, Send
from switchboard.conversations.live import shown_to_visitor, visitor_topic
from switchboard.core.db import Database
from switchboard.realtime import Message, Subscription


class Feed:
    """Welcomes one screen, sends it what it missed, and keeps it in step from then on.

    Args:
        live: what the screen hears; topics are added as they come to matter.
        send: sends a frame to the screen.
    """

    def __init__(
        self, database: Database, visitor: Visitor, live: Subscription, send: Send
    ) -> None:
        self._database, self._visitor, self._live, self._send = database, visitor, live, send
        self._follower: Follower | None = None

    @property
    def conversation_id(self) -> str | None:
        """The conversation that is followed, once there is one."""
        return self._follower.conversation_id if self._follower else None

    @property
    def last_seq(self) -> int:
        """The screen has been sent everything up to this number."""
        return self._follower.last_seq if self._follower else 0

    async def begin(self, last_seq: object) -> None:
        """Welcome the screen, and send all after the number that it says it has."""
        await self._live.add(session_topic(self._visitor))
        now_in = await self._find_conversation()
        await self._send(
            {
                "type": "welcome",
                "conversation_id": now_in.conversation_id if now_in else None,
                "last_seq": now_in.last_seq if now_in else 0,
            }
        )
        await self.resume(last_seq)

    async def resume(self, last_seq: object) -> None:
        """Send all after this number again; nothing while there is no conversation."""
        if self._follower is not None:
            await self._follower.resume(last_seq)

    async def follow(self, conversation_id: str) -> None:
        """Send what is new in this conversation, and follow it from now on."""
        await (await self._follow(conversation_id)).catch_up()

    async def wrote(self, conversation_id: str, seq: int) -> None:
        """The screen has written this entry and was told so; follow its conversation on from it."""
        await (await self._follow(conversation_id)).has(seq)

    async def forward(self) -> None:
        """Pass on what the bus brings, in order, and fetch what it lost. Never ends by itself."""
        async for message in self._live:
            await self._pass_on(message)

    async def _find_conversation(self) -> Ongoing | None:
        async with self._database.transaction(self._visitor.workspace_id) as session:
            found = await ongoing(session, self._visitor)
        if found is not None:
            await self._follow(found.conversation_id)
        return found

    async def _follow(self, conversation_id: str) -> Follower:
        """The follower of this conversation; it begins with nothing sent."""
        if self._follower is None or self._follower.conversation_id != conversation_id:
            self._follower = Follower(
                self._database,
                self._visitor.workspace_id,
                conversation_id,
                shown_to_visitor,
                self._send,
            )
            await self._live.add(visitor_topic(conversation_id))
        return self._follower

    async def _pass_on(self, message: Message) -> None:
        if not message.data:
            await self._find_conversation()
            if self._follower is not None:
                await self._follower.catch_up()
            return
        frame = orjson.loads(message.data)
        if frame["type"] == "started":
            await self.follow(frame["conversation_id"])
        elif frame["type"] in ("entry", "hidden"):
            await self._pass_on_entry(frame, message.data)
        else:
            await self._send(message.data)

    async def _pass_on_entry(self, frame: dict[str, Any], data: bytes) -> None:
        follower = self._follower
        if follower is not None and follower.conversation_id == frame["conversation_id"]:
            seen = data if frame["type"] == "entry" else None
            await follower.pass_on(frame["entry"]["seq"], seen)
