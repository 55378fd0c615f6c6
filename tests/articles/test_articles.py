"""Articles by the API: written, changed, listed, removed, and what of it stays in step."""

from typing import Any

import pytest
from sqlalchemy import select

from switchboard.articles import ArticleChanged
from switchboard.articles import service as articles
from switchboard.articles.models import Chunk
from switchboard.articles.schemas import ArticlePatch
from switchboard.articles.service import slugify
from switchboard.search import KnowledgeSearch
from switchboard.search.vectors import Place
from switchboard.search.wiring import vectors_of
from tests.support.knowledge import Knowledge
from tests.support.wait import eventually
from tests.support.workspace import WorkspaceFactory, WorkspaceUnderTest

PATH = "/api/v1/knowledge/articles"


async def test_an_article_is_written_read_changed_and_removed(
    workspace: WorkspaceUnderTest,
) -> None:
    given = {"title": " Rückgabe ", "body": "60 Tage.", "language": "de", "questions": ["Wann?"]}
    made = await workspace.post(PATH, given)
    assert made["title"] == "Rückgabe"
    assert (made["slug"], made["status"], made["audience"]) == ("ruckgabe", "published", "public")
    changed = await workspace.patch(f"{PATH}/{made['id']}", {"title": "Retoure", "status": "draft"})
    assert (changed["title"], changed["body"], changed["version"]) == ("Retoure", "60 Tage.", 2)
    assert await workspace.get(f"{PATH}/{made['id']}") == changed
    gone = await workspace.call("DELETE", f"{PATH}/{made['id']}")
    assert gone.status_code == 204
    assert (await workspace.call("GET", f"{PATH}/{made['id']}")).status_code == 404


@pytest.mark.parametrize(
    ("sort", "titles"),
    [
        ("title", ["Alpha", "beta", "beta", "Gamma"]),
        ("-title", ["Gamma", "beta", "beta", "Alpha"]),
        ("updated", ["beta", "beta", "Alpha", "Gamma"]),
        ("-updated", ["Gamma", "Alpha", "beta", "beta"]),
    ],
)
async def test_articles_come_page_by_page_in_the_order_asked_for(
    workspace: WorkspaceUnderTest, sort: str, titles: list[str]
) -> None:
    made = [await workspace.post(PATH, {"title": title}) for title in ("Gamma", "beta", "beta")]
    await workspace.post(PATH, {"title": "Alpha"})
    await workspace.patch(f"{PATH}/{made[0]['id']}", {"body": "changed"})
    found: list[str] = []
    after: str | None = ""
    while after is not None:
        asked = {"sort": sort, "limit": 1, **({"after": after} if after else {})}
        page = await workspace.get(PATH, params=asked)
        found += [article["title"] for article in page["items"]]
        after = page["next"]
    assert found == titles


async def test_an_order_refuses_the_cursor_of_another(workspace: WorkspaceUnderTest) -> None:
    for title in ("one", "two"):
        await workspace.post(PATH, {"title": title})
    by_title = await workspace.get(PATH, params={"sort": "title", "limit": 1})
    for sort in ("updated", ""):
        params = {"after": by_title["next"], **({"sort": sort} if sort else {})}
        assert (await workspace.call("GET", PATH, params=params)).status_code == 422


async def test_a_taken_slug_is_a_conflict_and_a_made_one_never_is(
    workspace: WorkspaceUnderTest,
) -> None:
    first = await workspace.post(PATH, {"title": "Returns"})
    second = await workspace.post(PATH, {"title": "Returns"})
    assert (first["slug"], second["slug"]) == ("returns", "returns-2")
    taken = await workspace.call("POST", PATH, json={"title": "x", "slug": "returns"})
    assert taken.status_code == 409
    moved = await workspace.call("PATCH", f"{PATH}/{second['id']}", json={"slug": "returns"})
    assert moved.status_code == 409
    other = await workspace.post(PATH, {"title": "x", "slug": "returns", "language": "de"})
    assert other["slug"] == "returns"


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"title": ""},
        {"title": "   "},
        {"title": "x" * 201},
        {"title": "x", "body": "x" * 200_001},
        {"title": "x", "body": 5},
        {"title": "x", "body": "nul \x00 inside"},
        {"title": "x", "questions": ["y"] * 1_001},
        {"title": "x", "questions": ["y" * 301]},
        {"title": "x", "language": "English"},
        {"title": "x", "status": "gone"},
        {"title": "x", "audience": "everyone"},
        {"title": "x", "url": "javascript:alert(1)"},
        {"title": "x", "slug": "../x"},
    ],
)
async def test_what_does_not_fit_is_refused_in_words(
    workspace: WorkspaceUnderTest, given: dict[str, Any]
) -> None:
    answer = await workspace.call("POST", PATH, json=given)
    assert answer.status_code == 422
    assert answer.json()["detail"]
    assert (await workspace.get(PATH))["items"] == []


