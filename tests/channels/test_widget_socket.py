"""The widget's socket: in step with the timeline, whatever is sent to it."""

import asyncio
import json
from contextlib import AsyncExitStack
from typing import Any
from uuid import uuid4

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from switchboard.channels.webchat.socket import WidgetSocket
from switchboard.conversations.live import visitor_topic
from switchboard.core.entrance import Entrance
from switchboard.core.provide import Services
from switchboard.core.sockets import LARGEST_FRAME, Sockets
from switchboard.realtime import Bus
from tests.channels.sockets import hello, opened
from tests.support.screens import Screen, console_screen, widget_screen
from tests.support.server import Server
from tests.support.wait import LONGEST_SECONDS, eventually
from tests.support.workspace import VisitorUnderTest, WorkspaceUnderTest


def texts(screen: Screen) -> list[str]:
    return [entry["text"] for entry in screen.timeline if entry["kind"] == "message"]


async def staffed(workspace: WorkspaceUnderTest, visitor: VisitorUnderTest) -> str:
    """The visitor's conversation, taken by the owner, so that no assistant joins in."""
    await visitor.write("Hello")
    conversation_id = await workspace.conversation_of(visitor)
    body = {"assignee": {"kind": "member", "id": workspace.owner_id}}
    await workspace.post(f"/api/v1/conversations/{conversation_id}/assign", body)
    return conversation_id


async def test_a_message_is_acknowledged_and_shown_once(
    server: Server, workspace: WorkspaceUnderTest
) -> None:
    visitor = await workspace.visitor()
    async with widget_screen(server, visitor.token) as screen:
        assert screen.frames[0] == {"type": "welcome", "conversation_id": None, "last_seq": 0}
        message_id = await screen.write("Hello")
        ack = await screen.shows("ack")
        assert (ack["id"], ack["entry"]["client_id"]) == (message_id, message_id)
        await screen.entry(lambda entry: entry["text"] == "Hello")
        await screen.send("message", id=message_id, text="Hello")
        await screen.shows("ack", lambda frame: frame is not ack)
        await screen.send("ping")
        await screen.shows("pong")
        assert texts(screen).count("Hello") == 1


async def test_it_resumes_where_the_visitor_left_off(
    server: Server, workspace: WorkspaceUnderTest
) -> None:
    visitor = await workspace.visitor()
    conversation_id = await staffed(workspace, visitor)
    path = f"/api/v1/conversations/{conversation_id}/messages"
    missed = [await workspace.post(path, {"text": f"Reply {number}"}) for number in range(3)]
    after = missed[0]["seq"]
    async with widget_screen(server, visitor.token, last_seq=after) as screen:
        await screen.shows("entries")
        assert texts(screen) == ["Reply 1", "Reply 2"]
        await screen.send("resume", last_seq=0)
        await screen.entry(lambda entry: entry["text"] == "Hello")
        await screen.send("resume", last_seq=10**9)
        await screen.shows("entries", lambda frame: frame["items"] == [])
        later = await workspace.post(path, {"text": "Still heard"})
        shown = await screen.entry(lambda entry: entry["text"] == "Still heard")
        assert shown["id"] == later["id"]


async def test_two_tabs_show_the_same_from_the_first_message_on(
    server: Server, workspace: WorkspaceUnderTest
) -> None:
    visitor = await workspace.visitor()
    async with (
        widget_screen(server, visitor.token) as one,
        widget_screen(server, visitor.token) as other,
    ):
        await one.write("Hello")
        await other.entry(lambda entry: entry["text"] == "Hello")
        await other.write("Again")
        await one.entry(lambda entry: entry["text"] == "Again")
        await visitor.write("By REST")
        for screen in (one, other):
            await screen.entry(lambda entry: entry["text"] == "By REST")
            assert texts(screen)[:3] == ["Hello", "Again", "By REST"]


async def test_a_burst_comes_once_and_in_order(
    server: Server, workspace: WorkspaceUnderTest
) -> None:
    visitor = await workspace.visitor()
    conversation_id = await staffed(workspace, visitor)
    path = f"/api/v1/conversations/{conversation_id}/messages"
    async with widget_screen(server, visitor.token) as screen:
        replies = [workspace.post(path, {"text": f"{number}"}) for number in range(20)]
        messages = [screen.write(f"v{number}") for number in range(20)]
        await asyncio.gather(*replies, *messages)
        await eventually(lambda: len(screen.timeline) == 42)  # all but the first event
        seqs = [entry["seq"] for entry in screen.entries]
        assert seqs == sorted(set(seqs))
        assert len([text for text in texts(screen) if text != "Hello"]) == 40


