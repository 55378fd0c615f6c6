"""The console's socket: live lists and timelines, for those who may see them."""

import asyncio
import json
from typing import Any
from uuid import uuid4

import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.support.screens import Frame, console_screen, widget_screen
from tests.support.server import Server
from tests.support.wait import LONGEST_SECONDS
from tests.support.workspace import PASSWORD, WorkspaceFactory, WorkspaceUnderTest


async def conversation(workspace: WorkspaceUnderTest) -> str:
    """A conversation that the owner has taken."""
    visitor = await workspace.visitor()
    await visitor.write("Hello")
    conversation_id = await workspace.conversation_of(visitor)
    body = {"assignee": {"kind": "member", "id": workspace.owner_id}}
    await workspace.post(f"/api/v1/conversations/{conversation_id}/assign", body)
    return conversation_id


async def token_of(workspace: WorkspaceUnderTest, role: str) -> str:
    """An API key of this role."""
    made = await workspace.post("/api/v1/api-keys", {"name": role, "role": role})
    return str(made["key"])


async def first_frames(server: Server, hello: Frame, **headers: str) -> list[Frame]:
    frames: list[Frame] = []
    address = f"{server.ws_url}/ws/console"
    async with connect(
        address, additional_headers=headers, proxy=None, open_timeout=LONGEST_SECONDS
    ) as connection:
        await connection.send(json.dumps({"type": "hello", **hello}))
        async with asyncio.timeout(LONGEST_SECONDS):
            await _until_welcome(connection, frames)
    return frames


async def _until_welcome(connection: ClientConnection, frames: list[Frame]) -> None:
    try:
        async for text in connection:
            frames.append(json.loads(text))
            if frames[-1]["type"] == "welcome":
                return
    except ConnectionClosed:
        pass


async def cookies(server: Server, workspace: WorkspaceUnderTest) -> str:
    """The cookies of an owner who signed in with a browser."""
    body = {"email": workspace.owner_email, "password": PASSWORD, "session": "cookie"}
    async with httpx.AsyncClient(base_url=server.url, timeout=LONGEST_SECONDS) as browser:
        answer = await browser.post("/api/v1/auth/login", json=body, headers={"Origin": server.url})
        assert answer.status_code == 200
        return "; ".join(f"{name}={value}" for name, value in browser.cookies.items())


async def test_a_token_or_a_cookie_opens_it(server: Server, workspace: WorkspaceUnderTest) -> None:
    (welcome,) = await first_frames(server, {"token": workspace.token})
    assert welcome == {"type": "welcome", "member_id": workspace.owner_id}
    cookie = await cookies(server, workspace)
    (welcome,) = await first_frames(server, {}, Cookie=cookie, Origin=server.url)
    assert welcome["member_id"] == workspace.owner_id


async def test_a_cookie_does_not_open_it_from_another_site(
    server: Server, workspace: WorkspaceUnderTest
) -> None:
    cookie = await cookies(server, workspace)
    (error,) = await first_frames(server, {}, Cookie=cookie, Origin="https://evil.test")
    assert error["problem"]["status"] == 403


@pytest.mark.parametrize("hello", [{}, {"token": "garbage"}, {"token": 7}, {"token": ""}])
async def test_nobody_gets_in_without(server: Server, hello: Frame) -> None:
    (error,) = await first_frames(server, hello)
    assert error["problem"]["status"] == 401


async def test_a_visitors_token_is_no_staffs(server: Server, workspace: WorkspaceUnderTest) -> None:
    visitor = await workspace.visitor()
    (error,) = await first_frames(server, {"token": visitor.token})
    assert error["problem"]["status"] == 401


async def test_a_timeline_is_followed_and_resumed(
    server: Server, workspace: WorkspaceUnderTest
) -> None:
    followed = await conversation(workspace)
    path = f"/api/v1/conversations/{followed}/messages"
    async with console_screen(server, workspace.token) as screen:
        await screen.send("subscribe", conversation_id=followed, last_seq=2)
        replay = await screen.shows("entries")
        assert [entry["seq"] for entry in replay["items"]] == [3]
        note = await workspace.post(path, {"text": "A note", "kind": "note"})
        shown = await screen.entry(lambda entry: entry["kind"] == "note")
        assert shown == note
        await screen.send("resume", conversation_id=followed, last_seq=0)
        again = await screen.shows("entries", lambda frame: len(frame["items"]) == 4)
        assert [entry["seq"] for entry in again["items"]] == [1, 2, 3, 4]
        await screen.send("unsubscribe", conversation_id=followed)
        await screen.send("ping")
        await screen.shows("pong")
        await workspace.post(path, {"text": "Not shown"})
        await screen.shows("conversation", lambda f: f["conversation"]["last_seq"] == 5)
        assert "Not shown" not in [entry["text"] for entry in screen.entries]


