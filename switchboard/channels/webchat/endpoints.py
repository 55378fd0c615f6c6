"""The widget's calls: a session first, then by its token; and the socket."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request, Response, WebSocket, status

from switchboard.channels.webchat import schemas
from switchboard.channels.webchat.intake import Intake
from switchboard.channels.webchat.sessions import open_session, own_origin, widget_of
from switchboard.channels.webchat.socket import WidgetSocket
from switchboard.channels.webchat.stream import EventStream
from switchboard.channels.webchat.tokens import SessionExpired, Visitor, VisitorTokens
from switchboard.channels.webchat.visitor import (
    ask_person,
    check_admitted,
    ongoing,
    read_through,
    show_typing,
)
from switchboard.conversations import read_after
from switchboard.conversations.live import shown_to_visitor
from switchboard.conversations.schemas import LARGEST_SEQ, Entry, Timeline
from switchboard.core.api import provided
from switchboard.core.client_address import client_network
from switchboard.core.db import Database
from switchboard.core.rate_limit import Limit, RateLimiter
from switchboard.core.settings import Settings
from switchboard.core.sockets import Sockets
from switchboard.realtime import Bus
from switchboard.team import PUBLIC

router = APIRouter(tags=["widget"], dependencies=[PUBLIC])

SESSIONS = Limit("widget-sessions", count=600, seconds=60)
Db = Annotated[Database, provided(Database)]
TheBus = Annotated[Bus, provided(Bus)]
Tokens = Annotated[VisitorTokens, provided(VisitorTokens)]


async def _visitor(
    tokens: Tokens, authorization: Annotated[str | None, Header()] = None
) -> Visitor:
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer":
        raise SessionExpired
    return tokens.read(token)


TokenHolder = Annotated[Visitor, Depends(_visitor)]
"""Whoever holds a session token. Whether the inbox still takes them is not checked here."""


async def _admitted(visitor: TokenHolder, db: Db) -> Visitor:
    async with db.transaction(visitor.workspace_id) as session:
        await check_admitted(session, visitor)
    return visitor


Chatting = Annotated[Visitor, Depends(_admitted)]
"""A visitor whom their inbox takes at this moment: what every call of the widget needs."""


@router.get("/api/v1/widget/config")
async def config(
    key: Annotated[str, Query(max_length=100)],
    db: Db,
    settings: Annotated[Settings, provided(Settings)],
    response: Response,
) -> schemas.WidgetConfig:
    """How the widget of this public key looks and greets. The loader asks from other sites."""
    _, shown = await widget_of(db, settings, key)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = "public, max-age=60"
    return shown


@router.post("/api/v1/widget/sessions", status_code=status.HTTP_201_CREATED)
async def start_session(
    body: schemas.NewSession,
    request: Request,
    db: Db,
    tokens: Tokens,
    limiter: Annotated[RateLimiter, provided(RateLimiter)],
    settings: Annotated[Settings, provided(Settings)],
    origin: Annotated[str | None, Header()] = None,
) -> schemas.WidgetSession:
    """Start a visitor's session, or continue the one of an earlier token."""
    await limiter.require(SESSIONS, client_network(request))
    return await open_session(db, tokens, settings, body, origin, own_origin(request, settings))


@router.get("/api/v1/widget/timeline")
async def timeline(
    visitor: Chatting, db: Db, after_seq: Annotated[int, Query(ge=0, le=LARGEST_SEQ)] = 0
) -> Timeline:
    """List the visitor's timeline entries after a number."""
    async with db.transaction(visitor.workspace_id) as session:
        now_in = await ongoing(session, visitor)
        if now_in is None:
            return Timeline(items=[], last_seq=0)
        rows = await read_after(session, now_in.conversation_id, after_seq)
    reached = rows[-1].seq if rows else now_in.last_seq
    shown = (shown_to_visitor(row) for row in rows)
    return Timeline(
        items=[entry for entry in shown if entry is not None],
        next=str(reached) if reached < now_in.last_seq else None,
        last_seq=reached,
    )


@router.get(
    "/api/v1/widget/events",
    response_class=Response,
    responses={200: {"content": {"text/event-stream": {}}, "description": "Frames, as they come"}},
)
async def events(
    visitor: Chatting,
    db: Db,
    bus: TheBus,
    sockets: Annotated[Sockets, provided(Sockets)],
    after_seq: Annotated[int, Query(ge=0, le=LARGEST_SEQ)] = 0,
    last_event_id: Annotated[str, Header(max_length=20)] = "",
) -> EventStream:
    """What the socket would send, as server-sent events; writing goes by the other calls.

    Send `Last-Event-ID`, or `after_seq`, to get what was missed.
    """
    reached = min(int(last_event_id), LARGEST_SEQ) if last_event_id.isdecimal() else after_seq
    return EventStream(db, bus, sockets, visitor, reached)


@router.post("/api/v1/widget/messages", status_code=status.HTTP_201_CREATED)
async def write(
    body: schemas.VisitorMessage,
    request: Request,
    visitor: TokenHolder,
    intake: Annotated[Intake, provided(Intake)],
) -> Entry:
    """Send a message; the same `id` again returns the first one."""
    _, entry = await intake.send(visitor, body, client_network(request))
    return entry


@router.post("/api/v1/widget/handover", status_code=status.HTTP_202_ACCEPTED)
async def ask_for_a_person(request: Request, visitor: Chatting, db: Db, bus: TheBus) -> None:
    """Ask for a person instead of the assistant."""
    await ask_person(db, bus, visitor, client_network(request))


@router.post("/api/v1/widget/typing", status_code=status.HTTP_202_ACCEPTED)
async def typing(body: schemas.Typing, visitor: Chatting, db: Db, bus: TheBus) -> None:
    """Show the team that the visitor is typing."""
    async with db.transaction(visitor.workspace_id) as session:
        now_in = await ongoing(session, visitor)
    if now_in is not None:
        await show_typing(bus, now_in.conversation_id, visitor, active=body.active)


@router.post("/api/v1/widget/read", status_code=status.HTTP_202_ACCEPTED)
async def read(body: schemas.VisitorRead, visitor: Chatting, db: Db) -> None:
    """Mark the conversation as read up to a number."""
    await read_through(db, visitor, body.seq)


@router.websocket("/ws/widget")
async def socket(
    websocket: WebSocket,
    db: Db,
    bus: TheBus,
    tokens: Tokens,
    settings: Annotated[Settings, provided(Settings)],
) -> None:
    """The widget's socket; the first frame is `hello` with the session token."""
    await WidgetSocket(websocket, db, bus, tokens, own_origin(websocket, settings)).run()
