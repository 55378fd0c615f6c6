"""The widget's socket: it resumes where the visitor left off, and stays in step."""

from contextlib import closing
from typing import Any

import orjson
from starlette.websockets import WebSocket

from switchboard.channels.webchat import schemas
from switchboard.channels.webchat.tokens import Visitor, VisitorTokens
from switchboard.channels.webchat.visitor import (
    Ongoing,
    ask_person,
    check_admitted,
    ongoing,
    read_through,
    send_message,
    session_topic,
    show_typing,
)
from switchboard.conversations.follow import Follower
from switchboard.conversations.live import shown_to_visitor, visitor_topic
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

    async def run(self) -> None:
        """Serve the connection."""
        hello = await self._json.hello()
        if hello is None:
            return
        try:
            self._check_origin()
            self._visitor = self._tokens.read(str(hello.get("token", "")))
            async with self._database.transaction(self._visitor.workspace_id) as session:
                await check_admitted(session, self._visitor)
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
        now_in = await self._find_conversation(live)
        await self._json.send(
            {
                "type": "welcome",
                "conversation_id": now_in.conversation_id if now_in else None,
                "last_seq": now_in.last_seq if now_in else 0,
            }
        )
        if self._follower is not None:
            await self._follower.resume(hello.get("last_seq"))
        # Closed, as it may not even have begun when the visitor has gone already.
        with closing(self._forward(live)) as forwarding:
            async with self._json.beside(forwarding):
                async for frame in self._json.frames():
                    await self._handle(live, frame)

    async def _find_conversation(self, live: Subscription) -> Ongoing | None:
        async with self._database.transaction(self._visitor.workspace_id) as session:
            found = await ongoing(session, self._visitor)
        if found is not None:
            await self._follow(live, found.conversation_id)
        return found

    async def _follow(self, live: Subscription, conversation_id: str) -> Follower:
        """The follower of this conversation; it begins with nothing sent."""
        if self._follower is None or self._follower.conversation_id != conversation_id:
            self._follower = Follower(
                self._database,
                self._visitor.workspace_id,
                conversation_id,
                shown_to_visitor,
                self._json.send,
            )
            await live.add(visitor_topic(conversation_id))
        return self._follower

    async def _forward(self, live: Subscription) -> None:
        """Pass on what the bus brings, in order, and fetch what it lost."""
        async for message in live:
            await self._pass_on(live, message)

    async def _pass_on(self, live: Subscription, message: Message) -> None:
        if not message.data:
            await self._find_conversation(live)
            if self._follower is not None:
                await self._follower.catch_up()
            return
        frame = orjson.loads(message.data)
        if frame["type"] == "started":
            await (await self._follow(live, frame["conversation_id"])).catch_up()
        elif frame["type"] in ("entry", "hidden"):
            await self._pass_on_entry(frame, message.data)
        else:
            await self._json.send(message.data)

    async def _pass_on_entry(self, frame: dict[str, Any], data: bytes) -> None:
        follower = self._follower
        if follower is not None and follower.conversation_id == frame["conversation_id"]:
            seen = data if frame["type"] == "entry" else None
            await follower.pass_on(frame["entry"]["seq"], seen)

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
                await (await self._follow(live, conversation_id)).catch_up()
            case "typing" if self._follower:
                active = schemas.Typing.model_validate(frame).active
                await show_typing(
                    self._bus, self._follower.conversation_id, self._visitor, active=active
                )
            case "read":
                seq = schemas.ReadThrough.model_validate(frame).seq
                await read_through(self._database, self._visitor, seq)
            case "resume" if self._follower:
                await self._follower.resume(frame.get("last_seq"))
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
        await (await self._follow(live, conversation_id)).catch_up()
