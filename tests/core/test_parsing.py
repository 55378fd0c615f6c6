"""What outsiders write is read, or refused as theirs: addresses, times, tokens, half bodies."""

import asyncio
import base64
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import jwt
import pytest
from fastapi import FastAPI
from pydantic import TypeAdapter, ValidationError

from switchboard.core.http import Refused, web_address
from switchboard.core.parsing import Moment, read_json, read_jwt, split_address
from tests.support.workspace import WorkspaceUnderTest

ODD_ADDRESSES = [
    "http://[",
    "https://]",
    "https://[zz]/",
    "https://[::1",
    "http://a:99999999",
    "http://a:b",
    "http://\u2100.test/",
    "//[",
]
ODD_TIMES = [
    "0001-01-01T00:00:00",
    "0001-01-01T00:00:00Z",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "1969-12-31T23:59:59Z",
    -(10**18),
    10**18,
    1e308,
    "2026-01-01T00:00:00+99:99",
]


def deep_token() -> str:
    """A token whose header is nested more deeply than Python reads."""
    part = base64.urlsafe_b64encode(b"[" * 5_000).decode().rstrip("=")
    return f"{part}.{part}.x"


def odd_tokens() -> Iterator[str]:
    """Tokens that are none."""
    yield deep_token()
    yield "."
    yield ".." * 3
    yield "x" * 60_000
    yield base64.urlsafe_b64encode(b'{"alg":"HS256","kid":{}}').decode() + ".e30.x"


@pytest.mark.parametrize("address", ODD_ADDRESSES)
def test_odd_addresses_are_none(address: str) -> None:
    assert split_address(address) is None or not split_address(address).netloc  # type: ignore[union-attr]
    with pytest.raises(Refused):
        web_address(address)


def test_a_lone_bracket_is_no_host() -> None:
    with pytest.raises(Refused):
        web_address("https://[")
    assert web_address("https://[2001:db8::1]:8443/x").host == "2001:db8::1"
    assert web_address("https://münchen.test/").host == "münchen.test"


@pytest.mark.parametrize("at", ODD_TIMES)
def test_odd_times_are_refused(at: Any) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Moment).validate_python(at)


def test_a_time_is_kept_in_utc() -> None:
    read = TypeAdapter(Moment).validate_python("2026-01-01T00:00:00+02:00")
    assert read == datetime.fromisoformat("2025-12-31T22:00:00+00:00")
    assert str(read.tzinfo) == "UTC"


@pytest.mark.parametrize("token", list(odd_tokens()))
def test_odd_tokens_are_not_valid(token: str) -> None:
    with pytest.raises(jwt.InvalidTokenError):
        read_jwt(token, "k" * 32, options={"require": ["exp"]})


@pytest.mark.parametrize("text", ["[" * 100_000, "9" * 10_000, "{", "\ud800"])
def test_odd_json_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_json(text)


@pytest.mark.parametrize("origin", [*ODD_ADDRESSES, "null", "", "x" * 5_000])
async def test_an_odd_origin_is_another_site(workspace: WorkspaceUnderTest, origin: str) -> None:
    headers = [
        (b"cookie", b"switchboard_refresh=x; switchboard_access=x"),
        (b"origin", origin.encode()),
    ]
    answer = await workspace.http.post("/api/v1/auth/refresh", headers=headers)
    assert answer.status_code == 403
    answer = await workspace.http.post("/api/v1/labels", headers=headers, json={"name": "x"})
    assert answer.status_code == 403


@pytest.mark.parametrize("token", list(odd_tokens()))
async def test_an_odd_token_is_nobody(workspace: WorkspaceUnderTest, token: str) -> None:
    bearer = {"Authorization": f"Bearer {token}"}
    http = workspace.http
    assert (await http.get("/api/v1/me", headers=bearer)).status_code == 401
    keyed = {**bearer, "Idempotency-Key": "a"}
    assert (await http.post("/api/v1/labels", headers=keyed, json={})).status_code == 401
    assert (await http.get("/api/v1/widget/timeline", headers=bearer)).status_code == 401
    assert (await http.get(f"/api/v1/files/{token[:8000]}")).status_code == 404
    body = {"widget_key": workspace.inbox["widget_key"], "session_token": token[:4_000]}
    assert (await http.post("/api/v1/widget/sessions", json=body)).status_code < 500


@pytest.mark.parametrize("page", ODD_ADDRESSES)
async def test_a_visit_of_an_odd_page(workspace: WorkspaceUnderTest, page: str) -> None:
    await expect_refused(workspace, {"name": "p", "page": page, "at": "2026-01-01T00:00:00Z"})


