"""Faults while visitors write: what is lost, doubled or unanswered, and how soon all goes on.

Each seed runs once with each form of the log, in turn as one `switchboard up` with its own engines
and as api, gateway and workers over engines beside them. Visitors write by REST and by socket, and
send again what was not accepted and, now and then, what was. Every engine and process is killed
(SIGKILL), ended (SIGTERM; SIGINT for PostgreSQL) and stopped for some seconds (SIGSTOP), Valkey is
emptied, single backends of PostgreSQL die. In the end the database and every screen are compared
with what visitors were told.
"""

import asyncio
import os
import random
import subprocess
import time
from argparse import Namespace
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from itertools import count, cycle
from pathlib import Path

import httpx
import psutil

from bench.chaos_check import FIGURES, check
from bench.chaos_faults import Fault, Faults, Part
from bench.chaos_visitors import History, Visitor, converse
from bench.report import Figures, Report, arguments, at_least, at_most
from bench.support import (
    Product,
    engines,
    environment,
    free_port,
    new_data_dir,
    run,
    until_idle,
    urls_of,
)
from bench.turns import answered_questions
from switchboard.engines import Engines, running_urls
from switchboard.migrations import upgrade

MODES = ("up", "apart")
WANTED_ACCEPTED_SECONDS = 5.0
WANTED_ANSWERED_SECONDS = 10.0
WANTED_RESTARTED_SECONDS = 6.0
AGAIN_WITHIN_SECONDS = 60.0
BETWEEN_FAULTS = (2.0, 5.0)
QUICK_FAULTS = ("postgres SIGKILL", "postgres backend terminated", "valkey FLUSHALL")


