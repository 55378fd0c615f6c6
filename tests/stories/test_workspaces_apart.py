"""Two companies on one installation never see each other, whatever route they try.

A workspace comes from the credential. Every operation of OpenAPI that takes an id is called with
an id of the other workspace, and every list, search and socket is looked through for its secret.
"""

from dataclasses import dataclass
from typing import Any

import httpx
import pytest_asyncio
from fastapi import FastAPI
from sqlalchemy import text

from switchboard.core.clock import now
from switchboard.core.db import Database
from switchboard.core.ids import new_id
from switchboard.insights.models import Contradiction, MissedQuestion
from tests.support.operations import Operation, operations
from tests.support.push import browser
from tests.support.screens import console_screen, widget_screen
from tests.support.server import Server
from tests.support.workspace import VisitorUnderTest, WorkspaceFactory, WorkspaceUnderTest

SECRET = "quetzalcoatlus"


@dataclass(frozen=True)
class Company:
    """A workspace with one of everything that has an id."""

    workspace: WorkspaceUnderTest
    visitor: VisitorUnderTest
    ids: dict[str, str]

    def id_for(self, operation: Operation, name: str) -> str:
        """The id that a path's parameter asks for."""
        kind = operation.path.removeprefix("/api/v1/").split("/")[0]
        return self.ids[name if name in self.ids else kind]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def ours(workspaces: WorkspaceFactory, database: Database) -> Company:
    """We, who look around."""
    return await _company(await workspaces.make(), database, "ours")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def theirs(workspaces: WorkspaceFactory, database: Database) -> Company:
    """They, whose every row holds the secret word."""
    return await _company(await workspaces.make(), database, SECRET)


async def test_an_id_of_theirs_is_no_id_at_all(
    app: FastAPI, ours: Company, theirs: Company
) -> None:
    tried = 0
    for one in operations(app):
        if not (one.staff_only and one.path_parameters):
            continue
        url = one.url({name: theirs.id_for(one, name) for name in one.path_parameters})
        answer = await ours.workspace.call(one.method, url, json=_body(one, ours))
        assert answer.status_code == 404, f"{one.method} {url}: {answer.status_code} {answer.text}"
        assert SECRET not in answer.text, one.name
        tried += 1
    assert tried >= 20
    await _nothing_of_theirs_changed(theirs)


async def test_an_id_of_theirs_in_a_body_is_refused(ours: Company, theirs: Company) -> None:
    conversation, call = f"/api/v1/conversations/{ours.ids['conversation_id']}", ours.workspace.call
    inbox = f"/api/v1/inboxes/{ours.ids['inbox_id']}"
    requests: list[tuple[str, str, Any]] = [
        ("POST", f"{conversation}/assign", _assignee("member", theirs.workspace.owner_id)),
        ("POST", f"{conversation}/assign", _assignee("team", theirs.ids["teams"])),
        ("POST", f"{conversation}/assign", _assignee("assistant", theirs.ids["assistant_id"])),
        ("POST", "/api/v1/teams", {"name": "Mixed", "member_ids": [theirs.workspace.owner_id]}),
        ("PATCH", inbox, {"assistant_id": theirs.ids["assistant_id"]}),
        ("POST", "/api/v1/assistant/try", {"text": "hi", "contact_id": theirs.ids["contacts"]}),
        (
            "POST",
            "/api/v1/assistant/try",
            {"text": "hi", "assistant_id": theirs.ids["assistant_id"]},
        ),
    ]
    for method, path, body in requests:
        answer = await call(method, path, json=body)
        assert 400 <= answer.status_code < 500, f"{path} {body}: {answer.text}"
        assert SECRET not in answer.text


async def test_no_list_and_no_search_shows_theirs(
    app: FastAPI, ours: Company, theirs: Company
) -> None:
    for one in operations(app):
        if one.staff_only and one.method == "GET" and not one.path_parameters:
            filters: list[dict[str, str]] = [{}]
            if "q" in one.query_parameters:
                filters.append({"q": SECRET})
            if "inbox_id" in one.query_parameters:
                filters.append({"inbox_id": theirs.ids["inbox_id"]})
                filters.append({"assignee": theirs.workspace.owner_id})
            for each in filters:
                answer = await ours.workspace.call("GET", one.path, params=each)
                assert answer.status_code == 200, answer.text
                assert SECRET not in answer.text, one.name
                assert theirs.workspace.id not in answer.text, one.name
    found = await ours.workspace.post("/api/v1/knowledge/search", {"query": SECRET})
    assert SECRET not in str(found)
    tried = await ours.workspace.post("/api/v1/assistant/try", {"text": f"What is a {SECRET}?"})
    assert theirs.ids["article_id"] not in str(tried)


async def test_no_socket_tells_of_theirs(server: Server, ours: Company, theirs: Company) -> None:
    async with (
        console_screen(server, ours.workspace.token) as console,
        widget_screen(server, ours.visitor.token) as widget,
        console_screen(server, theirs.workspace.token) as their_console,
    ):
        await console.send("subscribe", conversation_id=theirs.ids["conversation_id"], last_seq=0)
        refused = await console.shows("error")
        assert refused["problem"]["status"] == 404

        await theirs.visitor.write(f"{SECRET} again")
        await their_console.shows("conversation")
        await ours.visitor.write("something of our own")
        await console.shows("conversation")
        await widget.shows("entry")
        assert SECRET not in f"{console.frames}{widget.frames}"
        assert theirs.ids["conversation_id"] not in str(
            [frame for frame in console.frames if frame["type"] != "error"]
        )


