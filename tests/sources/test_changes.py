"""What a fetch would change is shown before it is; what people wrote is not overwritten."""

from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import text

from switchboard.core.clock import now
from switchboard.core.db import Database
from switchboard.sources import fetch_due
from switchboard.sources.models import Source
from tests.sources.conftest import ARTICLES, SOURCES, Fetching

PATHS = ("/a", "/b", "/c")


@pytest_asyncio.fixture(loop_scope="session")
async def source(fetching: Fetching) -> dict[str, Any]:
    """A site of a start page and three articles, fetched once."""
    fetching.site.article("/", "Start", "Welcome. " * 40, *PATHS)
    for path in PATHS:
        fetching.site.article(path, f"Article {path}", f"What {path} said.", etag=f'"1{path}"')
    return await fetching.add()


async def changes(fetching: Fetching, source_id: str) -> dict[str, dict[str, Any]]:
    """What waits to be decided, by path."""
    listed = await fetching.workspace.get(f"{SOURCES}/{source_id}/changes")
    return {item["address"].removeprefix(fetching.site.url): item for item in listed["items"]}


async def edit(fetching: Fetching, title: str, body: str) -> None:
    article = (await fetching.articles())[title]
    await fetching.workspace.patch(f"{ARTICLES}/{article['id']}", {"body": body})


async def test_what_did_not_change_is_not_sent_again(
    fetching: Fetching, source: dict[str, Any]
) -> None:
    fetching.site.asked.clear()
    before = await fetching.articles()
    again = await fetching.fetch(source["id"])
    assert again["counts"] == source["counts"]
    answered = {asked.path: asked.status for asked in fetching.site.asked}
    assert {answered[path] for path in PATHS} == {304}
    assert await fetching.articles() == before


async def test_a_preview_shows_changes_and_makes_none(
    fetching: Fetching, source: dict[str, Any]
) -> None:
    site = fetching.site
    site.article("/", "Start", "Welcome. " * 40, *PATHS, "/d")
    site.article("/a", "Article /a", "What /a says now.")
    site.article("/d", "Article /d", "It is new.")
    del site.pages["/c"]
    before = await fetching.articles()
    seen = await fetching.fetch(source["id"], preview=True)
    assert (seen["state"], seen["pending"]) == ("ready", 3)
    assert await fetching.articles() == before
    found = await changes(fetching, source["id"])
    assert {path: change["kind"] for path, change in found.items()} == {
        "/a": "changed",
        "/c": "gone",
        "/d": "new",
    }
    lines = found["/a"]["fields"][0]["lines"]
    said = [(line["op"], "".join(part["text"] for part in line["parts"])) for line in lines]
    assert said == [("delete", "What /a said."), ("insert", "What /a says now.")]
    applying = await fetching.workspace.post(f"{SOURCES}/{source['id']}/apply", {})
    assert applying["progress"]["phase"] == "applying"
    applied = await fetching.run(source["id"])
    assert applied["pending"] == 0
    after = await fetching.articles()
    assert after["Article /a"]["body"] == "What /a says now."
    assert after["Article /c"]["status"] == "draft"
    assert after["Article /d"]["status"] == "published"
    site.article("/c", "Article /c", "It is back.")
    await fetching.fetch(source["id"])
    back = (await fetching.articles())["Article /c"]
    assert (back["status"], back["body"]) == ("published", "It is back.")


async def test_to_apply_needs_no_job_that_is_ending(
    fetching: Fetching, source: dict[str, Any]
) -> None:
    """The fetch is over before its job is: a job to apply must not count as the same one."""
    fetching.site.article("/a", "Article /a", "What /a says now.")
    await fetching.fetch(source["id"], preview=True)
    before = await _jobs(fetching, source["id"])
    await fetching.workspace.post(f"{SOURCES}/{source['id']}/apply", {})
    assert await _jobs(fetching, source["id"]) == before + 1


async def _jobs(fetching: Fetching, source_id: str) -> int:
    """How many jobs wait or run for a source."""
    payload = "convert_from(payload, 'UTF8')"
    async with fetching.services.get(Database).system() as session:
        counted = await session.scalar(
            text(f"SELECT count(*) FROM pgqueuer WHERE {payload} LIKE :like"),
            {"like": f"%{source_id}%"},
        )
    return counted or 0


async def test_discarded_changes_are_not_proposed_again(
    fetching: Fetching, source: dict[str, Any]
) -> None:
    site, path = fetching.site, f"{SOURCES}/{source['id']}"
    site.article("/", "Start", "Welcome. " * 40, *PATHS, "/d")
    site.article("/a", "Article /a", "Nonsense.")
    site.article("/d", "Article /d", "Not wanted.")
    del site.pages["/c"]
    await fetching.fetch(source["id"], preview=True)
    discarded = await fetching.workspace.post(f"{path}/discard", {})
    assert discarded["pending"] == 0
    await fetching.fetch(source["id"])
    articles = await fetching.articles()
    assert articles["Article /a"]["body"] == "What /a said."
    assert articles["Article /c"]["status"] == "published"
    assert "Article /d" not in articles
    site.article("/a", "Article /a", "Something else.")
    await fetching.fetch(source["id"])
    assert (await fetching.articles())["Article /a"]["body"] == "Something else."


