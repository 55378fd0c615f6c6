"""The widget's socket: it resumes where the visitor left off, and stays in step."""

from contextlib import AsyncExitStack, closing
from typing import Any

from starlette.websockets import WebSocket

from switchboard.channels.webchat import schemas
from switchboard.channels.webchat.feed import Feed
from switchboard.channels.webchat.intake import Intake
from switchboard.channels.webchat.tokens import Visitor, VisitorTokens
from switchboard.channels.webchat.visitor import (
    ask_person,
    check_admitted,
    read_through,
    show_typing,
)
from switchboard.core.client_address import client_network
from switchboard.core.db import Database
from switchboard.core.db_faults import repeated
from switchboard.core.entrance import ComeBack, Entrance
from switchboard.core.errors import Forbidden, Malformed, Problem
from switchboard.core.provide import Services
from switchboard.core.sockets import JsonSocket, Sockets
from switchboard.realtime import Bus


class WidgetSocket:
    """One widget's connection, from `hello` until it goes."""

    def __init__(
        self, websocket: WebSocket, database: Database, bus: Bus, tokens: VisitorTokens, own: str
    ) -> None:
        """Args: own: our own origin; other sites' pages may not open this socket."""
        self._websocket = websocket
        self._network = client_network(websocket)
        self._json = JsonSocket(websocket, "widget")
        self._database, self._bus, self._tokens, self._own = database, bus, tokens, own
        self._services: Services = websocket.app.state.services
        self._visitor: Visitor
        self._feed: Feed

    async def run(self) -> None:
        """Serve the connection."""
        hello = await self._json.hello()
        if hello is None:
            return
        try:
            async with AsyncExitStack() as open_now:
                async with self._services.get(Entrance).enter():
                    if await self._json.is_gone():
                        return
                    await self._come_in(hello, open_now)
                await self._serve()
        except ComeBack as full:
            await self._json.send_away(full.after_ms)
        except Problem as problem:
            await self._json.turn_down(problem)

    async def _come_in(self, hello: dict[str, Any], open_now: AsyncExitStack) -> None:
        """Up to where the client has all that it missed."""
        await self._admit(hello)
        await open_now.enter_async_context(self._services.get(Sockets).hold(self._json))
        live = await open_now.enter_async_context(self._bus.subscribe())
        self._feed = Feed(self._database, self._visitor, live, self._json.send)
        await self._feed.begin(hello.get("last_seq"))

    async def _admit(self, hello: dict[str, Any]) -> None:
        self._check_origin()
        self._visitor = self._tokens.read(str(hello.get("token", "")))
        async with self._database.transaction(self._visitor.workspace_id) as session:
            await check_admitted(session, self._visitor)

    def _check_origin(self) -> None:
        """A browser names the page's origin; the frame that holds the widget is our own."""
        origin = self._websocket.headers.get("origin")
        if origin is not None and origin != self._own:
            raise Forbidden(
                "This site is not allowed to connect to this chat.", code="origin_not_allowed"
            )

    async def _serve(self) -> None:
        # Closed, as it may not even have begun when the visitor has gone already.
        with closing(self._feed.forward()) as forwarding:
            async with self._json.beside(forwarding):
                async for frame in self._json.frames():
                    await self._handle(frame)

    async def _handle(self, frame: dict[str, Any]) -> None:
        try:
            await repeated(lambda: self._act(frame))
        except Exception as error:
            await self._json.refuse(error, frame.get("id"))

    async def _act(self, frame: dict[str, Any]) -> None:
        match frame.get("type"):
            case "message":
                await self._message(schemas.VisitorMessage.model_validate(frame))
            case "handover":
                conversation_id = await ask_person(
                    self._database, self._bus, self._visitor, self._network
                )
                await self._feed.follow(conversation_id)
            case "typing" if talking := self._feed.conversation_id:
                active = schemas.Typing.model_validate(frame).active
                await show_typing(self._bus, talking, self._visitor, active=active)
            case "read":
                seq = schemas.VisitorRead.model_validate(frame).seq
                await read_through(self._database, self._visitor, seq)
            case "resume":
                await self._feed.resume(frame.get("last_seq"))
            case "typing":
                pass
            case other:
                raise Malformed(f"Unknown frame type: {str(other)[:40]!r}.")

    async def _message(self, message: schemas.VisitorMessage) -> None:
        conversation_id, entry = await self._services.get(Intake).send(
            self._visitor, message, self._network
        )
        await self._json.send(
            {"type": "ack", "id": message.id, "entry": entry.model_dump(mode="json")}
        )
        await self._feed.wrote(conversation_id, entry.seq)
