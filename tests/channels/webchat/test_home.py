"""What the home screen shows, and whether a person would answer: true whatever the hours say."""

from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import update

from switchboard.conversations.models import Entry
from switchboard.core.clock import now
from switchboard.core.db import Database
from switchboard.team.presence import MemberPresence, mark_present
from tests.support.workspace import VisitorUnderTest, WorkspaceFactory, WorkspaceUnderTest


@pytest_asyncio.fixture(loop_scope="session")
async def shop(workspaces: WorkspaceFactory) -> WorkspaceUnderTest:
    return await workspaces.make()


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(shop: WorkspaceUnderTest) -> VisitorUnderTest:
    return await shop.visitor(locale="en")


async def available(visitor: VisitorUnderTest) -> dict[str, Any]:
    answer = await visitor.call("GET", "/availability")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def at_work(database: Database, shop: WorkspaceUnderTest) -> None:
    """The owner's console is open."""
    async with database.transaction(shop.id) as session:
        await mark_present(session, shop.owner_id)


async def test_somebody_is_there_only_while_a_member_is_at_work(
    shop: WorkspaceUnderTest, visitor: VisitorUnderTest, database: Database
) -> None:
    assert await available(visitor) == {
        "someone_there": False,
        "opens_at": None,
        "usual_wait_seconds": None,
    }
    await at_work(database, shop)
    assert (await available(visitor))["someone_there"] is True
    await shop.patch("/api/v1/me/settings", {"availability": "away"})
    assert (await available(visitor))["someone_there"] is False
    await shop.patch("/api/v1/me/settings", {"availability": "online"})
    async with database.transaction(shop.id) as session:
        await session.execute(update(MemberPresence).values(seen_at=now() - timedelta(minutes=3)))
    assert (await available(visitor))["someone_there"] is False


async def test_the_usual_wait_is_that_of_late_handovers(
    shop: WorkspaceUnderTest, database: Database
) -> None:
    await at_work(database, shop)
    for minutes in (2, 4, 60):
        asking = await shop.visitor(locale="en")
        await asking.call("POST", "/handover")
        conversation = await shop.conversation_of(asking)
        path = f"/api/v1/conversations/{conversation}"
        reply = await shop.post(f"{path}/messages", {"text": "Here I am"})
        async with database.transaction(shop.id) as session:
            await session.execute(
                update(Entry)
                .where(Entry.id == reply["id"])
                .values(created_at=now() + timedelta(minutes=minutes))
            )
    wait = (await available(await shop.visitor()))["usual_wait_seconds"]
    assert 239 < wait < 245


async def test_home_offers_the_articles_that_help(
    shop: WorkspaceUnderTest, visitor: VisitorUnderTest
) -> None:
    article = {"title": "Returning a kettle", "body": "Within 30 days.", "language": "en"}
    public = await shop.post("/api/v1/knowledge/articles", article)
    await shop.post("/api/v1/knowledge/articles", {**article, "title": "M", "audience": "staff"})
    await shop.post("/api/v1/knowledge/articles", {**article, "title": "D", "status": "draft"})
    for language in ("en", "fr"):
        home = (await visitor.call("GET", f"/home?language={language}")).json()
        shown = [{"article_id": public["id"], "title": "Returning a kettle"}]
        assert home["popular"] == shown, "French has none: the workspace's language then"


@pytest.mark.parametrize("url", ["mailto:help@shop.test", "tel:+34 600 000", "https://wa.me/34600"])
async def test_other_channels_are_links(shop: WorkspaceUnderTest, url: str) -> None:
    inbox = (await shop.get("/api/v1/inboxes"))["items"][0]
    link = {"title": {"en": "Write"}, "url": url}
    changed = await shop.patch(f"/api/v1/inboxes/{inbox['id']}", {"settings": {"links": [link]}})
    assert changed["settings"]["links"] == [link]
