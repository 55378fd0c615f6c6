"""Staff are told of what concerns them: on the console they have open, and by push."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from typing import Any
from uuid import uuid4

import httpx
import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from fastapi import FastAPI, Request, Response
from sqlalchemy import select

from switchboard.core.db import Database
from switchboard.core.http import Outbound
from switchboard.core.ids import new_id
from switchboard.core.jobs import Job
from switchboard.core.provide import Services
from switchboard.handover.notices.jobs import PushFailed, push
from switchboard.handover.notices.models import PushSubscription
from switchboard.handover.notices.webpush import Sender, decode, encode
from switchboard.team.settings import QuietHours
from tests.support.screens import console_screen
from tests.support.server import Server, serve
from tests.support.wait import eventually
from tests.support.workspace import PASSWORD, WorkspaceUnderTest


async def colleague(workspace: WorkspaceUnderTest) -> tuple[str, str]:
    """An agent who has joined: their id, and a token of theirs."""
    email = f"ana-{uuid4().hex[:10]}@example.com"
    body = {"email": email, "name": "Ana Agent", "role": "agent"}
    invited = await workspace.post("/api/v1/members", body)
    token = invited["invite_url"].partition("token=")[2]
    joined = {"token": token, "name": "Ana Agent", "password": PASSWORD}
    session = (await workspace.http.post("/api/v1/auth/accept-invite", json=joined)).json()
    return session["member"]["id"], session["access_token"]


async def taken(workspace: WorkspaceUnderTest, member_id: str) -> tuple[Any, str]:
    """A visitor, and their conversation, which the member has been given."""
    visitor = await workspace.visitor(name="Vera")
    await visitor.write("Hello")
    conversation_id = await workspace.conversation_of(visitor)
    body = {"assignee": {"kind": "member", "id": member_id}}
    await workspace.post(f"/api/v1/conversations/{conversation_id}/assign", body)
    return visitor, conversation_id


@pytest.mark.usefixtures("worker")
async def test_an_open_console_is_told_what_concerns_its_person(
    server: Server, workspace: WorkspaceUnderTest
) -> None:
    ana, token = await colleague(workspace)
    german = {"Authorization": f"Bearer {token}"}
    await workspace.http.patch("/api/v1/me/settings", json={"locale": "de"}, headers=german)
    async with (
        console_screen(server, token) as hers,
        console_screen(server, workspace.token) as owners,
    ):
        visitor, conversation_id = await taken(workspace, ana)
        assigned = await hers.shows("notice")
        assert assigned["title"] == "Olivia Owner hat dir ein Gespräch zugewiesen"
        assert assigned["conversation_id"] == conversation_id

        await visitor.write("Are you there?")
        wrote = await hers.shows("notice", lambda frame: frame["kind"] == "reply")
        assert (wrote["title"], wrote["body"]) == ("Vera hat dir geantwortet", "Are you there?")

        # Whoever does something is not told of it, nor is whom it does not concern.
        assert (await visitor.call("POST", "/handover")).is_success
        other = await workspace.visitor()
        assert (await other.call("POST", "/handover")).is_success
        waits = await owners.shows("notice")
        shown = await workspace.get(f"/api/v1/conversations/{waits['conversation_id']}")
        name = shown["contact"]["display_name"]
        assert (waits["kind"], waits["title"]) == ("waiting", f"{name} is waiting for a reply")
        assert [frame["kind"] for frame in owners.frames if frame["type"] == "notice"] == [
            "waiting"
        ]


@pytest.mark.usefixtures("worker")
async def test_whoever_is_away_or_wants_peace_is_not_told(
    server: Server, workspace: WorkspaceUnderTest
) -> None:
    ana, token = await colleague(workspace)
    hers = {"Authorization": f"Bearer {token}"}
    all_day = {"start": "00:00", "end": "23:59:59.999999"}
    await workspace.http.patch("/api/v1/me/settings", json={"quiet": all_day}, headers=hers)
    await workspace.patch("/api/v1/me/settings", {"availability": "away"})
    async with (
        console_screen(server, token) as quiet,
        console_screen(server, workspace.token) as away,
    ):
        waiting = await workspace.visitor()
        await waiting.call("POST", "/handover")
        await taken(workspace, ana)
        # What comes last is told: the rest would have been there before it.
        await workspace.patch("/api/v1/me/settings", {"availability": "online"})
        visitor, _ = await taken(workspace, workspace.owner_id)
        await visitor.write("Hello?")
        await away.shows("notice", lambda frame: frame["kind"] == "reply")
        assert [f["kind"] for f in away.frames if f["type"] == "notice"] == ["reply"]
        assert [f for f in quiet.frames if f["type"] == "notice"] == []


@pytest.mark.parametrize(
    ("start", "end", "hour", "zone", "held"),
    [
        (time(22), time(7), 23, "UTC", True),
        (time(22), time(7), 6, "UTC", True),
        (time(22), time(7), 12, "UTC", False),
        (time(22), time(7), 21, "Europe/Berlin", True),
        (time(9), time(17), 12, "UTC", True),
        (time(9), time(17), 17, "UTC", False),
    ],
)
def test_quiet_hours(start: time, end: time, hour: int, zone: str, held: bool) -> None:
    moment = datetime(2026, 1, 15, hour, tzinfo=UTC)
    assert QuietHours(start=start, end=end).hold(moment, zone) is held


@dataclass
class PushService:
    """A push service that keeps what it is sent, and answers as told."""

    url: str = ""
    status: int = 201
    received: list[tuple[bytes, str]] = field(default_factory=list)

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.post("/push/{browser}")
        async def take(browser: str, request: Request) -> Response:
            self.received.append((await request.body(), request.headers["authorization"]))
            return Response(status_code=self.status)

        return app


@pytest.fixture
async def push_service() -> AsyncIterator[PushService]:
    service = PushService()
    async with serve(service.app()) as listening:
        service.url = listening.url
        yield service


class Browser:
    """What a browser does with a push message (RFC 8291, read from the other side)."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._auth = uuid4().bytes

    @property
    def keys(self) -> dict[str, str]:
        form = serialization.PublicFormat.UncompressedPoint
        raw = self._key.public_key().public_bytes(serialization.Encoding.X962, form)
        return {"p256dh": encode(raw), "auth": encode(self._auth)}

    def read(self, message: bytes) -> dict[str, Any]:
        salt, sender, sealed = message[:16], message[21:86], message[86:]
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        shared = self._key.exchange(ec.ECDH(), point)
        info = b"WebPush: info\0" + decode(self.keys["p256dh"]) + sender
        secret = self._derive(self._auth, shared, info, 32)
        key = self._derive(salt, secret, b"Content-Encoding: aes128gcm\0", 16)
        nonce = self._derive(salt, secret, b"Content-Encoding: nonce\0", 12)
        plain = AESGCM(key).decrypt(nonce, sealed, None)
        found: dict[str, Any] = json.loads(plain.rstrip(b"\0")[:-1])
        return found

    @staticmethod
    def _derive(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
        return HKDF(hashes.SHA256(), length=length, salt=salt, info=info).derive(secret)


async def test_a_push_reaches_the_browser_and_no_one_else_can_read_it(
    services: Services,
    database: Database,
    workspace: WorkspaceUnderTest,
    push_service: PushService,
) -> None:
    browser = Browser()
    row = PushSubscription(
        id=new_id("psh"),
        workspace_id=workspace.id,
        member_id=workspace.owner_id,
        endpoint=f"{push_service.url}/push/1",
        locale="en",
        **browser.keys,
    )
    async with database.transaction(workspace.id) as session:
        session.add(row)
    inside = Services()
    inside.add(database)
    inside.add(services.get(Sender))
    inside.add(Outbound(allow_private=True))
    notice = {"title": "Vera wrote", "body": "Hello", "conversation_id": "cnv_1", "tag": "msg_1"}
    job = Job("notices.push", workspace.id, {"subscription_id": row.id, "notice": notice}, 1)

    await push(inside, job)
    message, authorization = push_service.received[0]
    assert browser.read(message) == notice
    assert b"Vera" not in message
    assert authorization.startswith("vapid t=")

    push_service.status = 503
    with pytest.raises(PushFailed):
        await push(inside, job)

    # A browser that has unsubscribed is not asked again.
    push_service.status = 410
    await push(inside, job)
    await push(inside, job)
    assert len(push_service.received) == 3
    await inside.get(Outbound).aclose()


@pytest.mark.usefixtures("worker")
async def test_a_subscription_is_no_way_into_the_house(
    database: Database, workspace: WorkspaceUnderTest, push_service: PushService
) -> None:
    browser = Browser()

    async def subscribe(endpoint: str, **keys: str) -> httpx.Response:
        body = {"endpoint": endpoint, "keys": browser.keys | keys}
        return await workspace.call("POST", "/api/v1/me/push", json=body)

    assert (await subscribe(push_service.url + "/push/1")).status_code == 422
    assert (await subscribe("https://push.example/1", p256dh="AAAA")).status_code == 422
    inside = push_service.url.replace("http:", "https:") + "/push/2"
    first = await subscribe(inside)
    assert first.status_code == 201
    assert (await subscribe(inside)).json() == first.json()

    # Its name leads to a private address: nothing is sent there, and it is forgotten.
    visitor, _ = await taken(workspace, workspace.owner_id)
    await visitor.write("Hello?")

    async def forgotten() -> bool:
        async with database.transaction(workspace.id) as session:
            return await session.scalar(select(PushSubscription.id)) is None

    await eventually(forgotten)
    assert push_service.received == []
    key = await workspace.get("/api/v1/me/push/key")
    assert len(decode(key["key"])) == 65
