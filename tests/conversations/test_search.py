"""Search over people and texts: pages, and what was found marked by offsets."""

from hypothesis import given
from hypothesis import strategies as st

from switchboard.conversations.lists.schemas import Marked
from switchboard.conversations.lists.search import snippet
from tests.conversations.test_lists import PATH, begin
from tests.support.workspace import WorkspaceUnderTest


def marked(found: Marked | dict[str, object]) -> list[str]:
    """The parts that are marked, as a browser would cut them."""
    told = found if isinstance(found, Marked) else Marked.model_validate(found)
    units = told.text.encode("utf-16-le", "surrogatepass")
    return [units[2 * a : 2 * b].decode("utf-16-le") for a, b in told.marks]


async def test_people_and_texts_are_found_and_marked(workspace: WorkspaceUnderTest) -> None:
    _, first = await begin(workspace, "My zeppelin 🦄 is late", name="Zeppo Marx", email="z@x.org")
    _, second = await begin(workspace, "Two ZEPPELINS", name="Bob")
    note = {"text": "Ask the zeppelin people", "kind": "note"}
    await workspace.post(f"{PATH}/{second}/messages", note)

    page = await workspace.get(f"{PATH}/search", params={"q": "zepp", "limit": 2})
    (person,) = page["people"]
    assert (marked(person["name"]), person["email"]["marks"]) == (["Zepp"], [])
    found = [(item["conversation"]["id"], item["kind"]) for item in page["items"]]
    assert found == [(second, "note"), (second, "message")]
    assert [marked(item["snippet"]) for item in page["items"]] == [["zepp"], ["ZEPP"]]

    rest = await workspace.get(
        f"{PATH}/search", params={"q": "zepp", "limit": 2, "after": page["next"]}
    )
    assert [item["conversation"]["id"] for item in rest["items"]] == [first]
    assert (rest["people"], rest["next"]) == ([], None)
    for nothing in ({}, {"q": "!?"}):
        found_none = await workspace.get(f"{PATH}/search", params=nothing)
        assert found_none == {"people": [], "items": [], "next": None}


def test_a_snippet_is_cut_around_what_was_found() -> None:
    found = snippet("word " * 100 + "🦄 Größe 42 " + "word " * 100, "grö 4")
    assert marked(found) == ["Grö", "4"]
    assert found.text.startswith("…word")
    assert found.text.endswith("…")
    assert len(found.text) <= 202


@given(st.text(max_size=400), st.text(max_size=20))
def test_marks_lie_within_the_text_in_order(whole: str, q: str) -> None:
    found = snippet(whole, q)
    end = 0
    for mark in found.marks:
        assert end <= mark[0] < mark[1]
        end = mark[1]
    assert end <= len(found.text.encode("utf-16-le", "surrogatepass")) // 2
