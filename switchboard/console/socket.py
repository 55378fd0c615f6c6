"""The console's socket: the whole workspace's changes, and timelines a screen has open."""

import asyncio
from contextlib import closing
from typing import Any

import orjson
from starlette.websockets import WebSocket

from switchboard.console.presence import Presence
from switchboard.conversations import Conversation, ConversationNotFound
from switchboard.conversations.follow import Follower
from switchboard.conversations.live import (
    member_topic,
    shown_to_staff,
    staff_topic,
    visitor_topic,
    workspace_topic,
)
from switchboard.conversations.read_marks import mark_read
from switchboard.conversations.schemas import ReadThrough
from switchboard.core.db import Database
from switchboard.core.db_faults import repeated
from switchboard.core.errors import Forbidden, Malformed, Problem, Unavailable
from switchboard.core.provide import Services
from switchboard.core.sockets import CLOSED_POLICY, JsonSocket, Sockets
from switchboard.realtime import Bus, Message, Subscription
from switchboard.team import PERMISSIONS, Principal, authenticate
from switchboard.team.presence import mark_present

MOST_TIMELINES = 20
RECHECK_SECONDS = 60.0


class ConsoleSocket:
    """One console's connection, from `hello` until it goes."""

    def __init__(self, websocket: WebSocket, database: Database, bus: Bus) -> None:
        self._websocket = websocket
        self._json = JsonSocket(websocket, "console")
        self._database, self._bus = database, bus
        self._staff: Principal
        self._token: str | None = None
        self._followers: dict[str, Follower] = {}
        self._presence: Presence

    async def run(self) -> None:
        """Serve the connection, for as long as the credential holds."""
        hello = await self._json.hello()
        if hello is None:
            return
        token = hello.get("token")
        self._token = token if isinstance(token, str) else None
        try:
            await self._authenticate()
        except Problem as problem:
            await self._json.turn_down(problem)
            return
        services: Services = self._websocket.app.state.services
        async with services.get(Sockets).hold(self._json), self._bus.subscribe() as live:
            await self._serve(live)

    async def _authenticate(self) -> None:
        self._staff = await authenticate(self._websocket, self._token)
        if "conversations.read" not in PERMISSIONS[self._staff.role]:
            raise Forbidden("Your role does not have access to conversations.")
        if self._staff.kind == "member":
            async with self._database.transaction(self._staff.workspace_id) as session:
                await mark_present(session, self._staff.id)

    async def _serve(self, live: Subscription) -> None:
        self._presence = Presence(self._bus, self._staff)
        await live.add(workspace_topic(self._staff.workspace_id), member_topic(self._staff.id))
        await self._json.send({"type": "welcome", "member_id": self._staff.id})
        # Closed, as they may not even have begun when the client has gone already.
        with closing(self._forward(live)) as forwarding, closing(self._recheck()) as checking:
            async with self._json.beside(forwarding, checking):
                try:
                    async for frame in self._json.frames():
                        await self._handle(live, frame)
                finally:
                    await self._presence.leave()

    async def _recheck(self) -> None:
        """Close once the credential has ended: signed out, disabled, another role."""
        while True:
            await asyncio.sleep(RECHECK_SECONDS)
            try:
                await self._authenticate()
            except Unavailable:
                continue  # nothing is known about the credential
            except Problem:
                await self._json.close(CLOSED_POLICY)
                return

    async def _forward(self, live: Subscription) -> None:
        async for message in live:
            await self._pass_on(message)

    async def _pass_on(self, message: Message) -> None:
        if not message.data:
            await self._json.send({"type": "resync"})
            for open_now in list(self._followers.values()):
                await open_now.catch_up()
            return
        frame = orjson.loads(message.data)
        if frame["type"] == "viewing":
            await self._presence.heard(frame)
        if frame["type"] != "entry":
            await self._json.send(message.data)
        elif frame["conversation_id"] in self._followers:
            follower = self._followers[frame["conversation_id"]]
            await follower.pass_on(frame["entry"]["seq"], message.data)

    async def _handle(self, live: Subscription, frame: dict[str, Any]) -> None:
        try:
            await repeated(lambda: self._act(live, frame))
        except Exception as error:
            await self._json.refuse(error, frame.get("id"))

    async def _act(self, live: Subscription, frame: dict[str, Any]) -> None:
        conversation_id = str(frame.get("conversation_id", ""))
        match frame.get("type"):
            case "subscribe":
                await self._subscribe(live, conversation_id, frame.get("last_seq"))
            case "resume" if conversation_id in self._followers:
                await self._followers[conversation_id].resume(frame.get("last_seq"))
            case "read" if conversation_id in self._followers:
                await self._read(conversation_id, ReadThrough.model_validate(frame).seq)
            case "unsubscribe":
                await live.remove(staff_topic(conversation_id))
                self._followers.pop(conversation_id, None)
            case "viewing" if conversation_id in self._followers:
                await self._view(conversation_id, frame)
            case "typing" if conversation_id in self._followers:
                await self._show_typing(conversation_id, frame)
            case "typing" | "resume" | "read" | "viewing":
                pass
            case other:
                raise Malformed(f"Unknown frame type: {str(other)[:40]!r}.")

    async def _subscribe(self, live: Subscription, conversation_id: str, last_seq: object) -> None:
        if len(self._followers) >= MOST_TIMELINES and conversation_id not in self._followers:
            raise Malformed("Too many open conversations on this screen.")
        await self._last_seq(conversation_id)
        opened = Follower(
            self._database,
            self._staff.workspace_id,
            conversation_id,
            shown_to_staff,
            self._json.send,
        )
        self._followers[conversation_id] = opened
        await live.add(staff_topic(conversation_id))
        await opened.resume(last_seq)

    async def _last_seq(self, conversation_id: str) -> int:
        async with self._database.transaction(self._staff.workspace_id) as session:
            conversation = await session.get(Conversation, conversation_id)
        if conversation is None:
            raise ConversationNotFound
        return conversation.last_seq

    async def _read(self, conversation_id: str, seq: int) -> None:
        seq = min(seq, await self._last_seq(conversation_id))
        async with self._database.transaction(self._staff.workspace_id) as session:
            await mark_read(session, conversation_id, self._staff.id, seq)

    async def _view(self, conversation_id: str, frame: dict[str, Any]) -> None:
        if frame.get("active") is True:
            await self._presence.look(conversation_id, new=frame.get("new") is True)
        else:
            await self._presence.leave()

    async def _show_typing(self, conversation_id: str, frame: dict[str, Any]) -> None:
        """Colleagues see that somebody writes; the customer does too, unless it is a note."""
        if "conversations.write" not in PERMISSIONS[self._staff.role]:
            return
        shown = {
            "type": "typing",
            "conversation_id": conversation_id,
            "author": {"kind": "member", "id": self._staff.id, "name": self._staff.name},
            "active": frame.get("active") is True,
        }
        data = orjson.dumps(shown)
        topics = [staff_topic(conversation_id)]
        if frame.get("note") is not True:
            topics.append(visitor_topic(conversation_id))
        await self._bus.publish(*((topic, data) for topic in topics))