@pytest.mark.parametrize("at", ODD_TIMES)
async def test_a_visit_at_an_odd_time(workspace: WorkspaceUnderTest, at: Any) -> None:
    await expect_refused(workspace, {"name": "p", "page": "https://shop.test/", "at": at})


async def expect_refused(workspace: WorkspaceUnderTest, visit: dict[str, Any]) -> None:
    visitor = await workspace.visitor()
    answer = await visitor.call("POST", "/visits", json={"visits": [visit]})
    assert answer.status_code == 422, answer.text


@pytest.mark.parametrize("at", ODD_TIMES)
async def test_staff_give_odd_times(workspace: WorkspaceUnderTest, at: Any) -> None:
    visitor = await workspace.visitor()
    await visitor.write("Hello")
    conversation_id = await workspace.conversation_of(visitor)
    path = f"/api/v1/conversations/{conversation_id}/snooze"
    answers = [
        await workspace.call("POST", path, json={"until": at}),
        await workspace.call(
            "POST", "/api/v1/api-keys", json={"name": "k", "role": "agent", "expires_at": at}
        ),
        await workspace.call("GET", "/api/v1/conversations", params={"created_after": str(at)}),
    ]
    assert {answer.status_code for answer in answers} == {422}


UPLOADS = [
    ("PATCH", "/api/v1/widget/attachments/uploads/{upload}", "application/offset+octet-stream"),
    ("POST", "/api/v1/widget/attachments", "application/octet-stream"),
    ("POST", "/api/v1/widget/attachments", "multipart/form-data; boundary=x"),
    ("POST", "/api/v1/attachments", "application/octet-stream"),
    ("POST", "/api/v1/attachments", "multipart/form-data; boundary=x"),
    ("POST", "/api/v1/knowledge/import", "multipart/form-data; boundary=x"),
    ("POST", "/api/v1/knowledge/import", "application/json"),
    ("POST", "/api/v1/knowledge/articles", "application/json"),
    ("POST", "/api/v1/widget/messages", "application/json"),
    ("POST", "/help/{shop}/en/x/vote", "application/x-www-form-urlencoded"),
]


@pytest.mark.parametrize("key", [None, "a-key"])
@pytest.mark.parametrize(("method", "path", "kind"), UPLOADS)
async def test_a_client_that_goes_is_no_fault(
    app: FastAPI,
    workspace: WorkspaceUnderTest,
    caplog: pytest.LogCaptureFixture,
    method: str,
    path: str,
    kind: str,
    key: str | None,
) -> None:
    visitor = await workspace.visitor()
    new = {"name": "a.txt", "size": 100, "media_type": "text/plain"}
    begun = await visitor.call("POST", "/attachments/uploads", json=new)
    path = path.format(upload=begun.json().get("id"), shop=workspace.id)
    token = visitor.token if "/widget/" in path else workspace.token
    headers = {"authorization": f"Bearer {token}", "content-type": kind, "upload-offset": "0"}
    if key:
        headers["idempotency-key"] = key
    status = await half_a_request(app, method, path, headers)
    assert status is None or 400 <= status < 500
    assert not [record for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")]


async def half_a_request(
    app: FastAPI, method: str, path: str, headers: dict[str, str]
) -> int | None:
    """Send the beginning of a body and go away. The answer's status, if there was one."""
    sent: list[Any] = []
    waiting: list[dict[str, Any]] = [
        {
            "type": "http.request",
            "body": b'--x\r\nContent-Disposition: form-data; name="file"; '
            b'filename="a.md"\r\n\r\nhalf',
            "more_body": True,
        },
        {"type": "http.disconnect"},
    ]

    async def receive() -> dict[str, Any]:
        if not waiting:
            await asyncio.Event().wait()
        return waiting.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"name=a.txt",
        "root_path": "",
        "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
        "server": ("localhost", 80),
        "client": ("127.0.0.1", 1),
    }
    await app(scope, receive, send)
    return next((m["status"] for m in sent if m["type"] == "http.response.start"), None)


@pytest.mark.parametrize("endpoint", ODD_ADDRESSES)
async def test_a_push_service_at_an_odd_address(
    workspace: WorkspaceUnderTest, endpoint: str
) -> None:
    point = base64.urlsafe_b64encode(b"\x04" + bytes(64)).decode()
    keys = {"p256dh": point, "auth": base64.urlsafe_b64encode(bytes(16)).decode()}
    answer = await workspace.call(
        "POST", "/api/v1/me/push", content=json.dumps({"endpoint": endpoint, "keys": keys})
    )
    assert answer.status_code == 422
