"""Visitor sessions: who may chat, as whom, and from which site."""

import base64
import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import jwt
import pytest
from fastapi import FastAPI

from switchboard.channels.webchat.tokens import SessionExpired, Visitor, VisitorTokens
from switchboard.channels.webchat.visitor import MESSAGE_LIMITER, STRANGERS_MESSAGES
from switchboard.core.clock import now
from tests.channels.sockets import hello, opened
from tests.support.screens import Frame
from tests.support.server import Server
from tests.support.workspace import VisitorUnderTest, WorkspaceUnderTest

SECRET = "an identity secret that is long enough, even for the longest of the hashes"


def identity(secret: str = SECRET, algorithm: str = "HS256", **claims: Any) -> str:
    said = {"sub": "customer-7", "exp": now() + timedelta(minutes=30), **claims}
    said = {name: value for name, value in said.items() if value is not None}
    return jwt.encode(said, secret, algorithm=algorithm)


async def open_session(
    workspace: WorkspaceUnderTest, origin: str | None = None, **body: Any
) -> httpx.Response:
    asked = {"widget_key": workspace.inbox["widget_key"], **body}
    headers = {"Origin": origin} if origin else {}
    return await workspace.http.post("/api/v1/widget/sessions", json=asked, headers=headers)


async def configure(workspace: WorkspaceUnderTest, **settings: Any) -> None:
    await workspace.patch(f"/api/v1/inboxes/{workspace.inbox['id']}", {"settings": settings})


def problem(answer: httpx.Response) -> str:
    assert answer.headers["content-type"] == "application/problem+json"
    return str(answer.json()["type"].rpartition(":")[2])


async def test_a_session_makes_nothing_until_they_write(workspace: WorkspaceUnderTest) -> None:
    opened_now = (await open_session(workspace)).json()
    assert opened_now["conversation_id"] is None
    assert (await workspace.get("/api/v1/conversations"))["items"] == []
    assert opened_now["config"]["title"] == "Test Shop"


async def test_an_earlier_token_goes_on(workspace: WorkspaceUnderTest) -> None:
    visitor = await workspace.visitor(name="Ann")
    entry = await visitor.write("Hello")
    again = (await open_session(workspace, session_token=visitor.token)).json()
    assert again["conversation_id"]
    assert again["last_seq"] >= entry["seq"]
    assert again["contact"] == {"name": "Ann", "verified": False}
    resumed = VisitorUnderTest(workspace.http, again["session_token"])
    assert next(item["text"] for item in await resumed.timeline()) == "Hello"


@pytest.mark.parametrize("token", ["garbage", "a.b.c", "é"])
async def test_a_bad_earlier_token_begins_anew(workspace: WorkspaceUnderTest, token: str) -> None:
    answer = await open_session(workspace, session_token=token)
    assert answer.status_code == 201
    assert answer.json()["conversation_id"] is None


async def test_an_earlier_token_of_another_inbox_begins_anew(
    workspace: WorkspaceUnderTest,
) -> None:
    visitor = await workspace.visitor()
    await visitor.write("Hello")
    other = await workspace.post("/api/v1/inboxes", {"name": "Other", "channel": "webchat"})
    asked = {"widget_key": other["widget_key"], "session_token": visitor.token}
    answer = await workspace.http.post("/api/v1/widget/sessions", json=asked)
    assert answer.json()["conversation_id"] is None


async def test_tokens_end(
    server: Server, workspace: WorkspaceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("switchboard.channels.webchat.tokens.SESSION_LASTS", timedelta(seconds=-1))
    visitor = await workspace.visitor()
    answer = await visitor.call("GET", "/timeline")
    assert (answer.status_code, problem(answer)) == (401, "session_expired")
    (frame,) = await opened(server, hello(visitor.token))
    assert frame["problem"]["type"].endswith("session_expired")


def test_a_token_signed_by_anyone_else_is_none() -> None:
    forged, _ = VisitorTokens("another key").issue(Visitor("wsp_a", "ibx_a", "v_a"))
    with pytest.raises(SessionExpired):
        VisitorTokens("one key").read(forged)


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic x", "Bearer a.b.c"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/timeline"),
        ("POST", "/messages"),
        ("POST", "/handover"),
        ("POST", "/typing"),
        ("POST", "/read"),
    ],
)
async def test_without_a_token_there_is_nothing(
    http: httpx.AsyncClient, header: str | None, method: str, path: str
) -> None:
    headers = {} if header is None else {"Authorization": header}
    bodies = {"/messages": {"id": "12345678", "text": "x"}, "/typing": {"active": True}}
    body = bodies.get(path, {"seq": 1})
    answer = await http.request(method, f"/api/v1/widget{path}", headers=headers, json=body)
    assert answer.status_code == 401


