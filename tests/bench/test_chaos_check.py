"""What counts as lost, doubled or answered twice, on timelines made by hand."""

import json
import random
from typing import Any

import httpx
import pytest

from bench.chaos_check import count
from bench.chaos_visitors import History, Visitor, Written

Row = dict[str, Any]


def asks(seq: int, text: str | None = None) -> Row:
    """A visitor's message."""
    return _row(seq, "contact", text or f"Question {seq}", external_id=f"web/q{seq}")


def answers(seq: int, *asked: int) -> Row:
    """An answer, and the messages it is for."""
    return _row(seq, "assistant", "An answer", answers=json.dumps(asked))


def _row(seq: int, author: str, text: str, **more: Any) -> Row:
    row = {"conversation_id": "cnv_1", "seq": seq, "kind": "message", "author_kind": author}
    return {**row, "text": text, "external_id": None, "event": None, "answers": None, **more}


def counted(*rows: Row) -> dict[str, int]:
    """What is wrong with one conversation that its visitor has on the screen."""
    visitor = Visitor(httpx.AsyncClient(), 0, History(), random.Random(1))
    said = [row for row in rows if row["author_kind"] == "contact"]
    visitor.written = [Written(f"q{row['seq']}", row["text"], 0.0) for row in said]
    visitor.screen = {row["seq"]: row for row in rows}
    return {name: many for name, many in count(list(rows), [visitor]).items() if many}


@pytest.mark.parametrize(
    "rows",
    [
        (asks(1), answers(2, 1), asks(3), answers(4, 3)),
        (asks(1), asks(2), answers(3, 1, 2), asks(4), answers(5, 4)),
        # Each answer comes after a message that it is not for.
        (
            *(asks(1), asks(2), answers(3, 1), asks(4), answers(5, 2)),
            *(asks(6), answers(7, 4), answers(8, 6)),
        ),
    ],
)
def test_each_message_has_one_answer(rows: tuple[Row, ...]) -> None:
    assert counted(*rows) == {}


def test_a_message_with_two_answers_is_counted_whatever_lies_between() -> None:
    assert counted(asks(1), answers(2, 1), answers(3, 1)) == {"answered_twice": 1}
    late = (asks(1), asks(2), answers(3, 1, 2), asks(4), answers(5, 4), answers(6, 2))
    assert counted(*late) == {"answered_twice": 1}


def test_what_is_lost_doubled_or_unanswered_is_counted() -> None:
    assert counted(asks(1), answers(2, 1), asks(3)) == {"unanswered": 1}
    assert counted(asks(1, "a"), asks(2, "a"), answers(3, 1, 2)) == {"doubled": 1}
    assert counted(asks(1), answers(3, 1)) == {"gaps": 1}
