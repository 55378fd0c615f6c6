"""Visitors without a name have one all the same: stable, told apart, the same everywhere."""

import re

from hypothesis import given
from hypothesis import strategies as st

from switchboard.contacts.nicknames import nickname
from switchboard.core.ids import new_id
from tests.contacts.test_people import PATH, begin, listed
from tests.support.workspace import WorkspaceUnderTest


async def test_a_visitor_has_one_name_everywhere(workspace: WorkspaceUnderTest) -> None:
    conversation, contact = await begin(workspace)
    name = (await workspace.get(f"{PATH}/{contact}"))["display_name"]
    assert re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+ \d\d", name)
    brief = (await workspace.get(f"/api/v1/conversations/{conversation}"))["contact"]
    assert (brief["display_name"], brief["name"]) == (name, None)
    assert (await workspace.get(PATH))["items"][0]["display_name"] == name
    found = await workspace.get("/api/v1/conversations/search", params={"q": name})
    assert [one["display_name"]["text"] for one in found["people"]] == [name]
    assert await listed(workspace, q=name) == [contact]


async def test_a_place_that_is_known_is_part_of_it(workspace: WorkspaceUnderTest) -> None:
    _, contact = await begin(workspace)
    name = (await workspace.get(f"{PATH}/{contact}"))["display_name"]
    place = {"attributes": {"city": "Bilbao"}}
    shown = await workspace.patch(f"{PATH}/{contact}", place)
    assert shown["display_name"] == f"{name} from Bilbao"
    assert await listed(workspace, q="bilbao") == [contact]


async def test_who_gave_a_name_has_no_other(workspace: WorkspaceUnderTest) -> None:
    _, contact = await begin(workspace)
    made = (await workspace.get(f"{PATH}/{contact}"))["display_name"]
    for field, value in {"phone": "+34600111222", "email": "a@x.org", "name": "Ann"}.items():
        shown = await workspace.patch(f"{PATH}/{contact}", {field: value})
        assert shown["display_name"] == value
        assert await listed(workspace, q=made) == []
    nothing = {"name": "", "email": "", "phone": ""}
    assert (await workspace.patch(f"{PATH}/{contact}", nothing))["display_name"] == made
    assert await listed(workspace, q=made) == [contact]


async def test_it_is_in_the_workspace_s_language(workspace: WorkspaceUnderTest) -> None:
    _, contact = await begin(workspace)
    english = (await workspace.get(f"{PATH}/{contact}"))["display_name"]
    german = {"languages": ["de", "en"], "default_language": "de"}
    await workspace.patch("/api/v1/workspace", german)
    shown = (await workspace.get(f"{PATH}/{contact}"))["display_name"]
    assert shown == nickname(contact, "de")
    assert shown.split()[-1] == english.split()[-1]
    assert await listed(workspace, q=english) == await listed(workspace, q=shown) == [contact]


@given(st.uuids(), st.sampled_from(["en", "es-MX", "de", "fr", ""]))
def test_a_name_is_stable(number: object, language: str) -> None:
    assert nickname(str(number), language) == nickname(str(number), language)
    assert re.fullmatch(r"[^\W\d_]+( [^\W\d_]+)? \d\d", nickname(str(number), language))


def test_names_in_a_list_differ() -> None:
    """Of a thousand contacts, about two pairs share a name; so a page of a list hardly has one."""
    names = {nickname(new_id("con"), "en") for _ in range(1_000)}
    assert len(names) > 985