async def test_notes_and_reasons_never_reach_the_visitor(
    server: Server, workspace: WorkspaceUnderTest
) -> None:
    visitor = await workspace.visitor()
    async with widget_screen(server, visitor.token) as screen:
        conversation_id = await staffed(workspace, visitor)
        path = f"/api/v1/conversations/{conversation_id}"
        await workspace.post(f"{path}/messages", {"text": "SECRET note", "kind": "note"})
        await workspace.post(f"{path}/handover", {"reason": "SECRET reason"})
        await workspace.post(f"{path}/snooze", {"until": "2099-01-01T00:00:00Z"})
        await workspace.post(f"{path}/reopen")
        last = await workspace.post(f"{path}/messages", {"text": "Public"})
        await screen.entry(lambda entry: entry["text"] == "Public")
        shown = json.dumps([screen.frames, await visitor.timeline()])
        assert "SECRET" not in shown
        events = {entry["event"]["type"] for entry in screen.entries if entry["event"]}
        assert events <= {"assigned", "handed_over", "resolved", "reopened"}
        # What is hidden leaves no gap that the widget would have to ask about.
        reached = 0
        for frame in screen.frames:
            if frame["type"] == "entry":
                assert frame["entry"]["seq"] == reached + 1
                reached += 1
            elif frame["type"] == "entries":
                reached = max(reached, frame["last_seq"])
        assert reached >= last["seq"]


async def test_staff_and_visitor_see_each_other_type(
    server: Server, workspace: WorkspaceUnderTest
) -> None:
    visitor = await workspace.visitor(name="Ann")
    conversation_id = await staffed(workspace, visitor)
    async with (
        widget_screen(server, visitor.token) as widget,
        console_screen(server, workspace.token) as console,
    ):
        await console.send("subscribe", conversation_id=conversation_id, last_seq=0)
        await console.shows("entries")
        await widget.send("typing", active=True)
        seen = await console.shows("typing")
        assert seen["author"] == {"kind": "contact", "name": "Ann"}
        await console.send("typing", conversation_id=conversation_id, active=True)
        seen = await widget.shows("typing")
        assert (seen["author"]["name"], seen["active"]) == ("Olivia Owner", True)


async def test_reading_and_asking_for_a_person_by_socket(
    server: Server, workspace: WorkspaceUnderTest
) -> None:
    visitor = await workspace.visitor()
    async with widget_screen(server, visitor.token) as screen:
        await screen.send("handover")
        await screen.entry(lambda e: (e["event"] or {}).get("type") == "handed_over")
        await screen.send("read", seq=1)
        await screen.send("ping")
        await screen.shows("pong")
        assert not [frame for frame in screen.frames if frame["type"] == "error"]


@pytest.mark.parametrize(
    "text",
    [
        "not json",
        "[]",
        "null",
        '"text"',
        "{}",
        '{"type": 7}',
        '{"type": "nothing"}',
        '{"type": "message"}',
        '{"type": "message", "id": 7, "text": "x"}',
        '{"type": "message", "id": "12345678", "text": "a\\u0000b"}',
        '{"type": "message", "id": "12345678", "text": "   "}',
        '{"type": "message", "id": "12345678", "text": "' + "x" * 4001 + '"}',
        '{"type": "read", "seq": 99999999999999999999}',
        '{"type": "read", "seq": "x"}',
        '{"type": "typing", "active": []}',
        "[" * 5000,
    ],
)
async def test_a_bad_frame_is_answered_and_the_socket_lives_on(
    server: Server, workspace: WorkspaceUnderTest, text: str
) -> None:
    visitor = await workspace.visitor()
    await visitor.write("Hello")
    async with widget_screen(server, visitor.token) as screen:
        await screen.send_text(text)
        error = await screen.shows("error")
        assert 400 <= error["problem"]["status"] < 500, error
        await screen.write("Still here")
        await screen.shows("ack")


async def test_a_binary_frame_is_read_like_a_text(
    server: Server, workspace: WorkspaceUnderTest
) -> None:
    visitor = await workspace.visitor()
    async with connect(
        f"{server.ws_url}/ws/widget", proxy=None, open_timeout=LONGEST_SECONDS
    ) as connection:
        await connection.send(hello(visitor.token).encode())
        assert json.loads(await connection.recv())["type"] == "welcome"
        await connection.send(b"\xff\xfe")
        assert json.loads(await connection.recv())["type"] == "error"


@pytest.mark.parametrize("filler", ["x", "é"])
async def test_too_large_a_frame_closes(
    server: Server, workspace: WorkspaceUnderTest, filler: str
) -> None:
    visitor = await workspace.visitor()
    async with widget_screen(server, visitor.token) as screen:
        count = LARGEST_FRAME // len(filler.encode()) + 1
        await screen.send_text(filler * count)
        async with asyncio.timeout(LONGEST_SECONDS):
            await screen.closed.wait()


