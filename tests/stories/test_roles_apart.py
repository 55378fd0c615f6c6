"""The same parts as processes of their own: an API, a gateway for sockets and two workers.

They share one PostgreSQL, one Valkey and one Chroma, and know of each other by nothing else.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from switchboard.core.settings import Settings
from switchboard.dev.model_admin import ModelAdmin
from switchboard.engines import Engines, EngineUrls
from switchboard.roles.services import open_services
from tests.support.installation import own_database
from tests.support.processes import Process, free_port, started
from tests.support.screens import console_screen, widget_screen
from tests.support.server import Server
from tests.support.talk import ask, next_answer, said_by
from tests.support.wait import LONGEST_SECONDS, eventually
from tests.support.workspace import WorkspaceFactory, WorkspaceUnderTest

TURN_SECONDS = 3.0
QUESTION = "how long do I have to send something back?"
ARTICLE = {
    "title": "How long you have to return something",
    "body": "You have 60 days from the day your parcel was delivered to send something back.",
    "questions": [QUESTION],
}


@dataclass
class Parts:
    """The processes, and a workspace reached through the API's own process."""

    workspace: WorkspaceUnderTest
    api: Server
    gateway: Server
    gateway_process: Process
    workers: tuple[Process, Process]
    probes: Server
    """Where the first worker says how it is."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def parts(
    engines: Engines, model: tuple[str, ModelAdmin], tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Parts]:
    """Four processes over a database of this story's own."""
    folder = tmp_path_factory.mktemp("apart")
    api, gateway, probes = (Server(free_port()) for _ in range(3))
    async with (
        own_database(engines.urls) as urls,
        httpx.AsyncClient(timeout=LONGEST_SECONDS) as http,
    ):
        environment = _environment(urls, model[0], folder)
        with ExitStack() as stack:

            def start(command: str, name: str, port: int = 0, **more: str) -> Process:
                given = {**environment, "PORT": str(port), **more}
                return stack.enter_context(started(command, given, folder / f"{name}.log"))

            first = start("worker", "worker-1", SWITCHBOARD_WORKER_PORT=str(probes.port))
            workers = (first, start("worker", "worker-2"))
            processes = [start("api", "api", api.port), start("gateway", "gateway", gateway.port)]
            await _ready(http, api, gateway, probes)
            http.base_url = httpx.URL(api.url)
            workspace = await _workspace(urls, folder, http)
            yield Parts(workspace, api, gateway, processes[1], workers, probes)


async def test_a_conversation_works_across_them(parts: Parts) -> None:
    workspace = parts.workspace
    visitor = await workspace.visitor(name="Vera", locale="en")
    async with (
        widget_screen(parts.gateway, visitor.token) as widget,
        console_screen(parts.gateway, workspace.token) as console,
        widget_screen(parts.api, visitor.token) as other_tab,
    ):
        # In by the gateway, answered by a worker, out by the gateway, and by the API.
        await widget.write(QUESTION)
        for screen in (widget, other_tab):
            answer = await screen.entry(lambda entry: entry["author"]["kind"] == "assistant")
            assert "60 days" in answer["text"]
        changed = await console.shows("conversation")
        conversation_id = changed["conversation"]["id"]

        # A person takes over by the API, and the gateway's sockets tell everyone.
        path = f"/api/v1/conversations/{conversation_id}"
        assignee = {"kind": "member", "id": workspace.owner_id}
        await workspace.post(f"{path}/assign", {"assignee": assignee})
        await workspace.post(f"{path}/messages", {"text": "I am Olivia."})
        for screen in (widget, other_tab):
            await screen.entry(lambda entry: entry["text"] == "I am Olivia.")


async def test_a_worker_has_probes_and_no_api(parts: Parts) -> None:
    async with httpx.AsyncClient(base_url=parts.probes.url, timeout=LONGEST_SECONDS) as http:
        checks = (await http.get("/readyz")).json()["checks"]
        assert checks["database"] == checks["vectors"] == "ok"
        assert (await http.get("/livez")).status_code == 200
        assert "switchboard_jobs_total" in (await http.get("/metrics")).text
        assert (await http.get("/api/v1/conversations")).status_code == 404


