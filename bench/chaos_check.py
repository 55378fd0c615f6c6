"""What the database and the screens say after the faults, against what visitors were told."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import asyncpg
import orjson

from bench.chaos_visitors import Visitor

SETTLES_WITHIN_SECONDS = 90.0
_JOBS_LEFT = "SELECT count(*) FROM pgqueuer WHERE status IN ('queued', 'picked')"
_HELD = "SELECT count(*) FROM pgqueuer WHERE status = 'failed'"
_ENTRIES = """
SELECT e.conversation_id, e.seq, e.kind, e.author_kind, e.text, e.external_id,
  e.event ->> 'type' AS event, t.manifest -> 'answers' AS answers
FROM entries e LEFT JOIN turns t ON t.id = e.turn_id
ORDER BY e.conversation_id, e.seq
"""
FIGURES = (
    "lost",
    "doubled",
    "out_of_order",
    "gaps",
    "unanswered",
    "answered_twice",
    "missing_on_screens",
    "held_jobs",
)
Rows = list[dict[str, Any]]


async def check(url: str, visitors: Sequence[Visitor]) -> dict[str, int]:
    """Wait until nothing is under way any more, then count what is wrong: all zero is right."""
    connection = await asyncpg.connect(url)
    try:
        await _until(lambda: _is_idle(connection))
        rows = await _entries(connection)
        await _until(lambda: _all_shown(rows, visitors))
        held = int(await connection.fetchval(_HELD))
    finally:
        await connection.close()
    return count(rows, visitors) | {"held_jobs": held}


def count(rows: Rows, visitors: Sequence[Visitor]) -> dict[str, int]:
    """What is wrong with the timelines, and with what the visitors see of them."""
    timelines: dict[str, Rows] = {}
    for row in rows:
        timelines.setdefault(row["conversation_id"], []).append(row)
    said = [row for row in rows if row["author_kind"] == "contact" and row["kind"] == "message"]
    seq_of = {row["external_id"].rpartition("/")[2]: row["seq"] for row in said}
    texts = Counter(row["text"] for row in said)
    written = [one for visitor in visitors for one in visitor.written]
    return {
        "lost": sum(one.id not in seq_of for one in written),
        "doubled": sum(texts.values()) - len(texts),
        "out_of_order": sum(_out_of_order(visitor, seq_of) for visitor in visitors),
        "gaps": sum(_gaps(timeline) for timeline in timelines.values()),
        "unanswered": sum(_is_unanswered(timeline) for timeline in timelines.values()),
        "answered_twice": sum(_answered_twice(timeline) for timeline in timelines.values()),
        "missing_on_screens": _missing(rows, visitors),
    }


def _out_of_order(visitor: Visitor, seq_of: dict[str, int]) -> int:
    seqs = [seq_of[one.id] for one in visitor.written if one.id in seq_of]
    return sum(later <= earlier for earlier, later in pairwise(seqs))


def _gaps(timeline: Rows) -> int:
    return sum(row["seq"] != number for number, row in enumerate(timeline, 1))


def _is_unanswered(timeline: Rows) -> bool:
    """Whether the customer's last word has no answer after it, and no person has the case."""
    if any(row["event"] == "handed_over" for row in timeline):
        return False
    said = [row["author_kind"] for row in timeline if row["kind"] == "message"]
    return bool(said) and said[-1] == "contact"


def _answered_twice(timeline: Rows) -> int:
    """Messages that an answer was posted for though an earlier answer was for them already.

    Each turn keeps the numbers of the messages it answers. How answers follow one another does
    not tell: one answer may be for several messages, and come after a message it is not for.
    """
    answered = [seq for row in timeline for seq in orjson.loads(row["answers"] or "[]")]
    return len(answered) - len(set(answered))


def _missing(rows: Rows, visitors: Sequence[Visitor]) -> int:
    """Messages of visitors' conversations that are not on their screens."""
    mine = {
        one.id: visitor.screen for visitor in visitors for one in visitor.written
    }  # the screen that each message belongs to
    screens = {
        row["conversation_id"]: mine[message_id]
        for row in rows
        if row["external_id"] and (message_id := row["external_id"].rpartition("/")[2]) in mine
    }
    return sum(
        row["seq"] not in screens[row["conversation_id"]]
        for row in rows
        if row["kind"] == "message" and row["conversation_id"] in screens
    )


async def _entries(connection: "asyncpg.Connection[asyncpg.Record]") -> Rows:
    return [dict(row) for row in await connection.fetch(_ENTRIES)]


async def _is_idle(connection: "asyncpg.Connection[asyncpg.Record]") -> bool:
    return not await connection.fetchval(_JOBS_LEFT)


async def _all_shown(rows: Rows, visitors: Sequence[Visitor]) -> bool:
    return _missing(rows, visitors) == 0


async def _until(condition: Any) -> None:
    """Wait for a condition, but not for ever: what is counted then tells."""
    deadline = time.monotonic() + SETTLES_WITHIN_SECONDS
    while time.monotonic() < deadline and not await condition():
        await asyncio.sleep(0.2)
