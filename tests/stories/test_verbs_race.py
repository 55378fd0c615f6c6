"""Each pair of verbs at the same time, on the same rows: no two wait for each other.

Deadlocks are repeated and nobody sees them, so what PostgreSQL asked to repeat is counted.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from itertools import combinations_with_replacement
from typing import Any, Literal
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import text

from switchboard.articles import service as articles
from switchboard.articles.schemas import ArticlePatch
from switchboard.articles.workspace_version import bump
from switchboard.core import db, db_faults
from switchboard.core.db import Session
from switchboard.core.errors import Problem, Repeatable
from switchboard.search import KnowledgeSearch
from switchboard.search.wiring import jobs_of
from tests.support.knowledge import Knowledge
from tests.support.wait import eventually
from tests.support.workspace import VisitorUnderTest, WorkspaceUnderTest

ROUNDS = 2
Verb = Callable[[], Awaitable[Any]]


@pytest.fixture
def repeats(monkeypatch: pytest.MonkeyPatch) -> list[Problem]:
    """What PostgreSQL asked to repeat."""
    asked: list[Problem] = []

    def named(error: Exception, *, committing: bool = False) -> Problem | None:
        problem = db_faults.named(error, committing=committing)
        if isinstance(problem, Repeatable):
            asked.append(problem)
        return problem

    monkeypatch.setattr(db, "named", named)
    return asked


async def race(verbs: dict[str, Verb], repeats: list[Problem]) -> None:
    """Each pair, some rounds of it, several of each at a time."""
    for one, other in combinations_with_replacement(verbs, 2):
        for _ in range(ROUNDS):
            calls = [verbs[one](), verbs[other](), verbs[one](), verbs[other]()]
            answers = await asyncio.gather(*calls)
            failed = [
                answer.text
                for answer in answers
                if isinstance(answer, httpx.Response) and answer.status_code >= 500
            ]
            assert failed == [], (one, other)
        assert repeats == [], (one, other)


async def test_on_one_conversation(workspace: WorkspaceUnderTest, repeats: list[Problem]) -> None:
    visitor = await workspace.visitor(locale="en")
    await visitor.write("hello")
    conversation_id = await workspace.conversation_of(visitor)
    label = await workspace.post("/api/v1/labels", {"name": "urgent", "color": "red"})
    await race(_conversation_verbs(workspace, visitor, conversation_id, label["id"]), repeats)


def _conversation_verbs(
    workspace: WorkspaceUnderTest, visitor: VisitorUnderTest, conversation_id: str, label: str
) -> dict[str, Verb]:
    def call(verb: str, body: Any = None) -> Verb:
        path = f"/api/v1/conversations/{conversation_id}/{verb}"
        return lambda: workspace.call("POST", path, json=body)

    def write() -> Coroutine[Any, Any, httpx.Response]:
        body = {"id": uuid4().hex, "text": "and this?"}
        return visitor.call("POST", "/messages", json=body)

    def bulk() -> Coroutine[Any, Any, httpx.Response]:
        body = {"ids": [conversation_id], "action": {"type": "read"}}
        return workspace.call("POST", "/api/v1/conversations/bulk", json=body)

    return {
        "receive": write,
        "post": call("messages", {"text": "I am here.", "kind": "message"}),
        "note": call("messages", {"text": "a note", "kind": "note"}),
        "assign": call("assign", {"assignee": {"kind": "member", "id": workspace.owner_id}}),
        "give back": call(
            "assign", {"assignee": {"kind": "assistant", "id": workspace.assistant_id}}
        ),
        "hand over": call("handover"),
        "resolve": call("resolve"),
        "reopen": call("reopen"),
        "snooze": call("snooze", {"until": "2099-01-01T00:00:00Z"}),
        "label": call("labels", {"add": [label], "remove": []}),
        "prioritise": call("priority", {"priority": "high"}),
        "bulk": bulk,
    }


async def test_on_two_contacts(workspace: WorkspaceUnderTest, repeats: list[Problem]) -> None:
    visitors = [await workspace.visitor(locale="en") for _ in range(2)]
    for visitor in visitors:
        await visitor.write("hello")
    found = [await workspace.conversation_of(visitor) for visitor in visitors]
    paths = [f"/api/v1/conversations/{one}" for one in found]
    contacts = [(await workspace.get(path))["contact"]["id"] for path in paths]

    def merge(source: str, target: str) -> Verb:
        path = f"/api/v1/contacts/{source}/merge"
        return lambda: workspace.call("POST", path, json={"into": target})

    def write(visitor: VisitorUnderTest) -> Verb:
        return lambda: visitor.call(
            "POST", "/messages", json={"id": uuid4().hex, "text": "and this?"}
        )

    verbs = {
        "write": write(visitors[0]),
        "other writes": write(visitors[1]),
        "edit": lambda: workspace.call(
            "PATCH", f"/api/v1/contacts/{contacts[0]}", json={"name": "Ada"}
        ),
        "post": lambda: workspace.call(
            "POST", f"{paths[1]}/messages", json={"text": "Hi", "kind": "message"}
        ),
        "merge": merge(contacts[0], contacts[1]),
        "merge back": merge(contacts[1], contacts[0]),
    }
    await race(verbs, repeats)


async def test_on_two_articles(
    workspace: WorkspaceUnderTest, knowledge: Knowledge, repeats: list[Problem]
) -> None:
    path = "/api/v1/knowledge/articles"
    made = [
        await workspace.post(path, {"title": f"Returns {n}", "body": f"You have {n} days."})
        for n in range(2)
    ]
    ids = [one["id"] for one in made]

    def save(id_: str) -> Verb:
        return lambda: workspace.call(
            "PATCH", f"{path}/{id_}", json={"body": f"You have {uuid4().hex} days."}
        )

    def import_both(order: int) -> Verb:
        def act() -> Coroutine[Any, Any, httpx.Response]:
            given = [
                {"title": one["title"], "slug": one["slug"], "body": uuid4().hex}
                for one in made[::order]
            ]
            return workspace.call("POST", "/api/v1/knowledge/import", json={"articles": given})

        return act

    keeper = knowledge.services.get(KnowledgeSearch).keeper
    assert keeper is not None
    jobs = jobs_of(knowledge.services)
    verbs = {
        "save": save(ids[0]),
        "save the other": save(ids[1]),
        "import": import_both(1),
        "import the other way round": import_both(-1),
        "restore": lambda: workspace.call("POST", f"{path}/{ids[0]}/restore", json={"version": 1}),
        "create": lambda: workspace.call("POST", path, json={"title": uuid4().hex, "body": "text"}),
        "embed": lambda: jobs.index_workspace(workspace.id, lambda _count: None),
        "mend": lambda: keeper.mend(workspace.id),
    }
    await race(verbs, repeats)


async def test_embedding_and_saving_do_not_wait_for_each_other(
    workspace: WorkspaceUnderTest,
    undisturbed: Knowledge,
    repeats: list[Problem],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The embedding is held up where it used to have the passages, and not yet the version."""
    article = await undisturbed.write("Returns", "You have 30 days.")
    reached, go_on = asyncio.Event(), asyncio.Event()

    async def bump_late(session: Session, what: Literal["content", "vectors"]) -> int:
        reached.set()
        await go_on.wait()
        return await bump(session, what)

    async def save() -> None:
        async with undisturbed.database.transaction(undisturbed.workspace_id) as session:
            await articles.update(session, article.id, ArticlePatch(body="You have 60 days."))

    monkeypatch.setattr("switchboard.search.jobs.bump", bump_late)
    embedding = asyncio.create_task(
        jobs_of(undisturbed.services).index_articles(undisturbed.workspace_id, [article.id])
    )
    await reached.wait()
    saving = asyncio.create_task(save())
    await eventually(partial(_waits_or_done, undisturbed, saving))
    go_on.set()
    await asyncio.gather(embedding, saving)
    assert repeats == []


async def test_writing_two_articles_and_one_of_them_do_not_wait_for_each_other(
    undisturbed: Knowledge, repeats: list[Problem]
) -> None:
    first = await undisturbed.write("Returns", "You have 30 days.")
    second = await undisturbed.write("Shipping", "It takes 3 days.")
    begun = asyncio.Event()
    patch = ArticlePatch(body="It takes 5 days.")

    async def save_second() -> None:
        await begun.wait()
        async with undisturbed.database.transaction(undisturbed.workspace_id) as session:
            await articles.update(session, second.id, patch)

    saving = asyncio.create_task(save_second())
    async with undisturbed.database.transaction(undisturbed.workspace_id) as session:
        await articles.update(session, first.id, patch)
        begun.set()
        await eventually(partial(_waits_or_done, undisturbed, saving))
        await articles.update(session, second.id, ArticlePatch(title="How long it takes"))
    await saving
    assert repeats == []


async def _waits_or_done(knowledge: Knowledge, task: asyncio.Task[None]) -> bool:
    """Whether it has come as far as it can."""
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    async with knowledge.database.system() as session:
        return task.done() or bool(await session.scalar(waiting))
