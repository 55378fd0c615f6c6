"""A company writes: a question nobody could answer becomes an article, a page, an approved answer.

What is for staff or for signed-in customers stays with them on every way out: the answer, its
sources, the search, the article in the widget and the help center.
"""

from datetime import timedelta
from typing import Any

import jwt
import pytest_asyncio

from switchboard.core.clock import now
from switchboard.core.db import Database
from switchboard.core.provide import Services
from switchboard.insights.digest import digest
from switchboard.search import KnowledgeSearch
from tests.support.wait import eventually
from tests.support.workspace import VisitorUnderTest, WorkspaceFactory, WorkspaceUnderTest

ARTICLES = "/api/v1/knowledge/articles"
SECRET = "a site's identity secret, long enough"
GOODWILL = "Kayak goodwill: refund up to 75 euros without asking."
CLUB = "Kayak rental for club members costs 9 euros a day."


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def company(workspaces: WorkspaceFactory, worker: None) -> WorkspaceUnderTest:
    """A company with a help center, an article for staff and one for signed-in customers."""
    made = await workspaces.make()
    await made.patch("/api/v1/help-center", {"enabled": True})
    inbox = f"/api/v1/inboxes/{made.inbox['id']}"
    await made.patch(inbox, {"settings": {"identity_secret": SECRET}})
    for audience, body in (("staff", GOODWILL), ("customers", CLUB)):
        title = f"Kayaks for {audience}"
        await made.post(ARTICLES, {"title": title, "body": body, "audience": audience})
    return made


async def test_a_missed_question_becomes_an_approved_answer_and_a_page(
    company: WorkspaceUnderTest, services: Services, database: Database
) -> None:
    question = "Could somebody lend me snowshoes overnight?"
    first = await company.visitor(locale="en")
    told = await _answer(first, question)
    assert told["sources"] == []

    embedding = services.get(KnowledgeSearch).embedding
    await digest(database, embedding, company.id, now() + timedelta(seconds=1))
    missed = (await company.get("/api/v1/insights/knowledge/questions"))["items"]
    assert [one["text"] for one in missed] == [question]

    answer = "Snowshoes are lent overnight for 12 euros. Bring your **boots**."
    draft = {
        "title": "Lending snowshoes",
        "body": "We lend snowshoes overnight.",
        "questions": [question],
        "approved_answer": answer,
        "status": "draft",
    }
    article = await company.post(ARTICLES, draft)
    page = f"{(await company.get('/api/v1/help-center'))['url']}/en/lending-snowshoes"
    assert (await company.http.get(page)).status_code == 404
    published = await company.post(f"{ARTICLES}/{article['id']}/publish", {})
    assert published["help_url"] == page

    second = await company.visitor(locale="en")
    told = await _answer(second, question)
    assert told["text"] == answer
    assert [source["article_id"] for source in told["sources"]] == [article["id"]]
    assert told["sources"][0]["url"] == page
    assert "We lend snowshoes overnight." in (await company.http.get(page)).text


async def test_what_is_not_for_everybody_reaches_only_those_it_is_for(
    company: WorkspaceUnderTest,
) -> None:
    claims = {"sub": "customer-7", "exp": now() + timedelta(minutes=5)}
    token = jwt.encode(claims, SECRET, algorithm="HS256")
    anybody = await company.visitor(locale="en")
    customer = await _signed_in(company, token)
    ids = {item["audience"]: item["id"] for item in await _articles(company)}

    for who, sees_club in ((anybody, False), (customer, True)):
        told = await _answer(who, "What does kayak rental cost for club members?")
        seen = f"{told}{(await who.call('GET', '/articles?q=kayak')).text}"
        assert GOODWILL not in seen
        assert (CLUB in seen) is sees_club
        assert (await who.call("GET", f"/articles/{ids['staff']}")).status_code == 404
        own = await who.call("GET", f"/articles/{ids['customers']}")
        assert (own.status_code == 200) is sees_club

    center = (await company.get("/api/v1/help-center"))["url"]
    for path in ("", "/en?q=kayak", "/en/kayaks-for-staff", "/en/kayaks-for-customers"):
        text = (await company.http.get(f"{center}{path}")).text
        assert GOODWILL not in text
        assert CLUB not in text


async def _signed_in(company: WorkspaceUnderTest, token: str) -> VisitorUnderTest:
    body = {"widget_key": company.inbox["widget_key"], "identity_token": token}
    opened = await company.http.post("/api/v1/widget/sessions", json=body)
    return VisitorUnderTest(company.http, opened.json()["session_token"])


async def _articles(company: WorkspaceUnderTest) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await company.get(ARTICLES))["items"]
    return items


async def _answer(visitor: VisitorUnderTest, text: str) -> dict[str, Any]:
    """What the assistant says to this."""
    asked = await visitor.write(text)

    async def answered() -> dict[str, Any] | None:
        entries = await visitor.timeline(asked["seq"])
        own = [entry for entry in entries if entry["author"]["kind"] == "assistant"]
        return own[0] if own else None

    return await eventually(answered)
