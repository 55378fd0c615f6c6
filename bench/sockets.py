"""Thousands of open sockets: what each costs in memory, and how soon all are back after a restart.

A crowd in a process of its own opens them at `switchboard gateway`, which is then ended (SIGTERM,
as an update does it) and killed, each time started again on the same port. The same crowd at a bare
Starlette application in the same run is what the memory is compared with.
"""

import asyncio
import json
import resource
import signal
import sys
import time
from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from uuid import uuid4

import httpx

from bench.chaos_faults import Part
from bench.report import Figures, Report, arguments, at_most
from bench.support import (
    cpu_seconds,
    engines,
    environment,
    free_port,
    memory_mb,
    new_data_dir,
    program,
    role,
    run,
    urls_of,
)
from bench.visitors import start_sessions
from switchboard.engines import Engines

WANTED = {
    "kilobytes_each": 30.0,
    "back_after_sigterm_seconds": 30.0,
    "back_after_kill_seconds": 30.0,
}
WANTED_FAILED_EACH = 2.0
SESSIONS = 500
SETTLES_SECONDS = 5.0


async def main() -> None:
    """Measure and print."""
    parser = arguments(__doc__)
    parser.add_argument("--sockets", type=int, default=5_000)
    asked = parser.parse_args()
    if asked.quick:
        asked.sockets = 200
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    report = Report("bench.sockets", vars(asked))
    with new_data_dir() as data_dir:
        async with engines(data_dir) as own:
            tokens = data_dir.parent / "tokens.json"
            await write_tokens(data_dir, own, tokens, asked)
            report.progress("the sessions are there")
            results = await product(data_dir, own, tokens, asked, report)
        bare = await baseline(tokens, asked)
    results |= {
        "bare_kilobytes_each": bare,
        "times_bare": round(results["kilobytes_each"] / bare, 2),
    }
    failed = max(results["failed_tries_after_sigterm"], results["failed_tries_after_kill"])
    wanted = {name: at_most(results[name], most) for name, most in WANTED.items()}
    wanted["failed_tries_each"] = at_most(failed / asked.sockets, WANTED_FAILED_EACH)
    report.finish(results, wanted)


async def write_tokens(data_dir: Path, own: Engines, tokens: Path, asked: Namespace) -> None:
    """Sessions of visitors with a conversation, each of whom has several tabs open."""
    async with role("up", data_dir, own, demo=True) as up:
        sessions = await start_sessions(up, min(SESSIONS, asked.sockets))
    async with (
        role("api", data_dir, own, demo=True) as api,
        httpx.AsyncClient(base_url=api.url, timeout=30) as client,
    ):
        for token in sessions:
            message = {"id": uuid4().hex, "text": "Hello"}
            headers = {"Authorization": f"Bearer {token}"}
            answer = await client.post("/api/v1/widget/messages", json=message, headers=headers)
            answer.raise_for_status()
    tokens.write_text(json.dumps(sessions), "utf-8")


async def product(
    data_dir: Path, own: Engines, tokens: Path, asked: Namespace, report: Report
) -> Figures:
    """The gateway's memory with all sockets, and how they come back."""
    settings = environment(data_dir, 0, demo=True) | urls_of(own)
    gateway = Part("gateway", settings, data_dir.parent / "gateway.log", free_port())
    gateway.start()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(gateway.stop)
        await gateway.serves()
        before, worked = memory_mb(gateway.pid), cpu_seconds(gateway.pid)
        crowd = await stack.enter_async_context(crowding(gateway.port, tokens, asked))
        await crowd.all_welcome()
        await asyncio.sleep(SETTLES_SECONDS)
        results: Figures = {
            "kilobytes_each": kilobytes(memory_mb(gateway.pid) - before, asked),
            "memory_before_mb": round(before, 1),
            "milliseconds_of_processor_each": round(
                (cpu_seconds(gateway.pid) - worked) * 1000 / asked.sockets, 2
            ),
        }
        for name, number in (("sigterm", signal.SIGTERM), ("kill", signal.SIGKILL)):
            report.progress(str(results))
            await gateway.send(number)
            gateway.start()
            began = time.monotonic()
            back = await crowd.all_welcome()
            results[f"back_after_{name}_seconds"] = round(back["at"] - began, 2)
            results[f"failed_tries_after_{name}"] = back["failed"]
            results[f"processor_after_{name}_seconds"] = round(cpu_seconds(gateway.pid), 2)
    return results


async def baseline(tokens: Path, asked: Namespace) -> float:
    """Kilobytes of a socket of a bare application."""
    port = free_port()
    command = [sys.executable, "-m", "bench.bare_socket", str(port)]
    settings = environment(tokens.parent, port, demo=False)
    async with program(command, settings, port, ready="/readyz") as bare:
        before = memory_mb(bare.process.pid)
        async with crowding(port, tokens, asked) as crowd:
            await crowd.all_welcome()
            await asyncio.sleep(SETTLES_SECONDS)
            return kilobytes(memory_mb(bare.process.pid) - before, asked)


def kilobytes(megabytes: float, asked: Namespace) -> float:
    """Of each socket."""
    sockets: int = asked.sockets
    return round(megabytes * 1000 / sockets, 1)


class Crowd:
    """The process of `bench.socket_crowd`."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def all_welcome(self) -> Figures:
        """Wait until all are in (again): when that was, and how many tries failed."""
        assert self._process.stdout is not None
        async with asyncio.timeout(600):
            line: Figures = json.loads(await self._process.stdout.readline())
        return line


@asynccontextmanager
async def crowding(port: int, tokens: Path, asked: Namespace) -> AsyncIterator[Crowd]:
    """A crowd at this port while the context lasts."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.socket_crowd", str(port), str(asked.sockets), str(tokens)),
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield Crowd(process)
    finally:
        process.kill()
        await process.wait()


if __name__ == "__main__":
    run(main())
