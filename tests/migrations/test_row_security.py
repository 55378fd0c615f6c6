"""Row-level security: workspaces are apart even for a query that forgets to say which."""

import pytest
import pytest_asyncio
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from switchboard.articles.models import Article
from switchboard.conversations.models import Conversation
from switchboard.conversations.ratings.models import Rating
from switchboard.core.clock import now
from switchboard.core.db import Database, Session
from switchboard.core.ids import new_id
from switchboard.help_center.models import ArticleVote, HelpCenter, HelpPicture
from switchboard.insights.models import (
    ArticleUse,
    Contradiction,
    InsightMark,
    MissedQuestion,
)
from switchboard.migrations.tables import metadata
from switchboard.search.models import StoredClassifier
from switchboard.team.presence import MemberPresence
from tests.support.push import browser
from tests.support.workspace import WorkspaceFactory, WorkspaceUnderTest

OWNED = sorted(t.name for t in metadata.tables.values() if "workspace_id" in t.columns)
SHARED = {"accounts", "chores", "idempotency_keys", "installation", "workspaces"}
"""Tables without the column: sign-in names, kept answers (by hash), and workspaces by their id."""


@pytest.fixture(scope="module")
def database(database_apart: Database) -> Database:
    """One that no worker looks after."""
    return database_apart


@pytest.fixture(scope="module")
def workspaces(workspaces_apart: WorkspaceFactory) -> WorkspaceFactory:
    """Makes workspaces there: what the tests put there stays as it is."""
    return workspaces_apart


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def pair(
    workspaces: WorkspaceFactory, database: Database
) -> tuple[WorkspaceUnderTest, WorkspaceUnderTest]:
    """Two workspaces with something in every table."""
    first, second = await workspaces.make(), await workspaces.make()
    for workspace in (first, second):
        await fill(workspace)
        async with database.system() as session:
            await session.execute(_TURN, {"workspace": workspace.id, "id": new_id("turn")})
            await session.execute(_CHUNK_KEY, {"workspace": workspace.id})
            await insights(session, workspace)
    return first, second


_TURN = text(
    "INSERT INTO turns (id, workspace_id, conversation_id, assistant_id, outcome, passages,"
    " input_tokens, output_tokens, duration_ms, timings, manifest, created_at)"
    " SELECT :id, workspace_id, id, assignee_id, 'reply', '[]', 0, 0, 0, '{}', '{}', now()"
    " FROM conversations WHERE workspace_id = :workspace"
)

_CHUNK_KEY = text(
    "INSERT INTO chunk_keys (workspace_id, key, chunk_id)"
    " SELECT workspace_id, 1, id FROM chunks WHERE workspace_id = :workspace ON CONFLICT DO NOTHING"
)


async def fill(workspace: WorkspaceUnderTest) -> None:
    """Something of everything that the API makes."""
    visitor = await workspace.visitor()
    await visitor.write("Hello")
    conversation_id = await workspace.conversation_of(visitor)
    await workspace.post(f"/api/v1/conversations/{conversation_id}/read", {"seq": 1})
    note = {"text": "@Olivia", "kind": "note", "mentions": [workspace.owner_id]}
    await workspace.post(f"/api/v1/conversations/{conversation_id}/messages", note)
    await workspace.call("PUT", f"/api/v1/conversations/{conversation_id}/draft", json=note)
    label = (await workspace.post("/api/v1/labels", {"name": "vip"}))["id"]
    await workspace.post(f"/api/v1/conversations/{conversation_id}/labels", {"add": [label]})
    await workspace.post("/api/v1/views", {"name": "VIP", "filter": {"label_id": [label]}})
    canned = {"title": "Hello", "shortcut": "hello", "body": "Hello"}
    await workspace.post("/api/v1/canned-responses", canned)
    await workspace.patch("/api/v1/me/settings", {"availability": "busy"})
    await workspace.patch("/api/v1/setup", {"step": 2})
    await workspace.post("/api/v1/me/push", browser("1"))
    await workspace.post("/api/v1/api-keys", {"name": "Key", "role": "agent"})
    teams = {"name": "Team", "member_ids": [workspace.owner_id]}
    await workspace.post("/api/v1/teams", teams)
    person = {"email": f"new-{workspace.id}@example.com", "name": "New", "role": "agent"}
    await workspace.post("/api/v1/members", person)
    article = await workspace.post(
        "/api/v1/knowledge/articles", {"title": "Title", "body": "Body", "language": "en"}
    )
    check = {"question": "What?", "article_id": article["id"]}
    await workspace.post("/api/v1/knowledge/checks", check)
    await workspace.call("POST", "/api/v1/attachments?name=a.txt", content=b"text")
    file = [("files", ("returns.md", b"# Returns\n\nSixty days."))]
    await workspace.call("POST", "/api/v1/knowledge/import", files=file)


