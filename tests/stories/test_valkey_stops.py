"""Valkey carries live updates and nothing else: when it stops, messages wait for no one.

These stories stop an engine, so they run on a Valkey and a database of their own.
"""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from switchboard.engines import Engines, EnginesConfig, running
from tests.support.installation import Installation, installed, own_database
from tests.support.screens import Screen, console_screen, widget_screen
from tests.support.talk import said_by
from tests.support.wait import eventually
from tests.support.workspace import VisitorUnderTest, WorkspaceUnderTest


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def own_engines(
    engines: Engines, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Engines]:
    """A Valkey that can be stopped, beside the PostgreSQL and Chroma of this run."""
    folder = tmp_path_factory.mktemp("valkey")
    async with own_database(engines.urls) as urls:
        config = EnginesConfig(folder, urls.database_url, None, urls.chroma_url)
        async with running(config) as own:
            yield own


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def own(
    own_engines: Engines, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Installation]:
    """The application over them."""
    async with installed(own_engines.urls, tmp_path_factory.mktemp("data")) as installation:
        yield installation


async def test_nothing_is_lost_while_valkey_is_away(
    own: Installation, own_engines: Engines
) -> None:
    workspace = await own.workspaces.make()
    visitor = await workspace.visitor(name="Vera", locale="en")
    await visitor.write("before 1")
    conversation_id = await workspace.conversation_of(visitor)
    await _take_over(workspace, conversation_id)

    async with (
        widget_screen(own.server, visitor.token) as widget,
        console_screen(own.server, workspace.token) as console,
    ):
        await console.send("subscribe", conversation_id=conversation_id, last_seq=0)
        await _both_say(workspace, visitor, conversation_id, "before 2")
        await _both_show(widget, console, "before 2")

        await own_engines.stop("valkey")
        assert "unavailable" in (await own.http.get("/readyz")).json()["checks"]["bus"]
        assert (await own.http.get("/readyz")).status_code == 200

        # Both sides go on writing, by HTTP and by the open socket, and both go on reading:
        # without live updates the open screens read the timeline every few seconds.
        await _both_say(workspace, visitor, conversation_id, "meanwhile")
        await widget.write("meanwhile, by the socket")
        await _both_show(widget, console, "meanwhile")
        await _shown(console, "meanwhile, by the socket")

        await own_engines.start("valkey")
        await own_engines.wait_ready("valkey")
        await _both_say(workspace, visitor, conversation_id, "after")
        await _both_show(widget, console, "after")
        seen_by_staff = [entry["seq"] for entry in console.entries]
        seen_by_visitor = [entry["seq"] for entry in widget.entries]

    # Every entry once and in order on both screens, and nothing is missing.
    timeline = await workspace.get(f"/api/v1/conversations/{conversation_id}/timeline?after_seq=0")
    numbers = [entry["seq"] for entry in timeline["items"]]
    assert numbers == list(range(1, timeline["last_seq"] + 1))
    assert seen_by_staff == numbers
    assert seen_by_visitor == sorted(set(seen_by_visitor))
    assert [e["text"] for e in said_by("contact", timeline["items"])] == [
        "before 1",
        "before 2 from the visitor",
        "meanwhile from the visitor",
        "meanwhile, by the socket",
        "after from the visitor",
    ]


async def test_a_client_that_was_away_resumes_by_its_last_number(
    own: Installation, own_engines: Engines
) -> None:
    workspace = await own.workspaces.make()
    visitor = await workspace.visitor(name="Rhea", locale="en")
    await visitor.write("first")
    conversation_id = await workspace.conversation_of(visitor)
    await _take_over(workspace, conversation_id)
    async with widget_screen(own.server, visitor.token) as widget:
        await _shown(widget, "first")
        last_seq = (await visitor.timeline())[-1]["seq"]

    await own_engines.stop("valkey")
    await _both_say(workspace, visitor, conversation_id, "missed")
    async with widget_screen(own.server, visitor.token, last_seq=last_seq) as widget:
        await _shown(widget, "missed from the agent")
        assert [entry["text"] for entry in widget.entries] == [
            "missed from the visitor",
            "missed from the agent",
        ]
    await own_engines.start("valkey")
    await eventually(lambda: _bus_is_back(own))


async def _bus_is_back(own: Installation) -> bool:
    checks = (await own.http.get("/readyz")).json()["checks"]
    return bool(checks["bus"] == "ok")


async def _take_over(workspace: WorkspaceUnderTest, conversation_id: str) -> None:
    assignee = {"kind": "member", "id": workspace.owner_id}
    await workspace.post(f"/api/v1/conversations/{conversation_id}/assign", {"assignee": assignee})


async def _both_say(
    workspace: WorkspaceUnderTest, visitor: VisitorUnderTest, conversation_id: str, text: str
) -> None:
    await visitor.write(f"{text} from the visitor")
    path = f"/api/v1/conversations/{conversation_id}/messages"
    await workspace.post(path, {"text": f"{text} from the agent"})


async def _both_show(widget: Screen, console: Screen, text: str) -> None:
    for screen in (widget, console):
        for author in ("visitor", "agent"):
            await _shown(screen, f"{text} from the {author}")


async def _shown(screen: Screen, text: str) -> None:
    await screen.entry(lambda entry: entry["text"] == text)