async def test_what_people_edited_waits_for_a_decision(
    fetching: Fetching, source: dict[str, Any]
) -> None:
    site, path = fetching.site, f"{SOURCES}/{source['id']}"
    for title in ("Article /a", "Article /b", "Article /c"):
        await edit(fetching, title, "Written by hand.")
    site.article("/a", "Article /a", "What /a says now.")
    site.article("/b", "Article /b", "What /b says now.")
    del site.pages["/c"]
    fetched = await fetching.fetch(source["id"])
    assert (fetched["counts"]["differs"], fetched["pending"]) == (3, 3)
    bodies = {title: found["body"] for title, found in (await fetching.articles()).items()}
    assert {bodies[f"Article {path}"] for path in PATHS} == {"Written by hand."}
    found = await changes(fetching, source["id"])
    named = {"document_ids": [found["/a"]["document_id"]]}
    still = await fetching.workspace.post(f"{path}/apply", named)
    assert still["pending"] == 3
    await fetching.workspace.post(f"{path}/apply", {**named, "overwrite": True})
    await fetching.workspace.post(f"{path}/discard", {"document_ids": [found["/b"]["document_id"]]})
    articles = await fetching.articles()
    assert articles["Article /a"]["body"] == "What /a says now."
    assert articles["Article /b"]["body"] == "Written by hand."
    assert (await fetching.source(source["id"]))["pending"] == 1


async def test_an_article_deleted_here_does_not_come_back(
    fetching: Fetching, source: dict[str, Any]
) -> None:
    article = (await fetching.articles())["Article /a"]
    await fetching.workspace.call("DELETE", f"{ARTICLES}/{article['id']}")
    fetching.site.article("/a", "Article /a", "What /a says now.")
    await fetching.fetch(source["id"])
    assert "Article /a" not in await fetching.articles()
    document = (await fetching.documents(source["id"]))["/a"]
    assert (document["state"], document["error"]) == ("ignored", "The article was deleted here.")
    named = {"document_ids": [document["id"]]}
    await fetching.workspace.post(f"{SOURCES}/{source['id']}/apply", named)
    assert (await fetching.articles())["Article /a"]["body"] == "What /a says now."


async def test_a_site_that_lost_its_pages_does_not_take_the_articles(fetching: Fetching) -> None:
    paths = [f"/{number}" for number in range(8)]
    fetching.site.article("/", "Start", "Welcome. " * 40, *paths)
    for path in paths:
        fetching.site.article(path, f"Article {path}", f"What {path} said.")
    source = await fetching.add()
    for path in paths:
        del fetching.site.pages[path]
    source = await fetching.fetch(source["id"])
    assert source["pending"] == 8
    assert "8 of 9 articles would be unpublished" in source["error"]
    assert {found["status"] for found in (await fetching.articles()).values()} == {"published"}


@pytest.mark.parametrize("on_change", ["apply", "ask"])
async def test_a_schedule_fetches_by_itself(fetching: Fetching, on_change: str) -> None:
    fetching.site.article("/", "Start", "What it said.")
    settings = {"on_change": on_change}
    source = await fetching.add(kind="page", schedule="daily", settings=settings)
    assert source["next_fetch_at"] is not None
    fetching.site.article("/", "Start", "What it says now.")
    database = fetching.services.get(Database)
    assert await fetch_due(database) == 0
    async with database.transaction(fetching.workspace.id) as session:
        row = await session.get(Source, source["id"])
        assert row is not None
        row.next_fetch_at = now() - timedelta(seconds=1)
    assert await fetch_due(database) == 1
    source = await fetching.run(source["id"])
    said = (await fetching.articles())["Start"]["body"]
    asked = on_change == "ask"
    assert said == ("What it said." if asked else "What it says now.")
    assert source["pending"] == int(asked)


async def test_a_source_can_be_paused_changed_and_removed(
    fetching: Fetching, source: dict[str, Any]
) -> None:
    call, path = fetching.workspace.call, f"{SOURCES}/{source['id']}"
    paused = await fetching.workspace.patch(path, {"paused": True, "name": "Old help"})
    assert (paused["state"], paused["name"]) == ("paused", "Old help")
    assert (await call("POST", f"{path}/fetch", json={})).status_code == 409
    resumed = await fetching.workspace.patch(path, {"paused": False, "schedule": "weekly"})
    assert resumed["state"] == "ready"
    assert resumed["next_fetch_at"] is not None
    settings = {"audience": "staff"}
    await fetching.workspace.patch(path, {"settings": settings})
    await fetching.fetch(source["id"])
    assert {found["audience"] for found in (await fetching.articles()).values()} == {"staff"}
    assert (await call("DELETE", f"{path}?keep_articles=false")).status_code == 204
    assert (await call("GET", path)).status_code == 404
    assert {found["status"] for found in (await fetching.articles()).values()} == {"draft"}


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"address": "file:///etc/passwd"}, 422),
        ({"address": "http://u:p@example.com/"}, 422),
        ({"address": ""}, 422),
        ({}, 422),
        ({"kind": "upload", "address": "https://example.com/"}, 422),
        ({"address": "https://example.com/", "settings": {"depth": 99}}, 422),
        ({"address": "https://example.com/", "settings": {"include": ["help"]}}, 422),
    ],
)
async def test_a_source_that_cannot_be_is_refused(
    fetching: Fetching, given: dict[str, Any], status: int
) -> None:
    answer = await fetching.workspace.call("POST", SOURCES, json=given)
    assert answer.status_code == status
    assert answer.json()["detail"]
