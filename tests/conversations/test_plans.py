"""Every list is served by an index, as the role of sessions and below row-level security."""

from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest
import pytest_asyncio
from sqlalchemy import event, text

from switchboard.conversations.models import Status
from switchboard.conversations.queries import Filter, list_conversations
from switchboard.conversations.timeline import read_after, read_before
from switchboard.core.db import Database, Session
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
  episode_seq, answered_seq, created_at, updated_at)
SELECT 'cnv_' || :w || n, :w, :inbox, 'con_' || :w || n, 'idn_' || :w || n,
  CASE n % 20 WHEN 0 THEN 'open' WHEN 1 THEN 'snoozed' ELSE 'resolved' END,
  CASE n % 3 WHEN 0 THEN 'assistant' WHEN 1 THEN 'member' END,
  CASE n % 3 WHEN 0 THEN 'asst_x' WHEN 1 THEN 'mem_' || n % 500 END,
  CASE n % 20 WHEN 1 THEN now() + interval '1 day' END,
  :e, :e, now() - n * interval '1 minute', 0, 0, now(), now()
FROM generate_series(1, :n) n;
INSERT INTO entries (conversation_id, seq, id, workspace_id, inbox_id, external_id, kind,
  author_kind, text, attachments, sources, created_at)
SELECT 'cnv_' || :w || n, s, 'msg_' || :w || n || '_' || s, :w, :inbox, :w || n || '_' || s,
  'message', 'contact', 'word' || n || ' and words', '[]', '[]', now()
FROM generate_series(1, :n) n, generate_series(1, :e) s
"""


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
            }
            for statement in _FILL.split(";"):
                await session.execute(text(statement), known)
    owner = await asyncpg.connect(engines.urls.database_url)
    await owner.execute("ANALYZE contacts, identities, conversations, entries")
    await owner.close()
    return made[0]


@pytest_asyncio.fixture(loop_scope="session")
async def plans(database: Database) -> AsyncIterator[list[tuple[str, Any]]]:
    """Every SELECT from conversations and entries that is sent, with its parameters."""
    seen: list[tuple[str, Any]] = []

    def note(_c: object, _k: object, statement: str, parameters: Any, *_rest: object) -> None:
        if statement.startswith("SELECT conversations.id") or statement.startswith(
            "SELECT entries."
        ):
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


LISTS = {
    "everything": (Filter(), "ix_conversations_recent"),
    "open": (Filter(Status.OPEN), "ix_conversations_list"),
    "resolved": (Filter(Status.RESOLVED), "ix_conversations_"),
    "mine": (Filter(Status.OPEN, "me"), "ix_conversations_assignee"),
    "waiting": (Filter(Status.OPEN, "waiting"), "ix_conversations_waiting"),
    "the assistant's": (Filter(Status.OPEN, "assistant"), "ix_conversations_assistant"),
    "an inbox's": (Filter(inbox_id="INBOX"), "ix_conversations_"),
    "a search's": (Filter(q="word77"), "pk_conversations"),
}


@pytest.mark.parametrize(("wanted", "index"), LISTS.values(), ids=LISTS.keys())
@pytest.mark.parametrize("page", [1, 2])
async def test_a_list_reads_its_index_in_order(
    busy: WorkspaceUnderTest,
    database: Database,
    plans: list[tuple[str, Any]],
    wanted: Filter,
    index: str,
    page: int,
) -> None:
    if wanted.inbox_id:
        wanted = Filter(inbox_id=busy.inbox["id"])
    async with database.transaction(busy.id) as session:
        after = None
        for _ in range(page):
            found = await list_conversations(
                session, wanted, reader_id="mem_1", after=after, limit=5
            )
            after = found.next
        plan = await explain(session, *plans[-1])
    assert index in plan, plan
    assert "Seq Scan on conversations" not in plan, plan
    if not wanted.q:
        below_the_limit = plan.partition("Limit")[2].partition("->  Index Scan using")[0]
        assert "Sort" not in below_the_limit.replace("Incremental Sort", ""), plan


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


async def test_search_reads_the_word_index(busy: WorkspaceUnderTest, engines: Engines) -> None:
    """The function's own statement, as its owner runs it."""
    owner = await asyncpg.connect(engines.urls.database_url)
    rows = await owner.fetch(
        "EXPLAIN (COSTS OFF) SELECT conversation_id FROM entries e"
        f" WHERE e.workspace_id = '{busy.id}' AND e.kind <> 'event'"
        " AND to_tsvector('simple', e.text) @@ prefix_query('word77')"
    )
    await owner.close()
    plan = "\n".join(row[0] for row in rows)
    assert "ix_entries_text" in plan, plan