async def test_null_cannot_be_put_into_an_article(workspace: WorkspaceUnderTest) -> None:
    made = await workspace.post(PATH, {"title": "x", "url": "https://a.test/x"})
    answer = await workspace.call("PATCH", f"{PATH}/{made['id']}", json={"title": None})
    assert answer.status_code == 422
    assert (await workspace.patch(f"{PATH}/{made['id']}", {"url": None}))["url"] is None


async def test_lists_come_in_pages_newest_first(workspace: WorkspaceUnderTest) -> None:
    for number in range(5):
        await workspace.post(PATH, {"title": f"Article {number}", "slug": f"a{number}"})
    await workspace.post(PATH, {"title": "Artikel 100%", "slug": "b", "language": "de"})
    first = await workspace.get(PATH, params={"limit": 4})
    second = await workspace.get(PATH, params={"limit": 4, "after": first["next"]})
    slugs = [item["slug"] for item in first["items"] + second["items"]]
    assert slugs == ["b", "a4", "a3", "a2", "a1", "a0"]
    assert second["next"] is None
    assert len((await workspace.get(PATH, params={"language": "de"}))["items"]) == 1
    assert [i["slug"] for i in (await workspace.get(PATH, params={"q": "LE 3"}))["items"]] == ["a3"]
    assert len((await workspace.get(PATH, params={"q": "%"}))["items"]) == 1
    assert (await workspace.call("GET", PATH, params={"after": "x"})).status_code == 422


async def test_another_workspaces_articles_do_not_exist(
    workspace: WorkspaceUnderTest, workspaces: WorkspaceFactory
) -> None:
    other = await workspaces.make()
    theirs = await other.post(PATH, {"title": "Theirs"})
    for method in ("GET", "PATCH", "DELETE"):
        body = {"title": "Ours"} if method == "PATCH" else None
        answer = await workspace.call(method, f"{PATH}/{theirs['id']}", json=body)
        assert answer.status_code == 404
    assert (await workspace.get(PATH))["items"] == []


async def test_every_change_is_told(knowledge: Knowledge, workspace: WorkspaceUnderTest) -> None:
    told: list[str] = []

    async def hear(_session: object, event: ArticleChanged) -> None:
        if event.workspace_id == workspace.id:
            told.append(event.change)

    knowledge.database.events.subscribe(ArticleChanged, hear)
    made = await workspace.post(PATH, {"title": "x"})
    await workspace.patch(f"{PATH}/{made['id']}", {"title": "y"})
    await workspace.patch(f"{PATH}/{made['id']}", {"title": "y"})
    await workspace.call("DELETE", f"{PATH}/{made['id']}")
    assert told == ["created", "updated", "deleted"]


async def test_an_unchanged_chunk_keeps_its_id_and_its_vector(knowledge: Knowledge) -> None:
    article = await knowledge.write("T", "## A\nFirst part.\n\n## B\nSecond part.")
    await knowledge.embed_all()
    before = await chunks(knowledge)
    async with knowledge.database.transaction(knowledge.workspace_id) as session:
        await articles.update(
            session, article.id, ArticlePatch(body="## A\nFirst part.\n\n## B\nChanged.")
        )
        # Looked at before the commit: a worker of other tests may embed it at once.
        waiting = await session.scalars(
            select(Chunk.text).where(
                Chunk.workspace_id == knowledge.workspace_id, Chunk.indexed_with.is_(None)
            )
        )
        assert waiting.all() == ["Changed."]
    after = await chunks(knowledge)
    assert after["First part."] == before["First part."]
    assert after["T"] == before["T"]
    assert "Second part." not in after


async def test_removed_articles_leave_the_vector_store(
    knowledge: Knowledge, workspace: WorkspaceUnderTest, worker: None
) -> None:
    article = await knowledge.write("Returns", "Within 60 days.")
    await knowledge.embed_all()
    vectors = vectors_of(knowledge.services)
    embedding = knowledge.services.get(KnowledgeSearch).embedding
    place = Place(workspace.id, "en", "public", embedding.fingerprint)
    asked = (await embedding.embed(["returns"], kind="query"))[0]
    assert len(await vectors.query(place, asked, 10)) == 2
    await workspace.call("DELETE", f"{PATH}/{article.id}")

    async def empty() -> bool:
        return await vectors.query(place, asked, 10) == []

    assert await eventually(empty)


@pytest.mark.parametrize(
    ("title", "slug"),
    [("How long?", "how-long"), ("Größe & Maß", "grosse-mass"), ("退货", "退货"), ("?!", "")],
)
def test_slugs_are_made_of_titles(title: str, slug: str) -> None:
    assert slugify(title) == slug


async def chunks(knowledge: Knowledge) -> dict[str, str]:
    """The ids of the workspace's chunks by their text."""
    async with knowledge.database.transaction(knowledge.workspace_id) as session:
        rows = await session.execute(
            select(Chunk.text, Chunk.id).where(Chunk.workspace_id == knowledge.workspace_id)
        )
        return {row.text: row.id for row in rows}
