"""An administrator sets Switchboard up: a chat for the site, articles, a try, and colleagues."""

import json
import re
from typing import Any

import httpx

from switchboard.core.db import Database
from tests.support.queue import all_done
from tests.support.talk import ask
from tests.support.workspace import VisitorUnderTest, WorkspaceFactory, WorkspaceUnderTest

MARKDOWN = """---
title: How to descale a kettle
language: en
questions:
  - my kettle is full of limescale
---
Boil one part vinegar with two parts water, wait an hour, and rinse it twice.
"""
JSON = [
    {
        "title": "Wie man einen Kessel entkalkt",
        "language": "de",
        "body": "Einen Teil Essig mit zwei Teilen Wasser aufkochen und eine Stunde warten.",
        "questions": ["mein Kessel ist verkalkt"],
    },
    {"title": "", "body": "This one has no title."},
]


async def test_a_chat_for_the_site_and_the_snippet_to_copy(
    workspace: WorkspaceUnderTest, http: httpx.AsyncClient
) -> None:
    greeting = {"en": "Hello! Ask away.", "de": "Hallo! Fragen Sie nur."}
    settings = {"title": "Kettles", "color": "#7a1f5c", "greeting": greeting}
    inbox = await workspace.post(
        "/api/v1/inboxes", {"name": "New site", "channel": "webchat", "settings": settings}
    )

    # The snippet holds all that a site needs: the loader and the inbox's public key.
    assert re.search(r"<script async src=\"http\S+/widget\.js\">", inbox["snippet"])
    assert inbox["widget_key"] in inbox["snippet"]
    shown = (await http.get(f"/api/v1/widget/config?key={inbox['widget_key']}")).json()
    assert (shown["title"], shown["color"]) == ("Kettles", "#7a1f5c")
    assert shown["greeting"] == greeting
    assert shown["assistant_name"] == "Sunny"

    # Only the company's own site may show it.
    path = f"/api/v1/inboxes/{inbox['id']}"
    sites = {"settings": {"allowed_origins": ["https://kettles.example"]}}
    assert (await workspace.patch(path, sites))["settings"]["title"] == "Kettles"
    body = {"widget_key": inbox["widget_key"]}
    for origin, status in (("https://kettles.example", 201), ("https://thief.example", 403)):
        opened = await http.post("/api/v1/widget/sessions", json=body, headers={"Origin": origin})
        assert opened.status_code == status

    # What cannot be is said in a sentence, and nothing is changed by it.
    wrong = await workspace.call("PATCH", path, json={"settings": {"color": "red"}})
    assert wrong.status_code == 422
    assert "color" in wrong.json()["detail"]
    assert (await workspace.get(path))["settings"]["color"] == "#7a1f5c"


async def test_articles_written_imported_tried_and_answered(
    workspace: WorkspaceUnderTest, database: Database, worker: None
) -> None:
    files = [
        {"name": "descale.en.md", "text": MARKDOWN},
        {"name": "more.json", "text": json.dumps(JSON)},
    ]
    result = await workspace.post("/api/v1/knowledge/import", {"files": files})
    assert (result["created"], result["updated"]) == (2, 0)
    (failed,) = result["errors"]
    assert "more.json" in failed["name"]

    # The same again changes nothing.
    again = await workspace.post("/api/v1/knowledge/import", {"files": files})
    assert (again["created"], again["unchanged"]) == (0, 2)

    # The playground shows what a customer would get, and does nothing.
    tried = await _tried(workspace, "my kettle is full of limescale, what now?")
    assert "vinegar" in tried["text"]
    assert tried["sources"][0]["title"] == "How to descale a kettle"
    assert tried["trace"]
    assert "Essig" in (await _tried(workspace, "Mein Kessel ist verkalkt, was tun?"))["text"]
    assert (await workspace.get("/api/v1/conversations"))["items"] == []

    # A corrected article answers the next customer; a draft answers nobody.
    (article,) = (await workspace.get("/api/v1/knowledge/articles?language=en"))["items"]
    path = f"/api/v1/knowledge/articles/{article['id']}"
    await workspace.patch(path, {"body": "Lemon juice and hot water, one hour."})
    await all_done(database, "knowledge.%", workspace.id)
    answer = await ask(await _visitor(workspace), "my kettle is full of limescale")
    assert "Lemon juice" in answer["text"]
    await workspace.patch(path, {"status": "draft"})
    answer = await ask(await _visitor(workspace), "my kettle is full of limescale")
    assert "Lemon juice" not in answer["text"]


async def test_colleagues_come_with_a_role_and_go_again(
    workspace: WorkspaceUnderTest, workspaces: WorkspaceFactory, http: httpx.AsyncClient
) -> None:
    email = f"ana-{workspace.id}@example.com"
    invited = await workspace.post(
        "/api/v1/members", {"email": email, "name": "Ana", "role": "agent"}
    )
    assert invited["status"] == "invited"
    token = invited["invite_url"].partition("token=")[2]
    accepted = {"token": token, "name": "Ana Agent", "password": "a long enough sentence"}
    joined = (await http.post("/api/v1/auth/accept-invite", json=accepted)).json()
    assert joined["member"]["role"] == "agent"

    # She may answer customers, but not invite others; a team can hold her.
    hers = {"Authorization": f"Bearer {joined['access_token']}"}
    assert (await http.get("/api/v1/conversations", headers=hers)).status_code == 200
    refused = await http.post("/api/v1/members", json=accepted, headers=hers)
    assert refused.status_code == 403
    team = await workspace.post("/api/v1/teams", {"name": "Front", "member_ids": [invited["id"]]})
    assert team["member_ids"] == [invited["id"]]

    # Promoted she may; disabled she is out at once, and cannot come back.
    await workspace.patch(f"/api/v1/members/{invited['id']}", {"role": "admin"})
    signed_in = await workspaces.sign_in(email, "a long enough sentence")
    hers = {"Authorization": f"Bearer {signed_in['access_token']}"}
    assert (await http.get("/api/v1/api-keys", headers=hers)).status_code == 200
    await workspace.patch(f"/api/v1/members/{invited['id']}", {"status": "disabled"})
    assert (await http.get("/api/v1/me", headers=hers)).status_code == 401
    body = {"email": email, "password": "a long enough sentence"}
    assert (await http.post("/api/v1/auth/login", json=body)).status_code == 401


async def _tried(workspace: WorkspaceUnderTest, text: str) -> Any:
    return await workspace.post("/api/v1/assistant/try", {"text": text})


async def _visitor(workspace: WorkspaceUnderTest) -> VisitorUnderTest:
    return await workspace.visitor(locale="en")
