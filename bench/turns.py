"""A visitor's message in to the built-in answer out on the socket: time, and turns per second.

Everything runs in one `switchboard up` with its engines, and this load generator shares the
machine with it. First one visitor at a time, with a pause after each answer; then a closed
loop: so many visitors at once, each time another one, who writes when an answer has come.
"""

import asyncio
import json
import time
from argparse import Namespace
from collections.abc import Iterator
from itertools import count, cycle, islice
from pathlib import Path

import httpx

from bench.chat import Chat, Lost
from bench.report import Figures, Report, arguments, at_least, at_most, summary
from bench.statements import Statements
from bench.support import Product, engines, new_data_dir, role, run, sign_in, until_idle
from bench.usage import Usage
from bench.visitors import start_sessions
from switchboard.demo import load as demo
from switchboard.engines import Engines

WANTED_P50_MS = 25.0
WANTED_PER_SECOND = 130.0
WANTED_MS_AT_ONCE = 13.0
WANTED_MS_ALONE = 18.0
COUNTED_TURNS = 20
PAUSE_SECONDS = 0.1


async def main() -> None:
    """Measure and print."""
    parser = arguments(__doc__)
    parser.add_argument("--idle-turns", type=int, default=200)
    parser.add_argument("--at-once", type=int, nargs="+", default=[1, 2, 4, 8, 16, 32, 64])
    parser.add_argument("--seconds", type=float, default=10.0, help="of each step")
    parser.add_argument("--visitors", type=int, default=400, help="sockets held open")
    asked = parser.parse_args()
    if asked.quick:
        asked.idle_turns, asked.at_once, asked.seconds, asked.visitors = 5, [4], 2.0, 20
    report = Report("bench.turns", vars(asked))
    with new_data_dir() as data_dir:
        async with engines(data_dir) as started, role("up", data_dir, started, demo=True) as up:
            statements = Statements(data_dir, started)
            results = await measure(up, started, statements, asked, report)
    steps = results["sustained"]
    missing = sum(step["lost"] + step["double"] for step in steps)
    busiest = min(steps, key=lambda step: abs(step["at_once"] - 16))
    wanted = {
        "processor_ms_16_at_once": at_most(busiest["processor_ms"]["all"], WANTED_MS_AT_ONCE),
        "processor_ms_alone": at_most(results["idle"]["processor_ms"]["all"], WANTED_MS_ALONE),
        "idle_p50_ms": at_most(results["idle"]["p50_ms"], WANTED_P50_MS),
        "turns_per_second": at_least(max(s["per_second"] for s in steps), WANTED_PER_SECOND),
        "lost_or_double": at_most(missing, 0),
    }
    report.finish(results, wanted)


async def measure(
    up: Product, started: Engines, statements: Statements, asked: Namespace, report: Report
) -> Figures:
    """Idle times, then the statements of some turns, then each step of the closed loop."""
    await until_idle(started)
    questions = await answered_questions(up)
    report.progress(f"the sample shop is loaded; {len(questions)} questions")
    crowd = await Crowd.open(up, asked.visitors, questions)
    idle = await alone(crowd, up, started, asked.idle_turns)
    report.progress(f"one at a time: {idle}")
    await statements.begin()
    await crowd.one_by_one(COUNTED_TURNS)
    counted = await statements.end(COUNTED_TURNS)
    report.progress(f"one turn: {counted}")
    steps = []
    for at_once in asked.at_once:
        await until_idle(started)
        usage = Usage(up, started)
        step = await crowd.closed_loop(at_once, asked.seconds)
        each = usage.milliseconds_each(max(1, step["count"]))
        steps.append({**step, "processor_ms": each, "cores": usage.cores()})
        report.progress(str(steps[-1]))
    await crowd.close()
    return {"idle": idle, "one_turn": counted, "sustained": steps}


async def alone(crowd: "Crowd", up: Product, started: Engines, turns: int) -> Figures:
    """Times and processor time of turns that come one at a time; the first tenth is to warm up."""
    await crowd.one_by_one(turns // 10)
    usage = Usage(up, started)
    times = await crowd.one_by_one(turns)
    return {**summary(times), "processor_ms": usage.milliseconds_each(turns)}


async def answered_questions(up: Product) -> list[str]:
    """Questions of the sample shop's exam that the assistant answers; others would hand over."""
    exam = json.loads((Path(demo.__file__).parent / "exam.json").read_text(encoding="utf-8"))
    usual = [q["question"] for q in exam if (q["language"], q["kind"]) == ("en", "usual")]
    headers = {"Authorization": f"Bearer {await sign_in(up)}"}
    found = []
    async with httpx.AsyncClient(base_url=up.url, headers=headers, timeout=30) as client:
        for question in usual:
            tried = await client.post("/api/v1/assistant/try", json={"text": _worded(question)})
            reply = tried.raise_for_status().json()["outcome"] == "reply"
            if reply and question.endswith("?"):
                found.append(question)
    return found


def _worded(question: str) -> str:
    """The question in words that nobody used before: a search result may be remembered."""
    return f"Order {next(_ORDER_NUMBERS)}: {question}"


_ORDER_NUMBERS = count(100_000)


def _from(questions: list[str], start: int) -> Iterator[str]:
    """The questions over and over, beginning at one of them, each time in other words."""
    return map(_worded, islice(cycle(questions), start % len(questions), None))


class Crowd:
    """Visitors with open sockets, who take turns in asking."""

    def __init__(self, chats: list[Chat]) -> None:
        self._chats = chats
        self._free = asyncio.Queue[Chat]()
        for chat in chats:
            self._free.put_nowait(chat)

    @classmethod
    async def open(cls, up: Product, visitors: int, questions: list[str]) -> "Crowd":
        """So many visitors, each beginning with another question."""
        tokens = await start_sessions(up, visitors)
        return cls(
            [await Chat.open(up.port, token, _from(questions, i)) for i, token in enumerate(tokens)]
        )

    async def one_by_one(self, turns: int) -> list[float]:
        """Milliseconds of each turn while nobody else writes."""
        times = []
        for _ in range(turns):
            times.append(await self._turn())
            await asyncio.sleep(PAUSE_SECONDS)
        return times

    async def closed_loop(self, at_once: int, seconds: float) -> Figures:
        """How many turns a second are done while so many visitors wait for an answer."""
        times: list[float] = []
        lost: list[Lost] = []
        double, began = self._double(), time.perf_counter()

        async def one() -> None:
            while time.perf_counter() < began + seconds:
                try:
                    times.append(await self._turn())
                except Lost as reason:
                    lost.append(reason)

        await asyncio.gather(*(one() for _ in range(at_once)))
        return {
            "at_once": at_once,
            "per_second": round(len(times) / (time.perf_counter() - began), 1),
            "lost": len(lost),
            "lost_because": sorted({str(reason) for reason in lost}),
            "double": self._double() - double,
            "handed_over": sum(chat.handed_over for chat in self._chats),
            **summary(times),
        }

    async def _turn(self) -> float:
        while (chat := self._free.get_nowait()).handed_over:
            pass
        try:
            return await chat.ask()
        finally:
            self._free.put_nowait(chat)

    def _double(self) -> int:
        return sum(chat.double for chat in self._chats)

    async def close(self) -> None:
        """Close every socket."""
        for chat in self._chats:
            await chat.close()


if __name__ == "__main__":
    run(main())
