"""Canned responses: shared or one's own, found by what is typed, with variables that exist."""

from typing import Any

import httpx
import pytest

from switchboard.console.canned.variables import unknown_variables
from tests.support.workspace import WorkspaceUnderTest

PATH = "/api/v1/canned-responses"
HELLO = {"title": "Greeting", "shortcut": "Hello", "body": "Hi {{ contact.first_name }}!"}


async def found(workspace: WorkspaceUnderTest, **query: Any) -> list[str]:
    """The shortcuts of a list, all pages of it."""
    shortcuts: list[str] = []
    after = None
    while True:
        asked = {name: value for name, value in {**query, "after": after}.items() if value}
        page = await workspace.get(PATH, params={"limit": 2, **asked})
        shortcuts += [item["shortcut"] for item in page["items"]]
        after = page["next"]
        if after is None:
            return shortcuts


async def test_they_are_found_by_shortcut_title_and_language(workspace: WorkspaceUnderTest) -> None:
    made = await workspace.post(PATH, HELLO)
    assert (made["shortcut"], made["shared"], made["editable"]) == ("hello", True, True)
    await workspace.post(PATH, {**HELLO, "body": "Hola", "language": "es"})
    await workspace.post(PATH, {"title": "100% sure", "shortcut": "sure", "body": "Yes"})
    assert await found(workspace) == ["hello", "hello", "sure"]
    assert await found(workspace, q="GREET") == ["hello", "hello"]
    assert await found(workspace, q="%") == ["sure"]
    assert await found(workspace, language="de") == ["hello", "sure"]
    changed = await workspace.patch(f"{PATH}/{made['id']}", {"body": "Hey", "language": "fr"})
    assert (changed["body"], changed["language"], changed["title"]) == ("Hey", "fr", "Greeting")
    assert (await workspace.call("DELETE", f"{PATH}/{made['id']}")).status_code == 204
    assert await found(workspace, q="hello") == ["hello"]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"body": "Hi {{contact.shoe}}"}, 422),
        ({"body": "Hi {{contact.attributes.shoe-size}}"}, 201),
        ({"shortcut": "two words"}, 422),
        ({"body": "   "}, 422),
        ({}, 409),
        ({"shared": False}, 201),
    ],
)
async def test_what_is_kept_can_be_used(
    workspace: WorkspaceUnderTest, change: dict[str, Any], status: int
) -> None:
    if not change:
        await workspace.post(PATH, HELLO)
    answer = await workspace.call("POST", PATH, json={**HELLO, **change})
    assert answer.status_code == status, answer.text


async def test_ones_own_are_nobody_elses_and_what_is_shared_is_its_makers(
    workspace: WorkspaceUnderTest, http: httpx.AsyncClient
) -> None:
    key = (await workspace.post("/api/v1/api-keys", {"name": "C", "role": "agent"}))["key"]
    colleague = {"Authorization": f"Bearer {key}"}
    own = await workspace.post(PATH, {**HELLO, "shared": False})
    shared = await workspace.post(PATH, {**HELLO, "shortcut": "bye"})
    seen = (await http.get(PATH, headers=colleague)).json()["items"]
    assert [(item["shortcut"], item["editable"]) for item in seen] == [("bye", False)]
    for made, status in ((own, 404), (shared, 403)):
        answer = await http.patch(f"{PATH}/{made['id']}", json={"title": "X"}, headers=colleague)
        assert answer.status_code == status
    theirs = (await http.post(PATH, json={**HELLO, "shortcut": "x"}, headers=colleague)).json()
    assert theirs["editable"]
    await workspace.patch(f"{PATH}/{theirs['id']}", {"title": "By an administrator"})


def test_a_variable_may_have_a_fallback() -> None:
    assert unknown_variables("Hi {{contact.first_name | there}} {{ contact.phone|}}!") == []
    assert unknown_variables("Hi {{contact.nickname | there}}!") == ["contact.nickname"]