async def test_twenty_customers_and_two_workers_make_twenty_answers(parts: Parts) -> None:
    visitors = [await parts.workspace.visitor(locale="en") for _ in range(20)]
    await asyncio.gather(*(ask(visitor, QUESTION) for visitor in visitors))
    for visitor in visitors:
        assert len(said_by("assistant", await visitor.timeline())) == 1


async def test_a_worker_that_is_killed_in_the_middle_of_a_turn_loses_nothing(
    parts: Parts, model: tuple[str, ModelAdmin]
) -> None:
    """The second worker has to wait for the first one's lease to run out, and then answers."""
    first, second = parts.workers
    asked_before = len(await model[1].requests())
    second.pause()
    await model[1].fail("timeout")
    visitor = await parts.workspace.visitor(locale="en")
    written = await visitor.write(QUESTION)

    async def being_answered() -> bool:
        return len(await model[1].requests()) > asked_before

    await eventually(being_answered)
    first.kill()
    second.go_on()
    answer = await next_answer(visitor, written["seq"])
    assert "60 days" in answer["text"]
    assert len(said_by("assistant", await visitor.timeline())) == 1


async def test_a_worker_that_is_asked_to_stop_finishes_its_turn(
    parts: Parts, model: tuple[str, ModelAdmin]
) -> None:
    second = parts.workers[1]
    asked_before = len(await model[1].requests())
    await model[1].fail("slow")
    visitor = await parts.workspace.visitor(locale="en")
    written = await visitor.write(QUESTION)

    async def being_answered() -> bool:
        return len(await model[1].requests()) > asked_before

    await eventually(being_answered)
    second.ask_to_stop()
    assert await asyncio.to_thread(second.wait) == 0
    assert "60 days" in (await next_answer(visitor, written["seq"]))["text"]

    # What comes while no worker runs is kept, and nothing is lost.
    kept = await visitor.write("Which countries do you deliver to?")
    assert [entry["seq"] for entry in await visitor.timeline(written["seq"])][-1] == kept["seq"]


async def test_a_gateway_that_is_asked_to_stop_sends_its_clients_elsewhere(parts: Parts) -> None:
    visitor = await parts.workspace.visitor(locale="en")
    first = await visitor.write("hello")
    async with widget_screen(parts.gateway, visitor.token) as widget:
        parts.gateway_process.ask_to_stop()
        elsewhere = await widget.shows("reconnect")
        assert elsewhere["after_ms"] >= 0
        await widget.closed.wait()
    await visitor.write("written meanwhile")
    assert await asyncio.to_thread(parts.gateway_process.wait) == 0

    # Elsewhere the client goes on after the last number that it has seen.
    async with widget_screen(parts.api, visitor.token, last_seq=first["seq"]) as widget:
        await widget.entry(lambda entry: entry["text"] == "written meanwhile")
        assert "hello" not in [entry["text"] for entry in widget.entries]


def _environment(urls: EngineUrls, model_url: str, folder: Path) -> dict[str, str]:
    return {
        "SWITCHBOARD_DATABASE_URL": urls.database_url,
        "SWITCHBOARD_REDIS_URL": urls.redis_url,
        "SWITCHBOARD_CHROMA_URL": urls.chroma_url,
        "SWITCHBOARD_DATA_DIR": str(folder),
        "SWITCHBOARD_TURN_TIMEOUT_SECONDS": str(TURN_SECONDS),
        "OPENAI_BASE_URL": model_url,
        "OPENAI_API_KEY": "sk-story",
    }


async def _workspace(urls: EngineUrls, folder: Path, http: httpx.AsyncClient) -> WorkspaceUnderTest:
    settings = Settings(data_dir=folder, openai_api_key=None, openai_base_url=None)
    async with open_services(settings, urls) as services:
        made = await WorkspaceFactory(services, http).make()
    await made.post("/api/v1/knowledge/articles", ARTICLE)
    return made


async def _ready(http: httpx.AsyncClient, *servers: Server) -> None:
    async def look() -> bool:
        try:
            answers = [await http.get(f"{server.url}/readyz") for server in servers]
        except httpx.TransportError:
            return False
        return all(answer.status_code == 200 for answer in answers)

    await eventually(look)
