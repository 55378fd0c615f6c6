"""Contacts over HTTP: listed and searched, changed field by field, and made one."""

from typing import Any

import pytest

from tests.support.workspace import WorkspaceUnderTest

PATH = "/api/v1/contacts"


async def begin(workspace: WorkspaceUnderTest, **profile: Any) -> tuple[str, str]:
    """The ids of the conversation and the contact of a visitor who wrote."""
    visitor = await workspace.visitor(**profile)
    await visitor.write("Hello")
    conversation_id = await workspace.conversation_of(visitor)
    shown = await workspace.get(f"/api/v1/conversations/{conversation_id}")
    return conversation_id, shown["contact"]["id"]


async def listed(workspace: WorkspaceUnderTest, **query: Any) -> list[str]:
    """The ids of a list, all pages of it."""
    ids: list[str] = []
    after = None
    while True:
        asked = {name: value for name, value in {**query, "after": after}.items() if value}
        page = await workspace.get(PATH, params={"limit": 2, **asked})
        ids += [item["id"] for item in page["items"]]
        after = page["next"]
        if after is None:
            return ids


async def test_a_list_and_a_search_are_complete_and_newest_first(
    workspace: WorkspaceUnderTest,
) -> None:
    people = [await begin(workspace, name=f"Ann{n}", email=f"n{n}@x.org") for n in range(5)]
    ids = [contact for _, contact in people]
    await workspace.patch(f"{PATH}/{ids[0]}", {"phone": "+34600111222", "name": "Zoë"})
    assert await listed(workspace) == ids[::-1]
    assert await listed(workspace, q="ann") == ids[:0:-1]
    assert await listed(workspace, q="n3@") == [ids[3]]
    assert await listed(workspace, q="+346001") == [ids[0]]
    first = (await workspace.get(PATH))["items"][0]
    assert first["last_activity_at"] > first["created_at"]


async def test_a_change_touches_what_it_names(workspace: WorkspaceUnderTest) -> None:
    _, contact = await begin(workspace, name="Ann", email="ann@x.org")
    attributes = {"plan": "pro", "seats": 3, "vip": True}
    await workspace.patch(f"{PATH}/{contact}", {"attributes": attributes})
    shown = await workspace.patch(
        f"{PATH}/{contact}",
        {"time_zone": "Europe/Madrid", "email": "", "attributes": {"seats": None, "plan": "free"}},
    )
    assert shown["attributes"] == {"plan": "free", "vip": True}
    assert (shown["name"], shown["email"], shown["time_zone"]) == ("Ann", None, "Europe/Madrid")


@pytest.mark.parametrize(
    "change",
    [{"time_zone": "Mars/Base"}, {"email": "nobody"}, {"attributes": {"a": {"deep": 1}}}],
)
async def test_what_is_no_value_is_refused(
    workspace: WorkspaceUnderTest, change: dict[str, Any]
) -> None:
    _, contact = await begin(workspace)
    answer = await workspace.call("PATCH", f"{PATH}/{contact}", json=change)
    assert answer.status_code == 422


async def test_two_contacts_become_one(workspace: WorkspaceUnderTest) -> None:
    first, kept = await begin(workspace, name="Ann")
    visitor = await workspace.visitor(name="Ann L.", email="ann@x.org")
    await visitor.write("From my phone")
    second = await workspace.conversation_of(visitor)
    gone = (await workspace.get(f"/api/v1/conversations/{second}"))["contact"]["id"]
    await workspace.patch(f"{PATH}/{kept}", {"attributes": {"plan": "pro"}})
    await workspace.patch(f"{PATH}/{gone}", {"attributes": {"plan": "free", "shoe": 42}})

    shown = await workspace.post(f"{PATH}/{gone}/merge", {"into": kept})
    assert (shown["id"], shown["name"], shown["email"]) == (kept, "Ann", "ann@x.org")
    assert shown["attributes"] == {"plan": "pro", "shoe": 42}
    assert len(shown["identities"]) == 2
    assert (await workspace.call("GET", f"{PATH}/{gone}")).status_code == 404
    theirs = await workspace.get("/api/v1/conversations", params={"contact_id": kept})
    assert [item["id"] for item in theirs["items"]] == [second, first]
    # Whoever wrote as the one that is gone goes on as the one that is left.
    await visitor.write("Still me")
    assert await workspace.conversation_of(visitor) == second
    assert await listed(workspace) == [kept]

    answer = await workspace.call("POST", f"{PATH}/{kept}/merge", json={"into": kept})
    assert answer.status_code == 422
