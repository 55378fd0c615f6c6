"""Every list is served by an index, as the role of sessions and below row-level security."""

from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest
import pytest_asyncio
from sqlalchemy import event, text

from switchboard.conversations.lists.filters import Listing
from switchboard.conversations.lists.pages import list_conversations
from switchboard.conversations.timeline import read_after, read_before
from switchboard.core.db import Database, Session
from switchboard.core.search_terms import terms_query, workspace_key
from switchboard.engines import Engines
from tests.support.workspace import WorkspaceFactory, WorkspaceUnderTest

CONVERSATIONS, ENTRIES = 6000, 3

_FILL = """
INSERT INTO contacts (id, workspace_id, name, attributes, created_at, updated_at)
SELECT 'con_' || :w || n, :w, 'Name' || n, '{}', now(), now() FROM generate_series(1, :n) n;
INSERT INTO identities (id, workspace_id, contact_id, inbox_id, external_id, verified, created_at)
SELECT 'idn_' || :w || n, :w, 'con_' || :w || n, :inbox, 'v' || :w || n, false, now()
FROM generate_series(1, :n) n;
INSERT INTO conversations (id, workspace_id, inbox_id, contact_id, identity_id, status,
  assignee_kind, assignee_id, snoozed_until, last_seq, last_said_seq, last_activity_at,
  episode_seq, answered_seq, created_at, updated_at, waiting_since, priority, label_ids)
SELECT 'cnv_' || :w || n, :w, :inbox, 'con_' || :w || n, 'idn_' || :w || n,
  CASE n % 20 WHEN 0 THEN 'open' WHEN 1 THEN 'snoozed' ELSE 'resolved' END,
  CASE n % 3 WHEN 0 THEN 'assistant' WHEN 1 THEN 'member' END,
  CASE n % 3 WHEN 0 THEN 'asst_x' WHEN 1 THEN 'mem_' || n % 500 END,
  CASE n % 20 WHEN 1 THEN now() + interval '1 day' END,
  :e, :e, now() - n * interval '1 minute', 0, 0, now(), now(),
  CASE WHEN n % 2 = 0 THEN now() END, CASE WHEN n % 5 = 0 THEN 2 ELSE 0 END,
  CASE WHEN n % 3 = 0 THEN ARRAY['lbl_x'] ELSE '{}' END
FROM generate_series(1, :n) n;
INSERT INTO entries (conversation_id, seq, id, workspace_id, inbox_id, external_id, kind,
  author_kind, text, attachments, sources, created_at, search)
SELECT 'cnv_' || :w || n, s, 'msg_' || :w || n || '_' || s, :w, :inbox, :w || n || '_' || s,
  'message', 'contact', 'word' || n || ' and words', '[]', '[]', now(),
  array_to_tsvector(ARRAY[:key || 'word' || n, :key || 'and', :key || 'words'])
FROM generate_series(1, :n) n, generate_series(1, :e) s;
INSERT INTO read_marks (workspace_id, conversation_id, reader_id, seq)
SELECT :w, 'cnv_' || :w || n, 'mem_' || n % 500, 1 FROM generate_series(1, :n) n
"""


async def _owner(database: Database, engines: Engines) -> asyncpg.Connection:
    """A connection of the tables' owner, to the database of these tests."""
    async with database.system() as session:
        name = await session.scalar(text("SELECT current_database()"))
    return await asyncpg.connect(engines.urls.database_url, database=name)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def busy(
    workspaces: WorkspaceFactory, database: Database, engines: Engines
) -> WorkspaceUnderTest:
    """A workspace with many conversations, beside another with as many."""
    made = [await workspaces.make() for _ in range(2)]
    async with database.system() as session:
        for workspace in made:
            known = {
                "w": workspace.id,
                "inbox": workspace.inbox["id"],
                "n": CONVERSATIONS,
                "e": ENTRIES,
                "key": workspace_key(workspace.id),
            }
            for statement in _FILL.split(";"):
                await session.execute(text(statement), known)
    owner = await _owner(database, engines)
    await owner.execute(
        "ANALYZE contacts, identities, conversations, conversation_tags, entries, read_marks"
    )
    await owner.close()
    return made[0]


_BEGINNINGS = tuple(f"SELECT {name}." for name in ("conversations", "looked_at", "entries"))


@pytest_asyncio.fixture(loop_scope="session")
async def plans(database: Database) -> AsyncIterator[list[tuple[str, Any]]]:
    """Every SELECT from conversations and entries that is sent, with its parameters."""
    seen: list[tuple[str, Any]] = []

    def note(_c: object, _k: object, statement: str, parameters: Any, *_rest: object) -> None:
        if statement.startswith(_BEGINNINGS):
            seen.append((statement, parameters))

    engine = database._engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