async def main() -> None:
    """Measure and print."""
    parser = arguments(__doc__)
    parser.add_argument("--seed", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    parser.add_argument("--log", nargs="+", choices=("text", "json"), default=["text", "json"])
    parser.add_argument("--mode", nargs="+", choices=MODES, default=list(MODES), help="in turn")
    parser.add_argument("--faults", type=int, default=100, help="of each run; all, if not fewer")
    parser.add_argument("--messages", type=int, default=10_000, help="at least, over all runs")
    parser.add_argument("--data", type=Path, help="a stopped one's data folder with the shop")
    parser.add_argument("--visitors", type=int, default=30, help="who write at the same time")
    asked = parser.parse_args()
    if asked.quick:
        asked.seed, asked.log = asked.seed[:1], asked.log[:1]
        asked.messages, asked.visitors = 50, 5
    report = Report("bench.chaos", {**vars(asked), "data": bool(asked.data)})
    kinds = [(seed, log) for seed in asked.seed for log in asked.log]
    runs = []
    # A seed's second log takes the other mode, and the next seed begins with it.
    modes = cycle((*asked.mode, *reversed(asked.mode)))
    messages = -(-asked.messages // len(kinds))
    with new_data_dir() as new:
        installed = asked.data or new
        if installed is new:
            await install(installed)
            report.progress("the sample shop is installed")
        for (seed, log), mode in zip(kinds, modes, strict=False):
            async with rig(installed, mode, log) as started:
                runs.append(await one_run(started, seed, mode, messages, asked, report))
            runs[-1] |= {"seed": seed, "log": log, "mode": mode}
    results = summed(runs)
    report.finish(results | {"runs": runs}, _wanted(results, asked.messages))


def _wanted(results: Figures, messages: int) -> Figures:
    return {
        "accepted": at_least(results["accepted"], messages),
        **{name: at_most(results[name], 0) for name in (*FIGURES, "answers_500", "ended")},
        "engine_to_accepted_seconds": at_most(
            results["engine_to_accepted_seconds"], WANTED_ACCEPTED_SECONDS
        ),
        "engine_to_answered_seconds": at_most(
            results["engine_to_answered_seconds"], WANTED_ANSWERED_SECONDS
        ),
        "restart_to_accepted_seconds": at_most(
            results["restart_to_accepted_seconds"], WANTED_RESTARTED_SECONDS
        ),
    }


def summed(runs: list[Figures]) -> Figures:
    """All runs together: counts added, the longest of each time."""
    times = [fault for one in runs for fault in one["faults"]]

    def longest(kind: str, figure: str) -> float:
        return max((one[figure] for one in times if one["kind"] == kind), default=0.0)

    return {
        **{
            name: sum(one[name] for one in runs)
            for name in ("accepted", *FIGURES, "answers_500", "answers_503", "ended")
        },
        "faults": len(times),
        "engine_to_accepted_seconds": longest("engine", "accepted_after"),
        "engine_to_answered_seconds": longest("engine", "answered_after"),
        "restart_to_accepted_seconds": longest("process", "accepted_after"),
    }


@dataclass
class Rig:
    """An installation under test."""

    data_dir: Path
    root: Callable[[], int]
    parts: list[Part]
    api: int
    sockets: int


async def one_run(
    started: Rig, seed: int, mode: str, messages: int, asked: Namespace, report: Report
) -> Figures:
    """All faults once, in an order of the seed's, and messages until there are enough."""
    chance = random.Random(f"{seed} {mode}")
    questions = await answered_questions(Product(started.api, _process(started)))
    chaos = Chaos(started, questions, chance, asked.visitors)
    faults = list(Faults(started.data_dir, started.root, started.parts, chance).all())
    chance.shuffle(faults)
    if asked.quick:
        faults = [one for one in faults if one.name in QUICK_FAULTS]
    await chaos.begin()
    for fault in faults[: asked.faults]:
        await chaos.suffer(fault)
        report.progress(f"seed {seed}, {mode}: {chaos.faults[-1]}")
    figures = await chaos.end(messages)
    report.progress(f"seed {seed}, {mode}: {_short(figures)}")
    return figures


async def install(data_dir: Path) -> None:
    """Load and index the sample shop once; each run begins with a copy of it."""
    port = free_port()
    part = Part("up", environment(data_dir, port, demo=True), data_dir.parent / "up.log", port)
    part.start()
    try:
        await part.serves()
        urls = running_urls(data_dir)
        assert urls is not None
        await until_idle(Engines(urls, {}))
    finally:
        await part.stop()


@dataclass
class Chaos:
    """Visitors who write, and what happened to them."""

    rig: Rig
    questions: list[str]
    chance: random.Random
    at_once: int
    history: History = field(default_factory=History)
    faults: list[Figures] = field(default_factory=list)
    ended: int = 0

    async def begin(self) -> None:
        """Let the visitors in, and wait until the first were answered."""
        self._client = httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{self.rig.api}",
            timeout=20,
            limits=httpx.Limits(max_connections=self.at_once),
        )
        self._visitors: list[Visitor] = []
        self._stop = asyncio.Event()
        self._crowd = [asyncio.create_task(self._come_and_go()) for _ in range(self.at_once)]
        await self._after(time.monotonic())

    async def _come_and_go(self) -> None:
        """One visitor after the other: who was handed over to a person leaves."""
        while not self._stop.is_set():
            own = random.Random(self.chance.random())
            visitor = Visitor(self._client, self.rig.sockets, self.history, own)
            self._visitors.append(visitor)
            await converse(visitor, _worded(self.questions, own), own, self._stop)

    async def suffer(self, fault: Fault) -> None:
        """Do it, and see how soon messages are accepted and answered again."""
        began = time.monotonic()
        back = await fault.act()
        accepted, answered = await self._after(back)
        self.faults.append(
            {
                "name": fault.name,
                "kind": fault.kind,
                "away": round(back - began, 2),
                "accepted_after": round(accepted - back, 2),
                "answered_after": round(answered - back, 2),
            }
        )
        self.ended += sum(part.ended for part in self.rig.parts)
        await asyncio.sleep(self.chance.uniform(*BETWEEN_FAULTS))

    async def _after(self, moment: float) -> tuple[float, float]:
        """When a message was first accepted after a moment, and when one of those was answered."""
        deadline = time.monotonic() + AGAIN_WITHIN_SECONDS
        while time.monotonic() < deadline:
            accepted = next((at for at in self.history.accepted if at > moment), None)
            answered = next((to for of, to in self.history.answered if of > moment), None)
            if accepted is not None and answered is not None:
                return accepted, answered
            await asyncio.sleep(0.02)
        return deadline, deadline

    async def end(self, messages: int) -> Figures:
        """Go on until there are enough messages, then compare everything."""
        while len(self.history.accepted) < messages:
            await asyncio.sleep(0.1)
        self._stop.set()
        await asyncio.gather(*self._crowd)
        urls = running_urls(self.rig.data_dir)
        assert urls is not None
        checked = await check(urls.database_url, self._visitors)
        await asyncio.gather(*(visitor.end() for visitor in self._visitors))
        await self._client.aclose()
        statuses: Counter[int] = self.history.statuses
        return {
            "accepted": len(self.history.accepted),
            **checked,
            "answers_500": sum(many for status, many in statuses.items() if status == 500),
            "answers_503": statuses[503],
            "broken_connections": self.history.broken,
            "ended": self.ended,
            "faults": self.faults,
        }


@asynccontextmanager
async def rig(installed: Path, mode: str, log: str) -> AsyncIterator[Rig]:
    """The product in one process with its own engines, or apart over engines beside it."""
    async with AsyncExitStack() as stack:
        data_dir = stack.enter_context(new_data_dir())
        # With its owners: PostgreSQL's part is not ours as root.
        subprocess.run(["cp", "-a", str(installed), str(data_dir)], check=True)
        settings = environment(data_dir, 0, demo=True) | {"SWITCHBOARD_LOG_FORMAT": log}
        logs = data_dir.parent

        def start(command: str, given: dict[str, str], name: str) -> Part:
            part = Part(command, given, logs / f"{name}.log", free_port())
            part.start()
            stack.push_async_callback(part.stop)
            return part

        if mode == "up":
            up = start("up", settings, "up")
            await up.serves()
            yield Rig(data_dir, lambda: up.pid, [up], up.port, up.port)
            return
        own = await stack.enter_async_context(engines(data_dir))
        await upgrade(own.urls.database_url)
        apart = settings | urls_of(own)
        names = ("api", "gateway", "worker", "worker")
        parts = [start(name, apart, f"{name}-{n}") for n, name in enumerate(names)]
        await asyncio.gather(*(part.serves() for part in parts))
        yield Rig(data_dir, os.getpid, parts, parts[0].port, parts[1].port)


def _process(started: Rig) -> psutil.Process:
    return psutil.Process(started.parts[0].pid)


def _worded(questions: list[str], chance: random.Random) -> Iterator[str]:
    """The questions, each time in words that nobody used before."""
    order = chance.sample(questions, len(questions))
    return (f"Order {next(_NUMBERS)}: {question}" for question in cycle(order))


_NUMBERS = count(100_000)


def _short(figures: Figures) -> Figures:
    return {name: value for name, value in figures.items() if name != "faults"}


if __name__ == "__main__":
    run(main())
