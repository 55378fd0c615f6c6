"""Valkey stops while messages flow, and starts again: nothing is lost, nothing comes twice."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest_asyncio

from switchboard.core.settings import Settings
from switchboard.engines import Engines, EnginesConfig, EngineUrls, running
from switchboard.realtime import Bus
from switchboard.roles.api import create_app
from switchboard.roles.services import open_services
from tests.support.screens import Screen, console_screen, widget_screen
from tests.support.server import Server, serve
from tests.support.wait import eventually
from tests.support.workspace import VisitorUnderTest, WorkspaceFactory, WorkspaceUnderTest


@dataclass
class Apart:
    """An application on a Valkey of its own, which may be stopped."""

    server: Server
    workspace: WorkspaceUnderTest
    valkey: Engines
    bus: Bus


@pytest_asyncio.fixture(loop_scope="session")
async def apart(engines: Engines, settings: Settings, tmp_path: Path) -> AsyncIterator[Apart]:
    config = EnginesConfig(tmp_path, database_url="elsewhere://", chroma_url="elsewhere://")
    async with running(config) as valkey:
        urls = EngineUrls(engines.urls.database_url, valkey.urls.redis_url, engines.urls.chroma_url)
        async with open_services(settings, urls) as services:
            app = create_app(services)
            transport = httpx.ASGITransport(app, raise_app_exceptions=False)
            client = httpx.AsyncClient(transport=transport, base_url="http://localhost")
            async with serve(app) as server, client as http:
                workspace = await WorkspaceFactory(services, http).make()
                yield Apart(server, workspace, valkey, services.get(Bus))


async def test_sockets_go_on_without_valkey_and_with_it_again(apart: Apart) -> None:
    workspace = apart.workspace
    visitor = await workspace.visitor()
    await visitor.write("first")
    conversation_id = await workspace.conversation_of(visitor)
    member = {"assignee": {"kind": "member", "id": workspace.owner_id}}
    await workspace.post(f"/api/v1/conversations/{conversation_id}/assign", member)
    path = f"/api/v1/conversations/{conversation_id}/messages"

    async def say(words: str, other_words: str) -> None:
        await workspace.post(path, {"text": words})
        await visitor.write(other_words)

    async with (
        widget_screen(apart.server, visitor.token) as widget,
        console_screen(apart.server, workspace.token) as console,
    ):
        await console.send("subscribe", conversation_id=conversation_id, last_seq=0)
        await console.shows("entries")
        await say("before", "yes")
        await both_show(widget, console, "yes")
        await apart.valkey.stop("valkey")
        await say("while away", "still there?")
        await both_show(widget, console, "still there?")
        await console.shows("resync")
        sending = asyncio.gather(*(say(f"a{number}", f"b{number}") for number in range(10)))
        await apart.valkey.start("valkey")
        await sending
        await eventually(lambda: apart.bus.connected)
        await say("after", "the end")
        await both_show(widget, console, "the end")
        for screen in (widget, console):
            seqs = [entry["seq"] for entry in screen.entries]
            assert seqs == sorted(set(seqs))
        said = [entry["text"] for entry in console.entries if entry["kind"] == "message"]
        assert len(said) == 1 + 2 + 2 + 20 + 2
        assert [e["text"] for e in widget.entries if e["kind"] == "message"] == said


async def test_a_conversation_can_begin_without_valkey(apart: Apart) -> None:
    visitor: VisitorUnderTest = await apart.workspace.visitor()
    async with (
        widget_screen(apart.server, visitor.token) as one,
        widget_screen(apart.server, visitor.token) as other,
    ):
        await apart.valkey.stop("valkey")
        await one.write("Hello")
        for screen in (one, other):
            await screen.entry(lambda entry: entry["text"] == "Hello")
        async with widget_screen(apart.server, visitor.token) as late:
            await late.entry(lambda entry: entry["text"] == "Hello")


async def both_show(widget: Screen, console: Screen, words: str) -> None:
    for screen in (widget, console):
        await screen.entry(lambda entry: entry["text"] == words)
