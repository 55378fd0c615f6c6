"""Inboxes: an administrator makes them, changes them, and copies the snippet for a site."""

from typing import Any

import pytest

from tests.support.workspace import WorkspaceFactory, WorkspaceUnderTest

PATH = "/api/v1/inboxes"


async def test_a_new_inbox_has_its_key_and_snippet(workspace: WorkspaceUnderTest) -> None:
    made = await workspace.post(PATH, {"name": "  Shop ", "channel": "webchat"})
    assert made["name"] == "Shop"
    assert made["widget_key"] in made["snippet"]
    assert "/widget.js" in made["snippet"]
    assert made["assistant_id"] == workspace.assistant_id
    assert made["id"] in [inbox["id"] for inbox in (await workspace.get(PATH))["items"]]
    assert await workspace.get(f"{PATH}/{made['id']}") == made


async def test_what_is_not_given_stays(workspace: WorkspaceUnderTest) -> None:
    path = f"{PATH}/{workspace.inbox['id']}"
    await workspace.patch(path, {"settings": {"title": "Ask us", "color": "#112233"}})
    changed = await workspace.patch(path, {"settings": {"title": "Hello"}})
    assert changed["settings"]["color"] == "#112233"
    assert changed["settings"]["title"] == "Hello"
    config = await workspace.get(f"/api/v1/widget/config?key={workspace.inbox['widget_key']}")
    assert (config["title"], config["color"]) == ("Hello", "#112233")


async def test_a_team_of_another_workspace_is_no_team(
    workspace: WorkspaceUnderTest, workspaces: WorkspaceFactory
) -> None:
    other = await workspaces.make()
    theirs = (await other.post("/api/v1/teams", {"name": "Theirs"}))["id"]
    mine = (await workspace.post("/api/v1/teams", {"name": "Mine"}))["id"]
    path = f"{PATH}/{workspace.inbox['id']}"
    made = {"name": "Other", "channel": "webchat", "settings": {"handover_team_id": theirs}}
    for refused in (
        await workspace.call("PATCH", path, json={"settings": {"handover_team_id": theirs}}),
        await workspace.call("POST", PATH, json=made),
    ):
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["field"] == "settings.handover_team_id"
    changed = await workspace.patch(path, {"settings": {"handover_team_id": mine}})
    assert changed["settings"]["handover_team_id"] == mine


async def test_a_secret_is_set_but_never_shown(workspace: WorkspaceUnderTest) -> None:
    path = f"{PATH}/{workspace.inbox['id']}"
    secret = "a secret of at least 32 characters"
    answer = await workspace.call("PATCH", path, json={"settings": {"identity_secret": secret}})
    assert secret not in answer.text
    assert answer.json()["settings"]["identity_secret_set"] is True
    shown = (await workspace.get(path))["settings"]
    again = await workspace.patch(path, {"settings": shown})
    assert again["settings"]["identity_secret_set"] is True


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"color": "red"}, "settings.color"),
        ({"nothing": 1}, "settings.nothing"),
        ({"identity_secret": "short"}, "settings.identity_secret"),
        ({"title": "x" * 81}, "settings.title"),
        ({"greeting": {"en": 7}}, "settings.greeting.en"),
        ({"allowed_origins": "https://x.test"}, "settings.allowed_origins"),
    ],
)
async def test_a_setting_that_is_wrong_is_named(
    workspace: WorkspaceUnderTest, given: dict[str, Any], field: str
) -> None:
    body = {"name": "Shop", "channel": "webchat", "settings": given}
    answer = await workspace.call("POST", PATH, json=body)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


async def test_an_assistant_must_be_the_workspaces_own(
    workspace: WorkspaceUnderTest, workspaces: WorkspaceFactory
) -> None:
    other = await workspaces.make()
    path = f"{PATH}/{workspace.inbox['id']}"
    for assistant in (other.assistant_id, "asst_none"):
        answer = await workspace.call("PATCH", path, json={"assistant_id": assistant})
        assert answer.status_code == 404
    assert (await workspace.patch(path, {"assistant_id": None}))["assistant_id"] is None


async def test_a_removed_inbox_takes_its_conversations_along(
    workspace: WorkspaceUnderTest,
) -> None:
    visitor = await workspace.visitor()
    await visitor.write("Hello")
    path = f"{PATH}/{workspace.inbox['id']}"
    assert (await workspace.call("DELETE", path)).status_code == 204
    assert (await workspace.get("/api/v1/conversations"))["items"] == []
    assert (await workspace.call("GET", path)).status_code == 404


async def test_another_workspaces_inbox_is_not_there(
    workspace: WorkspaceUnderTest, workspaces: WorkspaceFactory
) -> None:
    other = await workspaces.make()
    path = f"{PATH}/{other.inbox['id']}"
    for method in ("GET", "PATCH", "DELETE"):
        assert (await workspace.call(method, path, json={"name": "Mine"})).status_code == 404


@pytest.mark.parametrize("role", ["agent", "viewer"])
async def test_only_administrators_change_them(workspace: WorkspaceUnderTest, role: str) -> None:
    made = await workspace.post("/api/v1/api-keys", {"name": role, "role": role})
    headers = {"Authorization": f"Bearer {made['key']}"}
    body = {"name": "Shop", "channel": "webchat"}
    answer = await workspace.http.post(PATH, json=body, headers=headers)
    assert answer.status_code == 403
