"""Words that stories use: what was said, by whom, and waiting for the next thing said."""

from typing import Any

from tests.support.wait import LONGEST_SECONDS, eventually
from tests.support.workspace import VisitorUnderTest, WorkspaceUnderTest

Entry = dict[str, Any]


def said_by(kind: str, entries: list[Entry]) -> list[Entry]:
    """The messages of one kind of author."""
    return [e for e in entries if e["kind"] == "message" and e["author"]["kind"] == kind]


def events_in(entries: list[Entry]) -> list[str]:
    """The types of the events, in order."""
    return [e["event"]["type"] for e in entries if e["kind"] == "event"]


async def next_answer(
    visitor: VisitorUnderTest, after_seq: int = 0, *, within: float = LONGEST_SECONDS
) -> Entry:
    """The first message after a number that the visitor did not write."""

    async def look() -> Entry | None:
        entries = await visitor.timeline(after_seq)
        answers = [
            e for e in entries if e["author"]["kind"] != "contact" and e["kind"] == "message"
        ]
        return answers[0] if answers else None

    return await eventually(look, within=within)


async def ask(visitor: VisitorUnderTest, text: str, *, within: float = LONGEST_SECONDS) -> Entry:
    """Write something and wait for the answer."""
    asked = await visitor.write(text)
    return await next_answer(visitor, asked["seq"], within=within)


async def last_turn(workspace: WorkspaceUnderTest, conversation_id: str) -> dict[str, Any]:
    """The trace of the newest turn of a conversation."""

    async def look() -> Any:
        turns = await workspace.get(f"/api/v1/conversations/{conversation_id}/turns")
        return turns["items"]

    turns = await eventually(look)
    newest: dict[str, Any] = max(turns, key=lambda turn: turn["created_at"])
    return newest