async def test_a_flood_of_frames_is_hung_up_on(
    server: Server, workspace: WorkspaceUnderTest
) -> None:
    visitor = await workspace.visitor()
    async with widget_screen(server, visitor.token) as screen:
        try:
            for _ in range(1000):
                await screen.send("ping")
        except ConnectionClosed:
            pass
        error = await screen.shows("error")
        assert error["problem"]["status"] == 429
        async with asyncio.timeout(LONGEST_SECONDS):
            await screen.closed.wait()


async def test_writing_too_fast_is_refused_with_when_to_go_on(
    server: Server, workspace: WorkspaceUnderTest
) -> None:
    visitor = await workspace.visitor()
    answers = [
        await visitor.call("POST", "/messages", json={"id": uuid4().hex, "text": "Hi"})
        for _ in range(60)
    ]
    refused = [answer for answer in answers if answer.status_code != 201]
    assert refused
    assert {answer.status_code for answer in refused} == {429}
    assert int(refused[0].headers["retry-after"]) >= 1
    async with widget_screen(server, visitor.token) as screen:
        for _ in range(10):
            message_id = await screen.write("Hi")
        error = await screen.shows("error")
        assert error["problem"]["status"] == 429
        assert len(error["id"]) == len(message_id)


@pytest.mark.parametrize(
    "first", ["not json", "{}", '{"type": "message", "id": "12345678", "text": "x"}']
)
async def test_the_first_frame_is_a_hello(server: Server, first: str) -> None:
    assert await opened(server, first) == []


@pytest.mark.parametrize("token", ["", "garbage", "a.b.c", 7, None, ["x"], "é\x00"])
async def test_a_token_that_is_none_is_refused(server: Server, token: object) -> None:
    (frame,) = await opened(server, hello(token))
    assert frame["problem"]["status"] == 401
    assert frame["problem"]["type"].endswith("session_expired")


async def test_a_staff_token_is_no_visitors(server: Server, workspace: WorkspaceUnderTest) -> None:
    (frame,) = await opened(server, hello(workspace.token))
    assert frame["problem"]["status"] == 401


async def test_other_sites_pages_may_not_open_it(
    server: Server, workspace: WorkspaceUnderTest
) -> None:
    visitor = await workspace.visitor()
    (frame,) = await opened(server, hello(visitor.token), origin="https://evil.test")
    assert frame["problem"]["type"].endswith("origin_not_allowed")
    (frame,) = await opened(server, hello(visitor.token), origin=server.url)
    assert frame["type"] == "welcome"


async def test_who_hung_up_before_their_turn_is_not_let_in(
    server: Server,
    workspace: WorkspaceUnderTest,
    services: Services,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What they sent before their turn is read, if they are still there."""
    visitor = await workspace.visitor()
    entrance, get = Entrance(at_once=1), services.get
    monkeypatch.setattr(services, "get", lambda kind: entrance if kind is Entrance else get(kind))
    let_in: list[object] = []

    async def come_in(self: WidgetSocket, *args: Any) -> None:
        let_in.append(self)
        await original(self, *args)

    original = WidgetSocket._come_in
    monkeypatch.setattr(WidgetSocket, "_come_in", come_in)
    async with AsyncExitStack() as full:
        await full.enter_async_context(entrance.enter())
        address = f"{server.ws_url}/ws/widget"
        gone, stays = await connect(address, proxy=None), await connect(address, proxy=None)
        for one in (gone, stays):
            await one.send(hello(visitor.token))
        await stays.send('{"type": "ping"}')
        assert await eventually(lambda: entrance._waiting == 2)
        await gone.close()
    kinds = [json.loads(await stays.recv())["type"] for _ in range(2)]
    assert kinds == ["welcome", "pong"]
    assert len(let_in) == 1
    await stays.close()


async def test_draining_sends_everyone_to_another_process(
    server: Server, workspace: WorkspaceUnderTest, services: Services
) -> None:
    visitor = await workspace.visitor()
    async with (
        widget_screen(server, visitor.token) as widget,
        console_screen(server, workspace.token) as console,
    ):
        await services.get(Sockets).drain()
        for screen in (widget, console):
            frame = await screen.shows("reconnect")
            assert 0 <= frame["after_ms"] <= 3000
            async with asyncio.timeout(LONGEST_SECONDS):
                await screen.closed.wait()


async def test_a_socket_whose_forwarding_fails_closes(
    server: Server, workspace: WorkspaceUnderTest, bus: Bus
) -> None:
    """So that the client comes anew, rather than hear nothing any more."""
    visitor = await workspace.visitor()
    conversation_id = await staffed(workspace, visitor)
    async with widget_screen(server, visitor.token) as screen:
        await screen.shows("entries")
        await bus.publish((visitor_topic(conversation_id), b"no frame"))
        async with asyncio.timeout(LONGEST_SECONDS):
            await screen.closed.wait()
