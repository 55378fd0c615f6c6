"""Search across people and texts, with what was found marked.

What is marked is told by offsets, never by markup: the text is shown as text. Offsets count
UTF-16 code units, as browsers do.
"""

import bisect
import itertools
import re
from collections.abc import Sequence

from sqlalchemy import select, text, tuple_

from switchboard.contacts import Contact, display_name
from switchboard.conversations.lists.schemas import (
    FoundInConversations,
    FoundMessage,
    FoundPerson,
    Marked,
)
from switchboard.conversations.models import Entry
from switchboard.conversations.queries import read_conversations
from switchboard.core.db import Session
from switchboard.core.pages import decode_cursor, encode_cursor
from switchboard.core.search_terms import folded_letters, needles, terms_query
from switchboard.team import workspace_language

PEOPLE = 5
SNIPPET = 200
_LEAD = 60
_PEOPLE = text("SELECT contact_id FROM find_people(CAST(:q AS tsquery), NULL, :n)")
_MESSAGES = text("SELECT conversation_id, seq FROM find_messages(CAST(:q AS tsquery), :before, :n)")
_WORD = re.compile(r"[^\W_]+")


async def search(
    session: Session, q: str, *, reader_id: str, after: str | None, limit: int
) -> FoundInConversations:
    """A page of messages and notes with these words, newest first; on the first, people too."""
    before = str(decode_cursor(after, str)[0]) if after else None
    query = terms_query(session.workspace_id, q)
    if query is None:
        return FoundInConversations(people=[], items=[], next=None)
    found = await session.execute(_MESSAGES, {"q": query, "before": before, "n": limit + 1})
    entries = await _entries(session, [(row[0], row[1]) for row in found])
    page = entries[:limit]
    ids = list(dict.fromkeys(entry.conversation_id for entry in page))
    shown = await read_conversations(session, ids, reader_id=reader_id)
    conversations = {one.id: one for one in shown}
    return FoundInConversations(
        people=await _people(session, q, query) if before is None else [],
        items=[
            FoundMessage(
                conversation=conversations[entry.conversation_id],
                seq=entry.seq,
                kind="note" if entry.kind == "note" else "message",
                author_kind=entry.author_kind,
                author_name=entry.author_name,
                created_at=entry.created_at,
                snippet=snippet(entry.text, q),
            )
            for entry in page
        ],
        next=encode_cursor(page[-1].id) if len(entries) > limit else None,
    )


async def _entries(session: Session, keys: Sequence[tuple[str, int]]) -> Sequence[Entry]:
    if not keys:
        return []
    rows = await session.scalars(
        select(Entry)
        .where(tuple_(Entry.conversation_id, Entry.seq).in_(keys))
        .order_by(Entry.id.desc())
    )
    return rows.all()


async def _people(session: Session, q: str, query: str) -> list[FoundPerson]:
    ids = (await session.scalars(_PEOPLE, {"q": query, "n": PEOPLE})).all()
    rows = await session.execute(
        select(Contact, workspace_language(session))
        .where(Contact.id.in_(ids))
        .order_by(Contact.id.desc())
    )
    return [
        FoundPerson(
            id=one.id,
            display_name=_mark_all(display_name(one, language), q),
            name=_marked(one.name, q),
            email=_marked(one.email, q),
            phone=_marked(one.phone, q),
        )
        for one, language in rows
    ]


def snippet(whole: str, q: str) -> Marked:
    """The part of a text around what was found first, marked, on one line."""
    line = " ".join(whole.split())
    marks = _found(line, q)
    start = max(0, marks[0][0] - _LEAD) if marks else 0
    if start:
        start = line.find(" ", start) + 1 or start
    part = line[start : start + SNIPPET]
    told = ("…" if start else "") + part + ("…" if start + SNIPPET < len(line) else "")
    return Marked(text=told, marks=_in_utf16(told, _found(told, q)))


def _marked(value: str | None, q: str) -> Marked | None:
    return _mark_all(value, q) if value else None


def _mark_all(value: str, q: str) -> Marked:
    return Marked(text=value, marks=_in_utf16(value, _found(value, q)))


def _found(where: str, q: str) -> list[tuple[int, int]]:
    """What of a text may be marked for a query: where a word begins so, or a number contains it.

    Some of what is found has no mark, such as a phone number that is written otherwise.
    """
    typed = needles(q)
    return [mark for word in _WORD.finditer(where) if (mark := _mark(word, typed))]


def _mark(word: re.Match[str], typed: Sequence[str]) -> tuple[int, int] | None:
    """Where the word begins with, or a number or an unspaced script contains, a typed piece."""
    folded = [folded_letters(letter) for letter in word.group()]
    joined = "".join(folded)
    for needle in typed:
        at = joined.find(needle)
        if at == 0 or (at > 0 and (needle.isdecimal() or not needle.isascii())):
            starts = [0, *itertools.accumulate(map(len, folded))]
            first = bisect.bisect_right(starts, at) - 1
            last = bisect.bisect_left(starts, at + len(needle))
            return word.start() + first, word.start() + last
    return None


def _in_utf16(where: str, marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(_units(where[:start]), _units(where[:end])) for start, end in marks]


def _units(part: str) -> int:
    return len(part.encode("utf-16-le", "surrogatepass")) // 2
