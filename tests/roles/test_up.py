"""`switchboard up`: a part that ends is started again, and none outlives the supervisor."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import psutil
import pytest
import pytest_asyncio

from tests.support.processes import Process, free_port, started
from tests.support.wait import LONGEST_SECONDS, eventually


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory, port: int) -> Iterator[Process]:
    folder = tmp_path_factory.mktemp("up")
    with started("up", _environment(folder, port), folder / "up.log") as process:
        yield process


@pytest_asyncio.fixture(loop_scope="session")
async def http(up: Process, port: int) -> AsyncIterator[httpx.AsyncClient]:
    url = f"http://127.0.0.1:{port}"
    async with httpx.AsyncClient(base_url=url, timeout=LONGEST_SECONDS) as client:
        await _ready(client, up)
        yield client


async def test_a_worker_that_was_killed_is_replaced(up: Process, http: httpx.AsyncClient) -> None:
    worker = _part(up, "sb-worker-1")
    os.kill(worker, signal.SIGKILL)
    await eventually(lambda: _part(up, "sb-worker-1") not in (0, worker))
    assert "Worker 1 ended (killed by SIGKILL) and is started again" in up.said
    assert (await http.get("/readyz")).status_code == 200


async def test_clients_wait_while_the_api_is_replaced(up: Process, http: httpx.AsyncClient) -> None:
    api = _part(up, "sb-api")
    os.kill(api, signal.SIGKILL)
    await eventually(lambda: not psutil.pid_exists(api))
    # The port is still open: no client is refused.
    async with httpx.AsyncClient(base_url=http.base_url, timeout=LONGEST_SECONDS) as client:
        assert (await client.get("/readyz")).status_code == 200
    assert _part(up, "sb-api") not in (0, api)


async def test_only_the_api_and_the_supervisor_hold_the_port(
    up: Process, http: httpx.AsyncClient, port: int
) -> None:
    """Else clients would wait for an answer while workers finish, and not be refused."""
    assert (await http.get("/livez")).status_code == 200
    every = [psutil.Process(up.pid), *psutil.Process(up.pid).children(recursive=True)]
    holding = {
        each.name()
        for each in every
        for connection in each.net_connections("tcp")
        if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port
    }
    assert holding == {psutil.Process(up.pid).name(), "sb-api"}


async def test_engines_that_were_killed_come_back(up: Process, http: httpx.AsyncClient) -> None:
    engines = _part(up, "sb-engines")
    os.kill(engines, signal.SIGKILL)
    await eventually(lambda: _part(up, "sb-engines") not in (0, engines))
    await _ready(http, up)


async def test_metrics_of_every_part_are_on_one_page(up: Process, http: httpx.AsyncClient) -> None:
    async def look() -> bool:
        page = (await http.get("/metrics")).text
        return "switchboard_http_requests_total{" in page and "switchboard_chores_total{" in page

    await eventually(look)


async def test_asked_to_stop_it_stops_all_of_it(tmp_path: Path) -> None:
    up, below = await _running(tmp_path)
    with up:
        up.ask_to_stop()
        assert await asyncio.to_thread(up.wait) == 0
        assert "Stopping" in up.said
        await eventually(lambda: not _alive(below))


async def test_killed_it_leaves_none_behind_and_starts_again(tmp_path: Path) -> None:
    up, below = await _running(tmp_path)
    with up:
        up.kill()
        await eventually(lambda: not _alive(below))
    again, _ = await _running(tmp_path)
    with again:
        assert again.running


def _environment(folder: Path, port: int) -> dict[str, str]:
    return {
        "PORT": str(port),
        "SWITCHBOARD_DATA_DIR": str(folder / "data"),
        "SWITCHBOARD_ADMIN_PASSWORD": "correct-horse-battery",
        "SWITCHBOARD_DEMO": "off",
    }


async def _ready(client: httpx.AsyncClient, up: Process) -> None:
    async def look() -> bool:
        assert up.running, up.said
        try:
            return (await client.get("/readyz")).status_code == 200
        except httpx.TransportError:
            return False

    await eventually(look)


async def _running(folder: Path) -> tuple["Running", list[int]]:
    """A supervisor of this test's own, and all processes below it."""
    port = free_port()
    up = Running("up", _environment(folder, port), folder / "up.log")
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        await _ready(client, up)
    await eventually(lambda: _part(up, "sb-worker-1"))
    return up, [each.pid for each in psutil.Process(up.pid).children(recursive=True)]


class Running(Process):
    """A process that ends with the context."""

    def __enter__(self) -> "Running":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def _part(up: Process, name: str) -> int:
    """The process id of a part; 0 while there is none."""
    children = psutil.Process(up.pid).children()
    return next((each.pid for each in children if _name(each) == name), 0)


def _name(process: psutil.Process) -> str:
    try:
        return str(process.name())
    except psutil.NoSuchProcess:
        return ""


def _alive(pids: list[int]) -> list[int]:
    return [pid for pid in pids if psutil.pid_exists(pid) and not _is_zombie(pid)]


def _is_zombie(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True