async def test_their_widgets_key_and_our_session_do_not_mix(
    http: httpx.AsyncClient, ours: Company, theirs: Company
) -> None:
    body = {
        "widget_key": theirs.workspace.inbox["widget_key"],
        "session_token": ours.visitor.token,
    }
    opened = (await http.post("/api/v1/widget/sessions", json=body)).json()
    assert opened["conversation_id"] is None


async def test_the_database_itself_keeps_them_apart(
    database: Database, ours: Company, theirs: Company
) -> None:
    """Row-level security is the second lock: a query that forgets the workspace finds only ours."""
    async with database.transaction(ours.workspace.id) as session:
        tables = await session.scalars(
            text(
                "SELECT table_name FROM information_schema.columns"
                " WHERE table_schema = 'public' AND column_name = 'workspace_id'"
            )
        )
        for table in tables.all():
            seen = await session.scalars(text(f"SELECT DISTINCT workspace_id FROM {table}"))
            assert set(seen.all()) <= {ours.workspace.id}, table


async def _company(workspace: WorkspaceUnderTest, database: Database, word: str) -> Company:
    visitor = await workspace.visitor(name=f"Visitor {word}", locale="en")
    await visitor.write(f"A message about {word}")
    conversation = (await workspace.get("/api/v1/conversations"))["items"][0]
    article = {"title": f"About {word}", "body": f"A {word} is a reptile that could fly."}
    key = {"name": f"Key {word}", "role": "viewer"}
    canned = {"title": word, "shortcut": word, "body": f"About {word}"}
    person = {"email": f"{word}-{workspace.id}@example.com", "name": word, "role": "agent"}
    files = {"kind": "upload", "name": word}
    post = workspace.post
    written = (await post("/api/v1/knowledge/articles", article))["id"]
    check = {"question": f"What is a {word}?", "article_id": written}
    learned = await _learned(database, workspace.id, written, word)
    file = await workspace.call("POST", "/api/v1/attachments?name=a.txt", content=word.encode())
    return Company(
        workspace,
        visitor,
        {
            "conversation_id": conversation["id"],
            "contacts": conversation["contact"]["id"],
            "inbox_id": workspace.inbox["id"],
            "attachments": file.json()["id"],
            "assistant_id": workspace.assistant_id,
            "article_id": written,
            "version": "1",
            "check_id": (await post("/api/v1/knowledge/checks", check))["id"],
            **learned,
            "source_id": (await post("/api/v1/knowledge/sources", files))["id"],
            "api-keys": (await post("/api/v1/api-keys", key))["id"],
            "members": (await post("/api/v1/members", person))["id"],
            "subscription_id": (await post("/api/v1/me/push", browser(word)))["id"],
            "teams": (await post("/api/v1/teams", {"name": f"Team {word}"}))["id"],
            "labels": (await post("/api/v1/labels", {"name": word}))["id"],
            "views": (await post("/api/v1/views", {"name": word, "filter": {}}))["id"],
            "canned-responses": (await post("/api/v1/canned-responses", canned))["id"],
            "job_id": await _held_job(database, workspace.id, word),
        },
    )


async def _learned(
    database: Database, workspace_id: str, article_id: str, word: str
) -> dict[str, str]:
    """A question that was missed, and an article that contradicts itself."""
    own = {"workspace_id": workspace_id, "language": "en"}
    side = {"title": word, "heading": "", "passage": word, "sentence": word}
    missed = MissedQuestion(
        id=new_id("mis"), text=word, count=1, first_at=now(), last_at=now(), **own
    )
    contradiction = Contradiction(
        id=new_id("cdn"),
        key=word,
        kind="number",
        similarity=1.0,
        first_id=article_id,
        second_id=article_id,
        first=side,
        second=side,
        found_at=now(),
        **own,
    )
    async with database.transaction(workspace_id) as session:
        session.add_all([missed, contradiction])
    return {"question_id": missed.id, "contradiction_id": contradiction.id}


async def _held_job(database: Database, workspace_id: str, word: str) -> str:
    """A job that kept failing, as the queue keeps it."""
    insert = text(
        "INSERT INTO pgqueuer (priority, status, entrypoint, payload)"
        " VALUES (0, 'failed', 'story.nothing', convert_to(:payload, 'UTF8')) RETURNING id"
    )
    payload = f'{{"workspace_id": "{workspace_id}", "payload": {{"word": "{word}"}}}}'
    async with database.system() as session:
        return str(await session.scalar(insert, {"payload": payload}))


def _body(operation: Operation, ours: Company) -> Any:
    body = operation.body()
    if isinstance(body, dict) and "assignee" in body:
        return _assignee("member", ours.workspace.owner_id)
    return body


def _assignee(kind: str, member_id: str) -> dict[str, Any]:
    return {"assignee": {"kind": kind, "id": member_id}}


async def _nothing_of_theirs_changed(theirs: Company) -> None:
    get, ids = theirs.workspace.get, theirs.ids
    assert (await get(f"/api/v1/conversations/{ids['conversation_id']}"))["status"] == "open"
    assert SECRET in (await get(f"/api/v1/knowledge/articles/{ids['article_id']}"))["title"]
    assert (await get("/api/v1/jobs/held"))["items"][0]["id"] == int(ids["job_id"])
    for listed in ("members", "teams", "api-keys", "inboxes"):
        items = (await get(f"/api/v1/{listed}"))["items"]
        assert theirs.ids["inbox_id" if listed == "inboxes" else listed] in [i["id"] for i in items]