async def explain(session: Session, statement: str, parameters: Any) -> str:
    """How PostgreSQL runs it in this session."""
    connection = await session.connection()
    driver = (await connection.get_raw_connection()).driver_connection
    assert driver is not None
    rows = await driver.fetch(f"EXPLAIN (COSTS OFF) {statement}", *parameters)
    return "\n".join(row[0] for row in rows)


OPEN = {"status": "open"}
MINE, WAITING = {**OPEN, "assignee": "me"}, {**OPEN, "assignee": "waiting"}
LISTS: dict[str, tuple[dict[str, Any], str]] = {
    "everything": ({}, "recent"),
    "open": (OPEN, "list"),
    "open, oldest first": ({**OPEN, "sort": "oldest"}, "list"),
    "resolved": ({"status": "resolved"}, ""),
    "mine": (MINE, "assignee"),
    "mine, waiting longest": ({**MINE, "sort": "waiting"}, "waits_assignee"),
    "mine, by priority": ({**MINE, "sort": "priority"}, "priority_assignee"),
    "waiting": (WAITING, "waiting"),
    "waiting, longest": ({**WAITING, "sort": "waiting"}, "waits_queue"),
    "waiting, by priority": ({**WAITING, "sort": "priority"}, "priority_queue"),
    "open, waiting longest": ({**OPEN, "sort": "waiting"}, "waits"),
    "open, by priority": ({**OPEN, "sort": "priority"}, "priority"),
    "the assistant's": ({**OPEN, "assignee": "assistant"}, "assistant"),
    "an inbox's": ({"inbox_id": "INBOX"}, ""),
    "unread, of a language": ({**OPEN, "unread": True, "language": "en"}, "list"),
    "an attribute": ({**OPEN, "attribute": ["plan:pro"]}, "list"),
}


@pytest.mark.parametrize(("asked", "index"), LISTS.values(), ids=LISTS.keys())
async def test_a_list_reads_its_index_in_order(
    busy: WorkspaceUnderTest,
    database: Database,
    plans: list[tuple[str, Any]],
    asked: dict[str, Any],
    index: str,
) -> None:
    if "inbox_id" in asked:
        asked = {"inbox_id": busy.inbox["id"]}
    async with database.transaction(busy.id) as session:
        first = await list_conversations(session, Listing(**asked, limit=5), "mem_240")
        if first.next:
            await list_conversations(
                session, Listing(**asked, limit=5, after=first.next), "mem_240"
            )
        chosen = [one for one in plans if "LIMIT" in one[0]]
        explained = [await explain(session, *one) for one in chosen]
    assert f"using ix_conversations_{index}" in explained[0], explained[0]
    for plan in explained:
        assert "Seq Scan" not in plan, plan
        assert "Sort" not in plan.replace("Incremental Sort", ""), plan


async def test_a_labels_list_reads_its_tags_in_order(
    busy: WorkspaceUnderTest, database: Database, plans: list[tuple[str, Any]]
) -> None:
    for asked, index in (({}, "recent"), (OPEN, "status")):
        plans.clear()
        async with database.transaction(busy.id) as session:
            await list_conversations(
                session, Listing(**asked, label_id=["lbl_x"], limit=5), "mem_1"
            )
            plan = await explain(session, *plans[0])
        assert f"using ix_conversation_tags_{index} " in plan, plan
        assert "Sort" not in plan, plan


async def test_what_a_search_found_is_read_by_its_key(
    busy: WorkspaceUnderTest, database: Database, plans: list[tuple[str, Any]]
) -> None:
    async with database.transaction(busy.id) as session:
        await list_conversations(session, Listing(q="word77"), "mem_1")
        plan = await explain(session, *plans[0])
    assert "pk_conversations" in plan, plan


async def test_a_timeline_is_read_by_its_key(
    busy: WorkspaceUnderTest, database: Database, plans: list[tuple[str, Any]]
) -> None:
    async with database.transaction(busy.id) as session:
        await read_after(session, f"cnv_{busy.id}77", 1)
        await read_before(session, f"cnv_{busy.id}77", None)
        for statement, parameters in list(plans):
            plan = await explain(session, statement, parameters)
            assert "pk_entries" in plan, plan
            assert "Sort" not in plan, plan


async def test_search_reads_the_word_index(
    busy: WorkspaceUnderTest, database: Database, engines: Engines
) -> None:
    """The function's own statement, as its owner runs it."""
    owner = await _owner(database, engines)
    # So few rows are read faster than an index; this shows that the index serves the statement.
    await owner.execute("SET enable_seqscan = off")
    rows = await owner.fetch(
        "EXPLAIN (COSTS OFF) SELECT conversation_id FROM entries"
        f" WHERE workspace_id = '{busy.id}' AND search @@ $1::tsquery",
        terms_query(busy.id, "word77"),
    )
    await owner.close()
    plan = "\n".join(row[0] for row in rows)
    assert "ix_entries_search" in plan, plan
