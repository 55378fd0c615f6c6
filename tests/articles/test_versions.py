"""Drafts, versions, translations and who may see what: writing as several people do it."""

from typing import Any

import pytest

from switchboard.articles.diff import diff
from tests.support.workspace import WorkspaceFactory, WorkspaceUnderTest

PATH = "/api/v1/knowledge/articles"


@pytest.fixture
async def article(workspace: WorkspaceUnderTest) -> dict[str, Any]:
    """A published article."""
    given = {"title": "Returns", "body": "You have 60 days.\n\nIt is free.", "language": "en"}
    made: dict[str, Any] = await workspace.post(PATH, given)
    return made


async def test_a_draft_is_seen_by_nobody_until_it_is_published(
    workspace: WorkspaceUnderTest, article: dict[str, Any]
) -> None:
    own = f"{PATH}/{article['id']}"
    text = {"title": "Returns", "body": "You have 30 days.", "version": 1, "number": 0}
    drafted = (await workspace.call("PUT", f"{own}/draft", json=text)).json()
    assert (drafted["body"], drafted["draft"]["body"]) == (article["body"], text["body"])
    assert (drafted["version"], drafted["updated_at"]) == (1, article["updated_at"])
    assert drafted["draft"]["saved_by"]["name"] == "Olivia Owner"
    found = await workspace.post("/api/v1/knowledge/search", {"query": "returns"})
    assert "60 days" in found["items"][0]["passage"]
    late = await workspace.call("PUT", f"{own}/draft", json=text)
    assert (late.status_code, late.json()["type"].rpartition(":")[2]) == (409, "draft_conflict")
    changes = await workspace.get(f"{own}/diff", params={"old": 1, "new": "draft"})
    assert [field["field"] for field in changes["fields"]] == ["body"]
    live = await workspace.post(f"{own}/publish", {"version": 1})
    assert (live["body"], live["draft"], live["version"]) == (text["body"], None, 2)
    found = await workspace.post("/api/v1/knowledge/search", {"query": "returns"})
    assert "30 days" in found["items"][0]["passage"]


async def test_who_saves_second_is_told_what_the_first_did(
    workspace: WorkspaceUnderTest, article: dict[str, Any]
) -> None:
    own = f"{PATH}/{article['id']}"
    await workspace.patch(own, {"title": "Sending back", "version": 1})
    answer = await workspace.call("PATCH", own, json={"body": "Mine.", "version": 1})
    assert answer.status_code == 409
    problem = answer.json()
    assert problem["type"].endswith("version_conflict")
    assert "Olivia Owner changed title" in problem["detail"]
    assert problem["errors"] == [{"field": "title", "message": "changed by Olivia Owner"}]
    assert (await workspace.get(own))["body"] == article["body"]
    assert (await workspace.patch(own, {"body": "Mine.", "version": 2}))["version"] == 3


async def test_every_version_is_kept_shown_and_brought_back(
    workspace: WorkspaceUnderTest, article: dict[str, Any]
) -> None:
    own = f"{PATH}/{article['id']}"
    await workspace.patch(own, {"body": "You have 30 days.\n\nIt is free.", "questions": ["When?"]})
    listed = (await workspace.get(f"{own}/versions"))["items"]
    assert [(one["version"], one["changed"]) for one in listed] == [
        (2, ["body", "questions"]),
        (1, []),
    ]
    body, questions = (await workspace.get(f"{own}/diff", params={"old": 1}))["fields"]
    parts = [
        (line["op"], [part["text"] for part in line["parts"] if part["changed"]])
        for line in body["lines"]
    ]
    assert parts[:2] == [("delete", ["60"]), ("insert", ["30"])]
    assert questions["field"] == "questions"
    back = await workspace.post(f"{own}/restore", {"version": 1, "expected": 2})
    assert (back["version"], back["body"], back["questions"]) == (3, article["body"], [])
    newest = (await workspace.get(f"{own}/versions"))["items"][0]
    assert newest["restored_from"] == 1
    content = (await workspace.get(f"{own}/versions/2"))["content"]
    assert content["questions"] == ["When?"]


async def test_translations_are_linked_and_the_missing_ones_found(
    workspace: WorkspaceUnderTest, article: dict[str, Any]
) -> None:
    spanish = {"title": "Devoluciones", "language": "es", "translation_of": article["id"]}
    made = await workspace.post(PATH, spanish)
    assert [one["id"] for one in made["translations"]] == [article["id"]]
    again = await workspace.call("POST", PATH, json={**spanish, "title": "Otra vez"})
    assert (again.status_code, "already has a translation in es" in again.text) == (409, True)
    same_slug = await workspace.post(PATH, {"title": "x", "slug": "returns", "language": "de"})
    assert {one["language"] for one in same_slug["translations"]} == {"en", "es"}
    alone = await workspace.post(PATH, {"title": "Alone"})
    missing = await workspace.get(PATH, params={"missing": "es"})
    assert [one["id"] for one in missing["items"]] == [alone["id"]]
    unlinked = await workspace.patch(f"{PATH}/{made['id']}", {"translation_of": None})
    assert unlinked["translations"] == []


async def test_search_while_typing_looks_everywhere_and_ranks_titles_first(
    workspace: WorkspaceUnderTest,
) -> None:
    await workspace.post(PATH, {"title": "Größen", "slug": "a", "body": "Shoes in every size."})
    await workspace.post(PATH, {"title": "Shoe care", "slug": "b", "questions": ["mud on boots?"]})
    await workspace.post(PATH, {"title": "退货政策", "slug": "c", "body": "六十天"})

    async def typed(text: str) -> list[str]:
        found = await workspace.get(PATH, params={"q": text, "brief": True})
        assert all(item["body"] == "" for item in found["items"])
        return [item["slug"] for item in found["items"]]

    assert await typed("shoe") == ["b", "a"]
    assert await typed("grosse") == ["a"]
    assert await typed("mud boo") == ["b"]
    assert await typed("退货") == ["c"]
    assert await typed("nothing of it") == []


@pytest.mark.parametrize("query", ["club prices", "what do members pay?"])
async def test_articles_for_customers_reach_customers_and_nobody_else(
    workspaces: WorkspaceFactory, query: str
) -> None:
    workspace = await workspaces.make()
    club = {"title": "Club prices", "body": "Members pay 20% less.", "audience": "customers"}
    await workspace.post(PATH, club)
    for audience, seen in (("public", 0), ("customers", 1), ("staff", 1)):
        asked = {"query": query, "audience": audience}
        found = await workspace.post("/api/v1/knowledge/search", asked)
        assert len(found["items"]) == seen, audience
        if audience != "staff":
            asked = {"text": "Club prices", "audience": audience}
            tried = await workspace.post("/api/v1/assistant/try", asked)
            assert ("20%" in tried["text"]) is bool(seen)
            assert len(tried["sources"]) == seen


def test_a_diff_shows_what_is_near_a_change_and_no_more() -> None:
    old = "\n".join(f"line {n}" for n in range(20))
    new = old.replace("line 10", "line ten")
    ops = [(line.op, line.skipped) for line in diff(old, new)]
    assert [op for op, _ in ops] == (
        ["skip", "equal", "equal", "delete", "insert", "equal", "equal", "skip"]
    )
    assert diff(old, old) == []
    assert [line.op for line in diff("", "new")] == ["insert"]
