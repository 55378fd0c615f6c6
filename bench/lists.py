"""Timeline and inbox lists over HTTP, at 1,000,000 messages against 10,000.

Two installations run beside each other, one small and one large, and answer the same requests
in turn, several rounds. The rows are written by SQL (lists.sql): conversations of 20 messages.
"""

import random
import statistics
from argparse import Namespace
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import asyncpg
import httpx

from bench.load import Load, hammer, request
from bench.report import Figures, Report, arguments, at_most, summary
from bench.support import Product, ProductFailed, engines, new_data_dir, role, run, sign_in
from switchboard.core.search_terms import workspace_key

WANTED_RATIO = 1.3
MESSAGES_EACH = 20
ROWS = Path(__file__).with_name("lists.sql")
BATCH = 2_500
LISTS = "/api/v1/conversations"
BESIDE = ("search", "search with marks", "a filter that fits nothing", "counts of views")
"""Reported, but no part of the figure: what a search has to read grows with what there is, and a
filter that no index serves looks at 2,000 rows (1,000 to count), which a small one has not."""
VIEW = {"name": "Unread", "filter": {"status": "open", "unread": True}}


async def main() -> None:
    """Measure and print."""
    parser = arguments(__doc__)
    parser.add_argument("--few", type=int, default=10_000, help="messages of the small one")
    parser.add_argument("--many", type=int, default=1_000_000, help="messages of the large one")
    parser.add_argument("--seconds", type=float, default=1.0, help="of each request's round")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    if asked.quick:
        asked.few, asked.many, asked.seconds, asked.rounds = 3_000, 6_000, 0.2, 1
    report = Report("bench.lists", vars(asked))
    async with installation(asked.few) as small, installation(asked.many) as large:
        report.progress("both installations are filled")
        results = {name: await compare(small, large, name, asked) for name in small.requests}
    worst = max(figures["ratio"] for name, figures in results.items() if name not in BESIDE)
    report.finish(results, {"worst_ratio": at_most(worst, WANTED_RATIO)})


@dataclass(frozen=True)
class Installation:
    """A running product with so many messages, and what is asked of it."""

    product: Product
    requests: dict[str, Callable[[], bytes]]


@asynccontextmanager
async def installation(messages: int) -> AsyncIterator[Installation]:
    """An installation of its own, filled."""
    with new_data_dir() as data_dir:
        async with engines(data_dir) as started, role("up", data_dir, started, demo=False) as up:
            await create_inbox(up)
            await fill(started.urls.database_url, messages // MESSAGES_EACH)
            yield Installation(up, await requests(up, messages // MESSAGES_EACH))


async def create_inbox(up: Product) -> None:
    """An inbox for the conversations to be in, a label for some to wear, and a saved view."""
    headers = {"Authorization": f"Bearer {await sign_in(up)}"}
    async with httpx.AsyncClient(base_url=up.url, headers=headers) as client:
        for path, body in (
            ("inboxes", {"name": "Site", "channel": "webchat"}),
            ("labels", {"name": "VIP"}),
            ("views", VIEW),
        ):
            (await client.post(f"/api/v1/{path}", json=body)).raise_for_status()


async def fill(database_url: str, conversations: int) -> None:
    """Write the rows as the owner of the tables, then do what autovacuum would do later."""
    connection = await asyncpg.connect(database_url)
    workspace_id = await connection.fetchval("SELECT id FROM workspaces LIMIT 1")
    for first in range(1, conversations + 1, BATCH):
        last = min(first + BATCH - 1, conversations)
        await connection.execute(
            ROWS.read_text(), workspace_id, first, last, workspace_key(workspace_id)
        )
    await connection.execute("VACUUM ANALYZE")
    await connection.close()


_PATHS = {
    "all open": "?status=open",
    "mine": "?status=open&assignee=me",
    "waiting": "?status=open&assignee=waiting",
    "assistant": "?status=open&assignee=assistant",
    "open, oldest first": "?status=open&sort=oldest",
    "waiting longest": "?status=open&assignee=waiting&sort=waiting",
    "mine, waiting longest": "?status=open&assignee=me&sort=waiting",
    "open, by priority": "?status=open&sort=priority",
    "one label": "?status=open&label_id={label}",
    "mentioned": "?status=open&mentioned=true",
    "unread": "?status=open&unread=true",
    "a filter that fits nothing": "?status=open&attribute=plan:none",
    "one inbox": "?inbox_id={inbox}",
    "second page": "?status=resolved&after={after}",
    "counts": "/counts",
    "timeline": "/cnv_bench{conversation:09}/timeline",
    "search": "?q=order+w{word}",
    "search with marks": "/search?q=order+w{word}",
}
_BESIDE = {"contacts": "/api/v1/contacts", "counts of views": "/api/v1/views/counts"}


async def requests(up: Product, conversations: int) -> dict[str, Callable[[], bytes]]:
    """Every kind of request, by name. Those that name a row name another one each time."""
    token = await sign_in(up)
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(base_url=up.url, headers=headers) as client:
        page = (await client.get(f"{LISTS}?status=resolved")).raise_for_status().json()
        label = (await client.get("/api/v1/labels")).raise_for_status().json()["items"][0]["id"]
    known = {"label": label, "inbox": page["items"][0]["inbox_id"], "after": page["next"]}
    chance = random.Random(1)

    def one(path: str) -> bytes:
        number, word = chance.randint(1, conversations), chance.randint(0, 999)
        return request("GET", path.format(**known, conversation=number, word=word), token)

    paths = {name: f"{LISTS}{path}" for name, path in _PATHS.items()} | _BESIDE
    return {name: partial(one, path) for name, path in paths.items()}


async def compare(small: Installation, large: Installation, name: str, asked: Namespace) -> Figures:
    """One kind of request, of both in turn; the ratio is that of all rounds' medians."""
    few, many = Load(), Load()
    for _ in range(asked.rounds):
        for load, one in ((few, small), (many, large)):
            await _more(load, one, name, asked.seconds)
    ratio = statistics.median(many.milliseconds) / statistics.median(few.milliseconds)
    return {
        "ratio": round(ratio, 3),
        "few": summary(few.milliseconds),
        "many": summary(many.milliseconds),
    }


async def _more(load: Load, one: Installation, name: str, seconds: float) -> None:
    made = await hammer(one.product.port, one.requests[name], connections=1, seconds=seconds)
    if made.errors:
        raise ProductFailed(f"{name}: {dict(made.errors)}")
    load.milliseconds += made.milliseconds


if __name__ == "__main__":
    run(main())
