"""Pages and events that the site tells of, beside the visitor's conversation."""

from typing import Any

import pytest

from tests.support.workspace import WorkspaceFactory, WorkspaceUnderTest


def visit(number: int = 0, **more: Any) -> dict[str, Any]:
    told = {"name": "page", "page": f"https://shop.test/{number}?q=tent#secret", "title": "Tent"}
    return {**told, "at": "2026-01-01T10:00:00Z", **more}


async def test_staff_see_where_the_visitor_came_by(workspace: WorkspaceUnderTest) -> None:
    visitor = await workspace.visitor()
    many = [visit(number) for number in range(30)]
    for visits in (many, many, [visit(99, name="basket", data={"euros": 12.5, "gift": True})]):
        answer = await visitor.call("POST", "/visits", json={"visits": visits})
        assert answer.status_code == 202
    await visitor.write("Hello")
    conversation_id = await workspace.conversation_of(visitor)
    shown = (await workspace.get(f"/api/v1/conversations/{conversation_id}/visits"))["items"]
    assert len(shown) == 50
    assert shown[0]["name"] == "basket"
    assert shown[0]["data"] == {"euros": 12.5, "gift": True}
    assert shown[0]["page"] == "https://shop.test/99?q=tent"
    assert shown[1]["page"].startswith("https://shop.test/29")


@pytest.mark.parametrize(
    "wrong",
    [
        {"visits": []},
        {"visits": [visit()] * 31},
        {"visits": [visit(name="")]},
        {"visits": [visit(at="yesterday")]},
        {"visits": [visit(data={"deep": {"er": 1}})]},
        {"visits": [visit(data={str(number): 1 for number in range(21)})]},
        {"visits": [visit(page="x" * 2001)]},
        {"visits": [visit(title="\x00")]},
    ],
)
async def test_what_is_no_visit_is_refused(
    workspace: WorkspaceUnderTest, wrong: dict[str, Any]
) -> None:
    visitor = await workspace.visitor()
    assert (await visitor.call("POST", "/visits", json=wrong)).status_code == 422


async def test_a_time_ahead_is_now_and_one_without_a_zone_is_taken(
    workspace: WorkspaceUnderTest,
) -> None:
    visitor = await workspace.visitor()
    told = [visit(at="2999-01-01T00:00:00Z"), visit(at="2026-01-01T10:00:00")]
    await visitor.call("POST", "/visits", json={"visits": told})
    await visitor.write("Hello")
    conversation_id = await workspace.conversation_of(visitor)
    shown = (await workspace.get(f"/api/v1/conversations/{conversation_id}/visits"))["items"]
    assert all(one["at"] < "2900" for one in shown)


async def test_nobody_elses_visits_are_seen(
    workspace: WorkspaceUnderTest, workspaces: WorkspaceFactory
) -> None:
    visitor = await workspace.visitor()
    await visitor.write("Hello")
    conversation_id = await workspace.conversation_of(visitor)
    other = await workspaces.make()
    answer = await other.call("GET", f"/api/v1/conversations/{conversation_id}/visits")
    assert answer.status_code == 404
