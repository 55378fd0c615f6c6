"""Visitor's messages accepted and durable by REST, against a bare FastAPI and one insert.

Both use the same PostgreSQL server, uvicorn settings, size of pool and load generator, and are
measured in turn, several rounds. The product is first `switchboard up`, answering while it
accepts, and then `switchboard api` in a process of its own while no worker runs: that one is
compared, because the bare program answers nobody either. Last come messages of which each is the
first of a new visitor: contact, identity and conversation are made with it.
"""

import os
import statistics
import sys
from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg

from bench.bare import TABLE
from bench.load import Load, hammer
from bench.report import Figures, Report, arguments, at_least, at_most
from bench.support import (
    Product,
    engines,
    free_port,
    new_data_dir,
    program,
    role,
    run,
    until_idle,
)
from bench.visitors import Messages, new_tokens, start_sessions
from switchboard.core.settings import Settings
from switchboard.engines import Engines

WANTED_RATIO = 0.4
WANTED_FIRST_RATIO = 0.3
WANTED_SHARE_WHILE_ANSWERING = 0.6
WANTED_P99_WHILE_ANSWERING = 250.0
"""Milliseconds."""
FIRST_PER_SECOND = 2_500
"""More first messages than this in a second would come from visitors who wrote before."""
TEXT = "How many days after delivery can I return an item?"
WIDGET_PATH = "/api/v1/widget/messages"


async def main() -> None:
    """Measure and print."""
    parser = arguments(__doc__)
    parser.add_argument("--seconds", type=float, default=8.0, help="of each round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--connections", type=int, default=20)
    parser.add_argument("--visitors", type=int, default=500)
    parser.add_argument("--idle-only", action="store_true", help="not while it answers too")
    asked = parser.parse_args()
    if asked.quick:
        asked.seconds, asked.rounds, asked.visitors = 1.0, 1, 20
    report = Report("bench.accept", vars(asked))
    with new_data_dir() as data_dir:
        async with engines(data_dir) as started:
            if asked.idle_only:
                while_answering, tokens = None, await only_tokens(data_dir, started, asked)
            else:
                while_answering, tokens = await accept_and_answer(data_dir, started, asked)
                report.progress("switchboard up is measured")
            compared = await compare(data_dir, started, asked, tokens)
    results = {**compared, "up_while_answering": while_answering}
    wanted = {
        "ratio": at_least(results["ratio"], WANTED_RATIO),
        "first_ratio": at_least(results["first_ratio"], WANTED_FIRST_RATIO),
    }
    if while_answering is not None:
        share = round(while_answering["per_second"] / results["accepted_per_second"], 3)
        wanted["share_while_answering"] = at_least(share, WANTED_SHARE_WHILE_ANSWERING)
        p99 = while_answering["p99_ms"]
        wanted["p99_ms_while_answering"] = at_most(p99, WANTED_P99_WHILE_ANSWERING)
    report.finish(results, wanted)


async def accept_and_answer(
    data_dir: Path, started: Engines, asked: Namespace
) -> tuple[Figures, list[str]]:
    """What `switchboard up` accepts while it answers, and the visitors' tokens."""
    async with role("up", data_dir, started, demo=True) as product:
        if not asked.quick:
            await until_idle(started)
        tokens = await start_sessions(product, asked.visitors)
        messages = Messages(WIDGET_PATH, tokens, TEXT)
        load = await _load(product, messages, asked)
    return load.figures(), tokens


async def only_tokens(data_dir: Path, started: Engines, asked: Namespace) -> list[str]:
    """The visitors' tokens; the sample shop is loaded on the way."""
    async with role("up", data_dir, started, demo=True) as product:
        return await start_sessions(product, asked.visitors)


async def compare(data_dir: Path, started: Engines, asked: Namespace, tokens: list[str]) -> Figures:
    """The API alone against the bare program, in turn; the ratio is that of the medians."""
    bare_rounds, api_rounds, first_rounds = [], [], []
    async with bare(started) as plain, role("api", data_dir, started, demo=True) as product:
        # Every visitor's conversation exists before the first round.
        await _load(product, Messages(WIDGET_PATH, tokens, TEXT), asked)
        for _ in range(asked.rounds):
            bare_rounds.append(await _load(plain, Messages("/messages", tokens, TEXT), asked))
            api_rounds.append(await _load(product, Messages(WIDGET_PATH, tokens, TEXT), asked))
            new = new_tokens(data_dir, tokens[0], int(asked.seconds * FIRST_PER_SECOND))
            first_rounds.append(await _load(product, Messages(WIDGET_PATH, new, TEXT), asked))
    bare_rate, api_rate, first = map(_median, (bare_rounds, api_rounds, first_rounds))
    return {
        "first_ratio": round(first / bare_rate, 3),
        "first_per_second": first,
        "first_rounds": [load.figures() for load in first_rounds],
        "ratio": round(api_rate / bare_rate, 3),
        "accepted_per_second": api_rate,
        "bare_per_second": bare_rate,
        "accepted_rounds": [load.figures() for load in api_rounds],
        "bare_rounds": [load.figures() for load in bare_rounds],
    }


@asynccontextmanager
async def bare(started: Engines) -> AsyncIterator[Product]:
    """The bare program, with a table of its own beside the product's."""
    url = started.urls.database_url
    connection = await asyncpg.connect(url)
    await connection.execute(f"CREATE TABLE {TABLE} (id text PRIMARY KEY, text text NOT NULL)")
    await connection.close()
    port = free_port()
    pool = str(Settings.model_fields["database_pool"].default)
    command = [sys.executable, "-m", "bench.bare", str(port), url, pool]
    async with program(command, os.environ, port, ready="/readyz") as product:
        yield product


async def _load(product: Product, messages: Messages, asked: Namespace) -> Load:
    return await hammer(
        product.port, messages.next, connections=asked.connections, seconds=asked.seconds
    )


def _median(rounds: list[Load]) -> float:
    return round(statistics.median(load.per_second for load in rounds), 1)


if __name__ == "__main__":
    run(main())