async def insights(session: Session, workspace: WorkspaceUnderTest) -> None:
    """What is learned of articles and conversations as time goes by."""
    own = {"workspace_id": workspace.id}
    articles = await session.scalars(select(Article.id).filter_by(**own))
    conversations = await session.scalars(select(Conversation).filter_by(**own))
    article, conversation = articles.first(), conversations.first()
    assert article
    assert conversation
    session.add_all(
        [
            ArticleUse(day=now().date(), article_id=article, **own),
            ArticleVote(article_id=article, voter="v", helpful=True, **own),
            _contradiction(article, own),
            HelpCenter(slug=workspace.id, **own),
            HelpPicture(id=new_id("pic"), article_id=article, address="a", state="ready", **own),
            InsightMark(**own),
            StoredClassifier(language="en", number=1, learned_from="", complete=True, **own),
            MissedQuestion(
                id=new_id("mis"),
                language="en",
                text="?",
                count=1,
                first_at=now(),
                last_at=now(),
                **own,
            ),
            MemberPresence(member_id=workspace.owner_id, seen_at=now(), **own),
            Rating(
                conversation_id=conversation.id,
                episode_seq=0,
                contact_id=conversation.contact_id,
                score=5,
                **own,
            ),
        ]
    )


def _contradiction(article_id: str, own: dict[str, str]) -> Contradiction:
    """An article that contradicts itself."""
    return Contradiction(
        id=new_id("cdn"),
        key="k",
        kind="number",
        language="en",
        similarity=1.0,
        found_at=now(),
        first_id=article_id,
        second_id=article_id,
        first={},
        second={},
        **own,
    )


def test_every_table_belongs_to_a_workspace_or_is_known_not_to() -> None:
    assert set(metadata.tables) - set(OWNED) == SHARED


@pytest.mark.parametrize("table", [*OWNED, "workspaces"])
async def test_every_table_has_policies(database: Database, table: str) -> None:
    async with database.system() as session:
        enabled = text("SELECT relrowsecurity FROM pg_class WHERE oid = CAST(:t AS regclass)")
        assert await session.scalar(enabled, {"t": table})
        policies = await session.scalars(
            text("SELECT policyname FROM pg_policies WHERE tablename = :t ORDER BY 1"), {"t": table}
        )
        assert list(policies) == ["own_workspace", "whole_installation"]


@pytest.mark.parametrize("table", OWNED)
async def test_a_workspace_sees_its_own_rows_and_no_others(
    database: Database, pair: tuple[WorkspaceUnderTest, WorkspaceUnderTest], table: str
) -> None:
    everything = text(f"SELECT DISTINCT workspace_id FROM {table}")
    for workspace in pair:
        async with database.transaction(workspace.id) as session:
            assert set(await session.scalars(everything)) == {workspace.id}
    async with database.transaction("") as session:
        assert set(await session.scalars(everything)) == set()
    async with database.system() as session:
        assert {workspace.id for workspace in pair} <= set(await session.scalars(everything))


async def test_a_workspace_sees_only_itself(
    database: Database, pair: tuple[WorkspaceUnderTest, WorkspaceUnderTest]
) -> None:
    async with database.transaction(pair[0].id) as session:
        assert list(await session.scalars(text("SELECT id FROM workspaces"))) == [pair[0].id]


@pytest.mark.parametrize("table", OWNED)
async def test_a_workspace_changes_no_others_rows(
    database: Database, pair: tuple[WorkspaceUnderTest, WorkspaceUnderTest], table: str
) -> None:
    mine, theirs = pair
    known = {"theirs": theirs.id, "mine": mine.id}
    async with database.transaction(mine.id) as session:
        changed = await session.execute(
            text(f"UPDATE {table} SET workspace_id = :mine WHERE workspace_id = :theirs"), known
        )
        assert changed.rowcount == 0  # type: ignore[attr-defined]
        gone = await session.execute(
            text(f"DELETE FROM {table} WHERE workspace_id = :theirs"), known
        )
        assert gone.rowcount == 0  # type: ignore[attr-defined]
    with pytest.raises(DBAPIError, match="row-level security"):
        await _give_away(database, table, known)


async def _give_away(database: Database, table: str, known: dict[str, str]) -> None:
    async with database.transaction(known["mine"]) as session:
        await session.execute(text(f"UPDATE {table} SET workspace_id = :theirs"), known)
