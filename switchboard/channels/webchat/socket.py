"""The widget's socket: it resumes where the visitor left off, and stays in step."""

import asyncio
from contextlib import suppress
from typing import Any

import orjson
from starlette.websockets import WebSocket

from switchboard.channels.webchat import schemas
from switchboard.channels.webchat.tokens import Visitor, VisitorTokens
from switchboard.channels.webchat.visitor import (
    ask_person,
    ongoing,
    read_through,
    send_message,
    session_topic,
    show_typing,
)
from switchboard.conversations.follow import Follower
from switchboard.conversations.live import for_visitor, visitor_topic
from switchboard.core.db import Database
from switchboard.core.errors import Forbidden, Malformed, Problem
from switchboard.core.provide import Services
from switchboard.core.sockets import CLOSED_POLICY, JsonSocket, Sockets
from switchboard.realtime import Bus, Message, Subscription


class WidgetSocket:
    """One widget's connection, from `hello` until it goes."""

    def __init__(
        self, websocket: WebSocket, database: Database, bus: Bus, tokens: VisitorTokens, own: str
    ) -> None:
        """Args: own: our own origin; other sites' pages may not open this socket."""
        self._websocket = websocket
        self._json = JsonSocket(websocket, "widget")
        self._database, self._bus, self._tokens, self._own = database, bus, tokens, own
        self._visitor: Visitor
        self._follower: Follower | None = None
        self._catching_up = asyncio.Lock()

    async def run(self) -> None:
        """Serve the connection."""
        hello = await self._json.hello()
        if hello is None:
            return
        try:
            self._check_origin()
            self._visitor = self._tokens.read(str(hello.get("token", "")))
        except Problem as problem:
            await self._json.refuse(problem)
            await self._json.close(CLOSED_POLICY)
            return
        services: Services = self._websocket.app.state.services
        async with services.get(Sockets).hold(self._json), self._bus.subscribe() as live:
            await self._serve(live, hello)

    def _check_origin(self) -> None:
        """A browser names the page's origin; the frame that holds the widget is our own."""
        origin = self._websocket.headers.get("origin")
        if origin is not None and origin != self._own:
            raise Forbidden("This page may not open the chat's socket.", code="origin_not_allowed")

    async def _serve(self, live: Subscription, hello: dict[str, Any]) -> None:
        await live.add(session_topic(self._visitor))
        await self._find_conversation(live, _number(hello.get("last_seq")))
        follower = self._follower
        await self._json.send(
            {
                "type": "welcome",
                "conversation_id": follower.conversation_id if follower else None,
                "last_seq": follower.last_seq if follower else 0,
            }
        )
        await self._catch_up()
        forward = asyncio.create_task(self._forward(live))
        try:
            async for frame in self._json.frames():
                await self._handle(live, frame)
        finally:
            forward.cancel()
            with suppress(asyncio.CancelledError):
                await forward

    async def _find_conversation(self, live: Subscription, last_seq: int) -> None:
        async with self._database.transaction(self._visitor.workspace_id) as session:
            found = await ongoing(session, self._visitor)
        if found is not None:
            await self._follow(live, found.conversation_id, min(last_seq, found.last_seq))

    async def _follow(self, live: Subscription, conversation_id: str, last_seq: int) -> None:
        if self._follower and self._follower.conversation_id == conversation_id:
            return
        await live.add(visitor_topic(conversation_id))
        self._follower = Follower(
            self._database, self._visitor.workspace_id, conversation_id, last_seq, for_visitor
        )

    async def _catch_up(self) -> None:
        if self._follower is None:
            return
        async with self._catching_up:
            await self._json.send(await self._follower.missing())

    async def _forward(self, live: Subscription) -> None:
        """Pass on what the bus brings, in order, and fetch what it lost."""
        async for message in live:
            await self._pass_on(live, message)

    async def _pass_on(self, live: Subscription, message: Message) -> None:
        if not message.data:
            await self._find_conversation(live, 0)
            await self._catch_up()
            return
        frame = orjson.loads(message.data)
        if frame["type"] == "started":
            await self._follow(live, frame["conversation_id"], 0)
            await self._catch_up()
        elif frame["type"] in ("entry", "hidden"):
            await self._pass_on_entry(frame, message.data)
        else:
            await self._json.send(message.data)

    async def _pass_on_entry(self, frame: dict[str, Any], data: bytes) -> None:
        assert self._follower is not None
        follows = self._follower.is_next(frame["entry"]["seq"])
        if follows is False:
            await self._catch_up()
        elif follows and frame["type"] == "entry":
            await self._json.send(data)

    async def _handle(self, live: Subscription, frame: dict[str, Any]) -> None:
        try:
            await self._act(live, frame)
        except Exception as error:
            await self._json.refuse(error, frame.get("id"))

    async def _act(self, live: Subscription, frame: dict[str, Any]) -> None:
        match frame.get("type"):
            case "message":
                await self._message(live, schemas.VisitorMessage.model_validate(frame))
            case "handover":
                conversation_id = await ask_person(self._database, self._bus, self._visitor)
                await self._follow(live, conversation_id, 0)
                await self._catch_up()
            case "typing" if self._follower:
                active = schemas.Typing.model_validate(frame).active
                await show_typing(
                    self._bus, self._follower.conversation_id, self._visitor, active=active
                )
            case "read":
                seq = schemas.ReadThrough.model_validate(frame).seq
                await read_through(self._database, self._visitor, seq)
            case "resume" if self._follower:
                self._follower.last_seq = _number(frame.get("last_seq"))
                await self._catch_up()
            case "typing" | "resume":
                pass
            case other:
                raise Malformed(f"There is no frame of type {str(other)[:40]!r}.")

    async def _message(self, live: Subscription, message: schemas.VisitorMessage) -> None:
        conversation_id, entry = await send_message(
            self._database, self._bus, self._visitor, message
        )
        await self._json.send(
            {"type": "ack", "id": message.id, "entry": entry.model_dump(mode="json")}
        )
        if self._follower is None or self._follower.conversation_id != conversation_id:
            await self._follow(live, conversation_id, 0)
            await self._catch_up()


def _number(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0
