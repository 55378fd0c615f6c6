"""One action on many: each for itself, and labels that come off when they are given up."""

from typing import Any

import pytest

from switchboard.conversations.lists.jobs import forget
from switchboard.core.db import Database
from switchboard.core.jobs import Job
from tests.conversations.test_lists import PATH, begin, listed
from tests.support.workspace import WorkspaceUnderTest


async def test_each_is_done_for_itself(workspace: WorkspaceUnderTest) -> None:
    ids = [(await begin(workspace))[1] for _ in range(3)]
    await workspace.post(f"{PATH}/{ids[1]}/resolve")
    asked = {"ids": [*ids, "cnv_nobody", ids[0]], "action": {"type": "resolve"}}
    done = await workspace.post(f"{PATH}/bulk", asked)
    assert [(item["id"], item["status"]) for item in done["items"]] == [
        (ids[0], "done"),
        (ids[1], "failed"),
        (ids[2], "done"),
        ("cnv_nobody", "failed"),
    ]
    assert done["items"][1]["detail"]
    assert set(await listed(workspace, status="resolved")) == set(ids)


async def test_every_action_works_on_many(workspace: WorkspaceUnderTest) -> None:
    ids = [(await begin(workspace))[1] for _ in range(2)]
    label = (await workspace.post("/api/v1/labels", {"name": "vip"}))["id"]
    me = {"kind": "member", "id": workspace.owner_id}

    async def after(action: dict[str, Any]) -> list[dict[str, Any]]:
        done = await workspace.post(f"{PATH}/bulk", {"ids": ids, "action": action})
        assert {item["status"] for item in done["items"]} == {"done"}, done
        return [await workspace.get(f"{PATH}/{id_}") for id_ in ids]

    assert [one["unread"] for one in await after({"type": "read"})] == [False, False]
    assert [one["unread"] for one in await after({"type": "unread"})] == [True, True]
    shown = await after({"type": "label", "add": [label]})
    assert [one["labels"][0]["name"] for one in shown] == ["vip", "vip"]
    shown = await after({"type": "label", "remove": [label]})
    assert [one["labels"] for one in shown] == [[], []]
    shown = await after({"type": "priority", "priority": "high"})
    assert [one["priority"] for one in shown] == ["high", "high"]
    shown = await after({"type": "assign", "assignee": me})
    assert {one["assignee"]["id"] for one in shown} == {workspace.owner_id}
    shown = await after({"type": "snooze", "until": "2099-01-01T00:00:00Z"})
    assert {one["status"] for one in shown} == {"snoozed"}
    assert {one["status"] for one in await after({"type": "reopen"})} == {"open"}


async def test_a_filter_names_many_too(workspace: WorkspaceUnderTest) -> None:
    ids = [(await begin(workspace))[1] for _ in range(3)]
    await workspace.post(f"{PATH}/{ids[0]}/priority", {"priority": "high"})
    asked = {"filter": {"priority": ["none"]}, "action": {"type": "resolve"}}
    done = await workspace.post(f"{PATH}/bulk", asked)
    assert ({item["id"] for item in done["items"]}, done["more"]) == (set(ids[1:]), False)


async def test_all_that_fit_are_walked_once_though_they_go_on_fitting(
    workspace: WorkspaceUnderTest,
) -> None:
    ids = [(await begin(workspace))[1] for _ in range(5)]
    label = (await workspace.post("/api/v1/labels", {"name": "vip"}))["id"]
    await workspace.post(f"{PATH}/{ids[2]}/resolve")
    counted = await workspace.get(f"{PATH}/count", params={"status": "open"})
    assert counted == {"count": 4, "more": False}

    done: list[str] = []
    asked: dict[str, Any] = {"filter": {"status": "open"}, "limit": 2}
    asked["action"] = {"type": "label", "add": [label]}
    while True:
        answer = await workspace.post(f"{PATH}/bulk", asked)
        done += [item["id"] for item in answer["items"]]
        assert answer["more"] == (answer["next"] is not None)
        if answer["next"] is None:
            break
        asked["after"] = answer["next"]
    assert done == [ids[4], ids[3], ids[1], ids[0]]
    assert (await workspace.get(f"{PATH}/count", params={"label_id": label}))["count"] == 4
    assert (await workspace.get(f"{PATH}/count", params={"q": "hello"}))["count"] == 5


@pytest.mark.parametrize(
    "body",
    [
        {"ids": ["x"], "after": "abc", "action": {"type": "resolve"}},
        {"action": {"type": "resolve"}},
        {"ids": ["x"], "filter": {}, "action": {"type": "resolve"}},
        {"ids": ["x"], "action": {"type": "explode"}},
        {"ids": ["x"] * 201, "action": {"type": "read"}},
        {"ids": ["x"], "action": {"type": "label", "add": ["lbl_nobody"]}},
    ],
)
async def test_what_makes_no_sense_does_nothing(
    workspace: WorkspaceUnderTest, body: dict[str, Any]
) -> None:
    answer = await workspace.call("POST", f"{PATH}/bulk", json=body)
    assert answer.status_code == 422 or answer.json()["items"][0]["status"] == "failed"


async def test_a_label_is_renamed_everywhere_and_comes_off_when_it_is_given_up(
    workspace: WorkspaceUnderTest, database: Database
) -> None:
    ids = [(await begin(workspace))[1] for _ in range(2)]
    label = (await workspace.post("/api/v1/labels", {"name": "vip", "color": "red"}))["id"]
    for id_ in ids:
        await workspace.post(f"{PATH}/{id_}/labels", {"add": [label]})
    taken = await workspace.call("POST", "/api/v1/labels", json={"name": "vip"})
    assert taken.status_code == 409
    await workspace.patch(f"/api/v1/labels/{label}", {"name": "VIP", "color": "blue"})
    shown = await workspace.get(f"{PATH}/{ids[0]}")
    assert shown["labels"] == [{"id": label, "name": "VIP", "color": "blue"}]
    assert await listed(workspace, label_id=label) == ids[::-1]

    assert (await workspace.call("DELETE", f"/api/v1/labels/{label}")).status_code == 204
    assert (await workspace.get(f"{PATH}/{ids[0]}"))["labels"] == []
    await forget(database, Job("", workspace.id, {"label_id": label}, 1))
    assert await listed(workspace, label_id=label) == []