async def test_an_unknown_key_is_no_widget(workspace: WorkspaceUnderTest) -> None:
    assert (await open_session(workspace, widget_key="wk_none")).status_code == 404
    assert (await workspace.http.get("/api/v1/widget/config?key=wk_none")).status_code == 404
    assert (await workspace.http.get("/api/v1/widget/config?key=%00")).status_code in (404, 422)


async def test_a_vouched_for_visitor_is_the_same_everywhere(
    workspace: WorkspaceUnderTest,
) -> None:
    await configure(workspace, identity_secret=SECRET)
    token = identity(name="Ann", email="ann@example.com")
    one = (await open_session(workspace, identity_token=token)).json()
    await VisitorUnderTest(workspace.http, one["session_token"]).write("From my phone")
    other = (await open_session(workspace, identity_token=identity())).json()
    assert other["conversation_id"]
    (shown,) = (await workspace.get("/api/v1/conversations"))["items"]
    assert shown["contact"]["name"] == "Ann"
    assert shown["contact"]["email"] == "ann@example.com"


def unsigned() -> str:
    def part(value: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    ends = (now() + timedelta(minutes=5)).timestamp()
    return f"{part({'alg': 'none', 'typ': 'JWT'})}.{part({'sub': 'x', 'exp': ends})}."


REFUSED = {
    "none": unsigned(),
    "another secret": identity(secret="another secret that is long enough"),
    "another algorithm": identity(algorithm="HS512"),
    "expired": identity(exp=now() - timedelta(minutes=5)),
    "valid for too long": identity(exp=now() + timedelta(hours=3)),
    "valid for ever": identity(exp=10**18),
    "without an end": identity(exp=None),
    "without a subject": identity(sub=None),
    "an empty subject": identity(sub=""),
    "a subject too long": identity(sub="x" * 201),
    "a subject with NUL": identity(sub="a\x00b"),
    "a name that is none": identity(name={"a": 1}),
    "an e-mail that is none": identity(email=7),
    "two e-mails": identity(email="ann@example.com, eve@example.com"),
    "an e-mail with a header behind it": identity(email="a@example.com\r\nBcc: eve@example.com"),
    "another widget's": identity(aud="wk_other"),
    "garbage": "garbage",
}


@pytest.mark.parametrize("token", REFUSED.values(), ids=REFUSED.keys())
async def test_an_identity_that_cannot_be_trusted_is_refused(
    workspace: WorkspaceUnderTest, token: str
) -> None:
    await configure(workspace, identity_secret=SECRET)
    answer = await open_session(workspace, identity_token=token)
    assert (answer.status_code, problem(answer)) == (401, "identity_refused")


async def test_a_token_may_name_its_widget(workspace: WorkspaceUnderTest) -> None:
    await configure(workspace, identity_secret=SECRET)
    mine = workspace.inbox["widget_key"]
    for audience in (mine, ["wk_other", mine]):
        answer = await open_session(workspace, identity_token=identity(aud=audience))
        assert answer.status_code == 201


@pytest.mark.parametrize("email", ["a@x.test, b@y.test", "a@x.test\r\nBcc: b@y.test", "a", " "])
async def test_what_a_page_claims_as_an_e_mail_must_be_one(
    workspace: WorkspaceUnderTest, email: str
) -> None:
    visitor = await workspace.visitor(name=" Ann\r\n Ruiz ", email=email)
    await visitor.write("Hello")
    (shown,) = (await workspace.get("/api/v1/conversations"))["items"]
    assert (shown["contact"]["name"], shown["contact"]["email"]) == ("Ann Ruiz", None)


async def test_every_call_of_the_widget_asks_whether_the_visitor_is_still_admitted(
    app: FastAPI, workspace: WorkspaceUnderTest
) -> None:
    earlier = await workspace.visitor()
    await earlier.write("Hello")
    await configure(workspace, identity_secret=SECRET, require_identity=True)
    tried = 0
    for path, operations in app.openapi()["paths"].items():
        if not path.startswith("/api/v1/widget/") or path in OPEN:
            continue
        for method in operations:
            address = path.removeprefix("/api/v1/widget").replace("{", "").replace("}", "")
            body = {"id": uuid4().hex, "text": "Hello"}
            answer = await earlier.call(method.upper(), address, params={"q": "x"}, json=body)
            assert (answer.status_code, problem(answer)) == (401, "identity_required"), path
            tried += 1
    assert tried > 12


OPEN = {
    "/api/v1/widget/config": "how the widget looks is public",
    "/api/v1/widget/logo": "so is its logo",
    "/api/v1/widget/sessions": "checks for itself: see the tests around this one",
}


async def test_strangers_at_one_address_share_a_limit(
    app: FastAPI, workspace: WorkspaceUnderTest
) -> None:
    async def write(address: str) -> int:
        visitor = await workspace.visitor()
        transport = httpx.ASGITransport(app, client=(address, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            writer = VisitorUnderTest(http, visitor.token)
            body = {"id": uuid4().hex, "text": "Hello"}
            return (await writer.call("POST", "/messages", json=body)).status_code

    inbox_id = workspace.inbox["id"]
    for _ in range(STRANGERS_MESSAGES.count):
        await MESSAGE_LIMITER.require(STRANGERS_MESSAGES, f"{inbox_id}:198.51.100.7")
    assert await write("198.51.100.7") == 429
    assert await write("198.51.100.8") == 201
    assert await write("127.0.0.1") == 201


async def refusals(server: Server, visitor: VisitorUnderTest) -> list[str]:
    """Why each way in is closed to this visitor."""
    answers = [
        await visitor.call("GET", "/timeline"),
        await visitor.call("POST", "/messages", json={"id": uuid4().hex, "text": "Hello"}),
        await visitor.call("POST", "/handover"),
        await visitor.call("POST", "/typing", json={"active": True}),
        await visitor.call("POST", "/read", json={"seq": 1}),
    ]
    frames: list[Frame] = await opened(server, hello(visitor.token))
    return [problem(answer) for answer in answers] + [
        frame["problem"]["type"].rpartition(":")[2] for frame in frames
    ]


async def test_where_identity_is_required_nobody_else_chats(
    server: Server, workspace: WorkspaceUnderTest
) -> None:
    earlier = await workspace.visitor()
    await earlier.write("Hello")
    await configure(workspace, identity_secret=SECRET, require_identity=True)
    answer = await open_session(workspace)
    assert (answer.status_code, problem(answer)) == (401, "identity_required")
    answer = await open_session(workspace, session_token=earlier.token)
    assert problem(answer) == "identity_required"
    assert await refusals(server, earlier) == ["identity_required"] * 6
    known = (await open_session(workspace, identity_token=identity())).json()
    vouched_for = VisitorUnderTest(workspace.http, known["session_token"])
    assert (await vouched_for.write("Hello"))["seq"] == 2


async def test_an_inbox_that_is_gone_takes_nobody(
    server: Server, workspace: WorkspaceUnderTest
) -> None:
    visitor = await workspace.visitor()
    await visitor.write("Hello")
    await workspace.call("DELETE", f"/api/v1/inboxes/{workspace.inbox['id']}")
    assert await refusals(server, visitor) == ["session_expired"] * 6


async def test_requiring_identity_needs_a_secret(workspace: WorkspaceUnderTest) -> None:
    path = f"/api/v1/inboxes/{workspace.inbox['id']}"
    body = {"settings": {"require_identity": True}}
    assert (await workspace.call("PATCH", path, json=body)).status_code == 422


async def test_only_the_sites_on_the_list_may_open_a_session(
    workspace: WorkspaceUnderTest,
) -> None:
    await configure(workspace, allowed_origins=["https://Shop.example.com/"])
    evil = await open_session(workspace, origin="https://evil.test")
    assert (evil.status_code, problem(evil)) == (403, "origin_not_allowed")
    for origin in ("https://shop.example.com", "http://localhost", None):
        assert (await open_session(workspace, origin=origin)).status_code == 201
    near = await open_session(workspace, origin="https://shop.example.com.evil.test")
    assert near.status_code == 403


@pytest.mark.parametrize(
    "bad",
    ["shop.example.com", "ftp://x.test", "https://x.test/path", "javascript:1", "https://[", ""],
)
async def test_a_site_is_named_by_its_origin(workspace: WorkspaceUnderTest, bad: str) -> None:
    path = f"/api/v1/inboxes/{workspace.inbox['id']}"
    body = {"settings": {"allowed_origins": [bad]}}
    answer = await workspace.call("PATCH", path, json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"]