async def test_lists_hear_of_every_change(server: Server, workspace: WorkspaceUnderTest) -> None:
    async with console_screen(server, workspace.token) as screen:
        changed = await conversation(workspace)
        frame = await screen.shows(
            "conversation",
            lambda f: (f["conversation"]["assignee"] or {}).get("id") == workspace.owner_id,
        )
        assert frame["conversation"]["id"] == changed
        await workspace.post(f"/api/v1/conversations/{changed}/resolve")
        await screen.shows("conversation", lambda f: f["conversation"]["status"] == "resolved")


async def test_another_workspaces_conversation_is_not_there(
    server: Server, workspace: WorkspaceUnderTest, workspaces: WorkspaceFactory
) -> None:
    other = await workspaces.make()
    theirs = await conversation(other)
    async with console_screen(server, workspace.token) as screen:
        await screen.send("subscribe", conversation_id=theirs, last_seq=0)
        error = await screen.shows("error")
        assert error["problem"]["status"] == 404
        for kind in ("typing", "read", "resume"):
            await screen.send(kind, conversation_id=theirs, active=True, seq=1, last_seq=0)
        await other.post(f"/api/v1/conversations/{theirs}/messages", {"text": "Private"})
        await conversation(workspace)
        await screen.shows("conversation")
        assert theirs not in json.dumps([f for f in screen.frames if f is not error])


async def test_a_viewer_reads_but_is_not_seen_typing(
    server: Server, workspace: WorkspaceUnderTest
) -> None:
    visitor = await workspace.visitor()
    await visitor.write("Hello")
    followed = await workspace.conversation_of(visitor)
    viewer = await token_of(workspace, "viewer")
    async with (
        console_screen(server, viewer) as screen,
        widget_screen(server, visitor.token) as widget,
    ):
        await screen.send("subscribe", conversation_id=followed, last_seq=0)
        await screen.entry(lambda entry: entry["text"] == "Hello")
        await screen.send("typing", conversation_id=followed, active=True)
        await screen.send("ping")
        await screen.shows("pong")
        await widget.send("ping")
        await widget.shows("pong")
        assert not [
            f for f in widget.frames if f["type"] == "typing" and f["author"]["kind"] == "member"
        ]


async def test_reading_is_kept_per_person(server: Server, workspace: WorkspaceUnderTest) -> None:
    visitor = await workspace.visitor()
    await visitor.write("Hello")
    read = await workspace.conversation_of(visitor)
    async with console_screen(server, workspace.token) as screen:
        await screen.send("subscribe", conversation_id=read, last_seq=0)
        last = (await screen.shows("entries"))["items"][-1]["seq"]
        await screen.send("read", conversation_id=read, seq=last + 1000)
        await screen.send("ping")
        await screen.shows("pong")
    assert not (await workspace.get(f"/api/v1/conversations/{read}"))["unread"]


@pytest.mark.parametrize(
    "frame",
    [
        {"type": "subscribe"},
        {"type": "subscribe", "conversation_id": "cnv_none"},
        {"type": "subscribe", "conversation_id": "a\x00b"},
        {"type": "subscribe", "conversation_id": ["x"]},
        {"type": "subscribe", "conversation_id": uuid4().hex * 100},
        {"type": "nothing"},
        {"type": None},
        {},
    ],
)
async def test_a_bad_frame_is_answered_and_the_socket_lives_on(
    server: Server, workspace: WorkspaceUnderTest, frame: dict[str, Any]
) -> None:
    async with console_screen(server, workspace.token) as screen:
        await screen.send_text(json.dumps(frame))
        error = await screen.shows("error")
        assert 400 <= error["problem"]["status"] < 500
        await screen.send("ping")
        await screen.shows("pong")


async def test_a_screen_follows_so_many_conversations_and_no_more(
    server: Server, workspace: WorkspaceUnderTest
) -> None:
    visitors = [await workspace.visitor() for _ in range(21)]
    for visitor in visitors:
        await visitor.write("Hello")
    ids = [await workspace.conversation_of(visitor) for visitor in visitors]
    async with console_screen(server, workspace.token) as screen:
        for conversation_id in [*ids[:20], ids[0], ids[20]]:
            await screen.send("subscribe", conversation_id=conversation_id, last_seq=0)
        error = await screen.shows("error")
        assert "Too many open conversations" in error["problem"]["detail"]
        assert len([f for f in screen.frames if f["type"] == "entries"]) == 21


async def test_it_closes_once_the_credential_ends(
    server: Server, workspace: WorkspaceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("switchboard.console.socket.RECHECK_SECONDS", 0.05)
    made = await workspace.post("/api/v1/api-keys", {"name": "Key", "role": "agent"})
    async with console_screen(server, made["key"]) as screen:
        await workspace.call("DELETE", f"/api/v1/api-keys/{made['id']}")
        async with asyncio.timeout(LONGEST_SECONDS):
            await screen.closed.wait()
