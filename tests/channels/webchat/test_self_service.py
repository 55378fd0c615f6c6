"""What visitors do besides writing: rate, look back, look up, take a copy along."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import jwt
import pytest
import pytest_asyncio
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from aiosmtpd.smtp import Session as SmtpSession

from switchboard.core.clock import now
from switchboard.engines import Engines
from tests.support.files import photo
from tests.support.installation import installed, own_database
from tests.support.processes import free_port
from tests.support.wait import eventually
from tests.support.workspace import VisitorUnderTest, WorkspaceFactory, WorkspaceUnderTest

SECRET = "a secret that the shop's server shares"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def shop(workspaces: WorkspaceFactory) -> WorkspaceUnderTest:
    return await workspaces.make()


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(shop: WorkspaceUnderTest) -> VisitorUnderTest:
    return await shop.visitor(locale="en")


async def test_a_rating_is_kept_and_staff_see_it(
    shop: WorkspaceUnderTest, visitor: VisitorUnderTest
) -> None:
    early = await visitor.call("POST", "/rating", json={"score": 5})
    assert early.status_code == 404
    await visitor.write("hello")
    conversation = f"/api/v1/conversations/{await shop.conversation_of(visitor)}"
    await shop.post(f"{conversation}/resolve")
    for given in ({"score": 4}, {"score": 4}, {"score": 5, "comment": " Quick! "}):
        assert (await visitor.call("POST", "/rating", json=given)).status_code == 202
    assert (await visitor.call("POST", "/rating", json={"score": 6})).status_code == 422

    items = (await shop.get(f"{conversation}/timeline"))["items"]
    rated = [e["event"] for e in items if e["kind"] == "event" and e["event"]["type"] == "rated"]
    assert [(e["score"], e["comment"]) for e in rated] == [(4, ""), (5, "Quick!")]
    assert (await shop.get(conversation))["status"] == "resolved"
    seen = [e["event"] for e in await visitor.timeline() if e["kind"] == "event"]
    assert seen[-1] == {"type": "rated", "score": 5}


async def test_another_conversation_is_begun_and_the_earlier_read_again(
    shop: WorkspaceUnderTest, visitor: VisitorUnderTest
) -> None:
    async def write(name: str, **more: Any) -> Any:
        body = {"id": f"message-{name}".replace(" ", "-"), "text": name, **more}
        answer = await visitor.call("POST", "/messages", json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    await write("first")
    first = await shop.conversation_of(visitor)
    await write("still the first")
    assert await shop.conversation_of(visitor) == first

    await shop.post(f"/api/v1/conversations/{first}/resolve")
    begun = await write("second", new_conversation=True)
    assert await write("second", new_conversation=True) == begun
    assert await shop.conversation_of(visitor) != first

    # One can always begin anew, whether or not the latest is settled.
    await write("third", new_conversation=True)
    own = (await visitor.call("GET", "/conversations")).json()["items"]
    texts = [each["last_message"]["text"] for each in own]
    assert texts == ["third", "second", "still the first"]
    old = (await visitor.call("GET", f"/conversations/{first}/timeline")).json()["items"]
    assert [e["text"] for e in old if e["kind"] == "message"] == ["first", "still the first"]
    other = await shop.visitor()
    assert (await other.call("GET", f"/conversations/{first}/timeline")).status_code == 404


async def test_articles_are_found_and_read_inside_the_widget(
    shop: WorkspaceUnderTest, visitor: VisitorUnderTest
) -> None:
    article = {"title": "Returning a kettle", "body": "Send it back within **30 days**."}
    public = await shop.post("/api/v1/knowledge/articles", article)
    secret = await shop.post(
        "/api/v1/knowledge/articles", {**article, "title": "Kettle margins", "audience": "staff"}
    )

    async def find() -> Any:
        found = await visitor.call("GET", "/articles?q=returning+a+kettle&language=en")
        return found.json()["items"]

    hits = await eventually(find)
    assert [hit["article_id"] for hit in hits] == [public["id"]]
    page = (await visitor.call("GET", f"/articles/{public['id']}")).json()
    assert page["body"] == article["body"]
    assert (await visitor.call("GET", f"/articles/{secret['id']}")).status_code == 404


async def test_people_are_away_and_say_when_they_are_back(workspaces: WorkspaceFactory) -> None:
    shop = await workspaces.make()
    never = {"time_zone": "Europe/Madrid", "week": {}}
    inbox = f"/api/v1/inboxes/{shop.inbox['id']}"
    await shop.patch(inbox, {"settings": {"business_hours": never}})
    visitor = await shop.visitor(locale="de")
    key = shop.inbox["widget_key"]
    config = (await visitor.http.get(f"/api/v1/widget/config?key={key}")).json()
    assert (config["open"], config["opens_at"]) == (False, None)
    await visitor.call("POST", "/handover")
    said = [e["text"] for e in await visitor.timeline() if e["kind"] == "message"]
    away = "Unser Team ist gerade nicht da und antwortet, sobald es wieder erreichbar ist."
    assert said[-1].endswith(away)
    wrong = await shop.call(
        "PATCH", inbox, json={"settings": {"business_hours": {"time_zone": "Moon"}}}
    )
    assert wrong.status_code == 422


async def test_a_logo_is_everybodys_once_it_is_the_inboxs(shop: WorkspaceUnderTest) -> None:
    uploaded = await shop.call("POST", "/api/v1/attachments?name=logo.jpg", content=photo(64, 64))
    address = f"/api/v1/widget/logo?key={shop.inbox['widget_key']}"
    assert (await shop.http.get(address)).status_code == 404
    inbox = f"/api/v1/inboxes/{shop.inbox['id']}"
    await shop.patch(inbox, {"settings": {"logo_id": uploaded.json()["id"]}})
    seen = await shop.http.get(address)
    assert seen.headers["content-type"] == "image/webp"
    assert (
        await shop.call("PATCH", inbox, json={"settings": {"logo_id": "att_x"}})
    ).status_code == 404


class _Letterbox:
    """A real SMTP server's handler: keeps what it was given."""

    def __init__(self) -> None:
        self.mails: list[tuple[list[str], EmailMessage]] = []

    async def handle_DATA(self, _server: SMTP, _session: SmtpSession, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append((envelope.rcpt_tos, mail))
        return "250 OK"


@pytest.fixture
def letterbox() -> Iterator[tuple[_Letterbox, str]]:
    handler = _Letterbox()
    port = free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, f"smtp://127.0.0.1:{port}"
    controller.stop()


async def test_a_transcript_goes_to_a_proven_address_only(
    engines: Engines, letterbox: tuple[_Letterbox, str], tmp_path: Path
) -> None:
    handler, url = letterbox
    # Its own database: the worker of other tests must not take this job, it has no mail server.
    async with (
        own_database(engines.urls) as urls,
        installed(urls, tmp_path, smtp_url=url, mail_from="us@shop.test") as there,
    ):
        shop = await there.workspaces.make()
        key = shop.inbox["widget_key"]
        inbox = f"/api/v1/inboxes/{shop.inbox['id']}"
        await shop.patch(inbox, {"settings": {"identity_secret": SECRET, "title": "Kettles"}})
        claims = {
            "sub": "7",
            "email": "kim@example.com",
            "name": "Kim",
            "exp": now().timestamp() + 60,
        }
        body = {"widget_key": key, "identity_token": jwt.encode(claims, SECRET, "HS256")}
        session = (await there.http.post("/api/v1/widget/sessions", json=body)).json()
        assert session["config"]["transcripts"] is True
        kim = VisitorUnderTest(there.http, session["session_token"])
        somebody = await shop.visitor(email="victim@example.com")
        for each in (kim, somebody):
            await each.write("Where is my kettle?")
        note = {"kind": "note", "text": "difficult customer"}
        conversation = f"/api/v1/conversations/{await _latest(shop, 'Kim')}"
        await shop.post(f"{conversation}/messages", note)
        await shop.post(f"{conversation}/messages", {"text": "On its way."})

        refused = await somebody.call("POST", "/transcript")
        assert refused.status_code == 403
        ordered = await kim.call("POST", "/transcript")
        assert ordered.json() == {"to": "k…@example.com"}
        (recipients, mail), *_ = await eventually(lambda: handler.mails)
        for _ in range(2):
            await kim.call("POST", "/transcript")
        assert (await kim.call("POST", "/transcript")).status_code == 429
    assert recipients == ["kim@example.com"]
    assert mail["Subject"] == "Your conversation with Kettles"
    assert mail["Auto-Submitted"] == "auto-generated"
    text = mail.get_content()
    assert "Where is my kettle?" in text
    assert "Olivia Owner" in text
    assert "On its way." in text
    assert "difficult" not in text


async def _latest(shop: WorkspaceUnderTest, name: str) -> str:
    listed = await shop.get("/api/v1/conversations")
    found: str = next(c["id"] for c in listed["items"] if c["contact"]["name"] == name)
    return found


async def test_without_a_server_no_transcript_is_offered(
    shop: WorkspaceUnderTest, visitor: VisitorUnderTest
) -> None:
    key = shop.inbox["widget_key"]
    config = (await visitor.http.get(f"/api/v1/widget/config?key={key}")).json()
    assert config["transcripts"] is False
    assert (await visitor.call("POST", "/transcript")).status_code == 409
