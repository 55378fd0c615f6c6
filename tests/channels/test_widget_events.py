"""The widget's frames as server-sent events: for networks that let no WebSocket through."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from switchboard.channels.webchat import stream
from switchboard.core.sockets import Sockets
from tests.support.screens import Frame, widget_screen
from tests.support.server import Server, serve
from tests.support.wait import LONGEST_SECONDS, eventually
from tests.support.workspace import VisitorUnderTest, WorkspaceUnderTest


class Listener:
    """One open stream: its frames with their ids, and its comments."""

    def __init__(self, answer: httpx.Response) -> None:
        self.frames: list[tuple[int, Frame]] = []
        self.heartbeats = 0
        self.reading = asyncio.create_task(self._read(answer))

    async def _read(self, answer: httpx.Response) -> None:
        number = 0
        async for line in answer.aiter_lines():
            if line.startswith("id: "):
                number = int(line[4:])
            elif line.startswith("data: "):
                self.frames.append((number, json.loads(line[6:])))
            elif line.startswith(":"):
                self.heartbeats += 1

    async def shows(
        self, kind: str, fits: Callable[[Frame], bool] = lambda frame: True
    ) -> tuple[int, Frame]:
        """The first frame of this type that fits, with its event's id."""
        return await eventually(
            lambda: next(
                (one for one in self.frames if one[1]["type"] == kind and fits(one[1])), None
            )
        )

    @property
    def texts(self) -> list[str]:
        """Every message that was sent, as often as it was."""
        entries = [
            entry
            for _, frame in self.frames
            for entry in [*frame.get("items", []), frame.get("entry")]
            if entry
        ]
        return [entry["text"] for entry in entries if entry["kind"] == "message"]


@asynccontextmanager
async def listening(
    server: Server, visitor: VisitorUnderTest, *, after: int = 0, last_event: str = ""
) -> AsyncIterator[Listener]:
    async with (
        httpx.AsyncClient(base_url=server.url, timeout=LONGEST_SECONDS) as client,
        client.stream(
            "GET",
            f"/api/v1/widget/events?after_seq={after}",
            headers={"Authorization": f"Bearer {visitor.token}", "Last-Event-ID": last_event},
        ) as answer,
    ):
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        listener = Listener(answer)
        yield listener
        listener.reading.cancel()


async def test_it_tells_the_same_as_the_socket_from_the_first_message_on(
    server: Server, workspace: WorkspaceUnderTest
) -> None:
    visitor = await workspace.visitor()
    async with (
        listening(server, visitor) as stream,
        widget_screen(server, visitor.token) as screen,
    ):
        assert (await stream.shows("welcome"))[1]["conversation_id"] is None
        await screen.write("Hello")
        number, _ = await stream.shows("entries", lambda frame: bool(frame["items"]))
        assert number >= 1
        conversation_id = await workspace.conversation_of(visitor)
        path = f"/api/v1/conversations/{conversation_id}"
        await workspace.post(f"{path}/messages", {"text": "A note", "kind": "note"})
        reply = await workspace.post(f"{path}/messages", {"text": "Reply"})
        number, _ = await stream.shows("entry", lambda frame: frame["entry"]["text"] == "Reply")
        assert number == reply["seq"]
        await screen.entry(lambda entry: entry["text"] == "Reply")
        assert stream.texts == ["Hello", "Reply"]


async def test_it_resumes_after_the_last_event(
    server: Server, workspace: WorkspaceUnderTest
) -> None:
    visitor = await workspace.visitor()
    first = await visitor.write("First")
    await visitor.write("Second")
    async with listening(server, visitor, after=first["seq"]) as stream:
        number, _ = await stream.shows("entries")
        assert stream.texts == ["Second"]
    async with listening(server, visitor, last_event=str(number)) as stream:
        await stream.shows("entries", lambda frame: frame["items"] == [])
        await visitor.write("Third")
        await stream.shows("entry")
        assert stream.texts == ["Third"]


async def test_it_shows_that_it_lives(
    server: Server, workspace: WorkspaceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "HEARTBEAT_SECONDS", 0.01)
    async with listening(server, await workspace.visitor()) as listener:
        await eventually(lambda: listener.heartbeats > 2)


async def test_a_process_that_stops_sends_its_listeners_elsewhere(
    app: Any, workspace: WorkspaceUnderTest
) -> None:
    sockets: Sockets = app.state.services.get(Sockets)
    async with serve(app) as own, listening(own, await workspace.visitor()) as stream:
        await stream.shows("welcome")
        await sockets.drain()
        assert (await stream.shows("reconnect"))[1]["after_ms"] >= 0
        await asyncio.wait_for(stream.reading, LONGEST_SECONDS)


async def test_a_visitor_whom_the_inbox_takes_no_longer_hears_nothing(
    server: Server, workspace: WorkspaceUnderTest
) -> None:
    visitor = await workspace.visitor()
    path = f"/api/v1/inboxes/{workspace.inbox['id']}"
    settings = {"require_identity": True, "identity_secret": "a secret of at least 32 characters"}
    await workspace.patch(path, {"settings": settings})
    answer = await visitor.call("GET", "/events")
    assert answer.status_code == 401
