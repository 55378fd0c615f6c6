"""Whatever is sent, the answer is a sentence: 4xx as problem+json, and never a fault of ours.

The requests are made from OpenAPI: each operation is called with a body that it would accept,
broken in one place at a time.
"""

import json
import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from websockets.asyncio.client import connect

from tests.support.operations import Operation, operations
from tests.support.screens import widget_screen
from tests.support.server import Server
from tests.support.wait import LONGEST_SECONDS
from tests.support.workspace import VisitorUnderTest, WorkspaceFactory, WorkspaceUnderTest

POLICY_VIOLATION = 1008
WRONG: list[Any] = [None, True, -1, 10**30, 1.5, "", "\x00", "\ud800", "x" * 100_000, [], [[]], {}]
ODD_QUERIES = ["", "\x00", "-1", "9" * 40, "x" * 5000, "null", "é'\"%;--"]
ODD_IDS = ["\x00", "..", "%", "x" * 3000, "é", "0", "9" * 40]
NOT_JSON = [
    b"",
    b"{",
    b"\xff\xfe",
    b"[" * 50_000,
    b'{"a":' * 5_000,
    b"null",
    b"7",
    b'"text"',
    b"NaN",
]

ODD_FRAMES = [
    "",
    "{",
    "[]",
    "null",
    '{"type": 7}',
    '{"type": "nothing"}',
    '{"type": "message"}',
    '{"type": "message", "id": "aaaaaaaa", "text": "\\u0000"}',
    '{"type": "read", "seq": -1}',
    '{"type": "read", "seq": 1e999}',
    '{"type": "read", "seq": 99999999999999999999}',
    '{"type": "typing"}',
]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def company(workspaces: WorkspaceFactory) -> WorkspaceUnderTest:
    """Somebody's workspace, which has to stand all this."""
    return await workspaces.make()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def visitor(company: WorkspaceUnderTest) -> VisitorUnderTest:
    """A visitor of theirs, who has written something sensible before."""
    somebody = await company.visitor(locale="en")
    await somebody.write("hello")
    return somebody


async def test_bodies_that_are_no_json(
    app: FastAPI, company: WorkspaceUnderTest, visitor: VisitorUnderTest
) -> None:
    for one in _operations(app):
        if one.body_schema is None:
            continue
        for body in NOT_JSON:
            answer = await _send(one, company, visitor, content=body)
            _is_a_sentence(one, body[:20], answer)


async def test_fields_of_the_wrong_type_size_or_character(
    app: FastAPI, company: WorkspaceUnderTest, visitor: VisitorUnderTest
) -> None:
    for one in _operations(app):
        for body in _broken_bodies(one):
            answer = await _send(one, company, visitor, json_body=body)
            _is_a_sentence(one, body, answer)


async def test_odd_query_parameters(
    app: FastAPI, company: WorkspaceUnderTest, visitor: VisitorUnderTest
) -> None:
    for one in _operations(app):
        for name in one.query_parameters:
            for odd in ODD_QUERIES:
                answer = await _send(one, company, visitor, params={name: odd})
                _is_a_sentence(one, (name, odd), answer)


async def test_odd_ids(
    app: FastAPI, company: WorkspaceUnderTest, visitor: VisitorUnderTest
) -> None:
    routes = {one.path for one in _operations(app)}
    for one in _operations(app):
        if not one.path_parameters:
            continue
        for odd in ODD_IDS:
            url = one.url({name: quote(odd, safe="") for name in one.path_parameters})
            if posixpath.normpath(url) in routes:
                continue  # clients resolve ".." to that route
            answer = await _send(one, company, visitor, url=url, json_body=one.body())
            assert answer.status_code in (404, 405, 413, 414, 422), f"{one.name} {odd!r}: {answer}"
            _is_a_sentence(one, odd, answer)


async def test_odd_headers(company: WorkspaceUnderTest) -> None:
    path = "/api/v1/conversations"
    for header in (
        (b"Authorization", "Bearer \u00e9".encode()),
        (b"Authorization", b"Basic dTpw"),
        (b"Authorization", b"Bearer " + b"x" * 20_000),
        (b"Cookie", b"sb_access=\xff\xfe; __Host-sb_access=a.b.c"),
    ):
        answer = await company.http.get(path, headers=[header])
        assert answer.status_code == 401
    for key in (b"\xff", b"x" * 300, b""):
        headers = {"Idempotency-Key": key}
        body = {"query": "hello"}
        answer = await company.call("POST", "/api/v1/knowledge/search", json=body, headers=headers)
        assert answer.status_code < 500, answer.text


async def test_a_body_that_is_too_large_is_refused_before_it_is_read(
    company: WorkspaceUnderTest, visitor: VisitorUnderTest
) -> None:
    huge = b'{"text": "' + b"x" * 30_000_000 + b'"}'
    answer = await company.call("POST", "/api/v1/knowledge/import", content=huge)
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert (await visitor.call("POST", "/messages", content=huge)).status_code == 413


async def test_unknown_paths_and_methods(http: httpx.AsyncClient) -> None:
    missing = await http.get("/api/v1/nothing-of-the-kind")
    assert missing.status_code == 404
    assert missing.headers["content-type"] == "application/problem+json"
    wrong = await http.delete("/api/v1/workspace")
    assert wrong.status_code == 405
    assert wrong.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("frame", ODD_FRAMES)
async def test_a_socket_answers_an_odd_frame_and_goes_on(
    server: Server, visitor: VisitorUnderTest, frame: str
) -> None:
    async with widget_screen(server, visitor.token) as widget:
        await widget.send_text(frame)
        problem = (await widget.shows("error"))["problem"]
        assert 400 <= problem["status"] < 500, problem
        await widget.send("ping")
        await widget.shows("pong")


async def test_a_frame_that_is_too_large_closes_the_socket(
    server: Server, visitor: VisitorUnderTest
) -> None:
    async with widget_screen(server, visitor.token) as widget:
        await widget.send_text("x" * 1_000_000)
        await widget.closed.wait()


async def test_a_socket_that_says_nothing_sensible_first_is_closed(server: Server) -> None:
    async with connect(
        f"{server.ws_url}/ws/widget", proxy=None, open_timeout=LONGEST_SECONDS
    ) as socket:
        await socket.send(b"\x00\xff")
        await socket.wait_closed()
    assert socket.close_code == POLICY_VIOLATION


async def test_after_all_this_everything_still_works(
    company: WorkspaceUnderTest, visitor: VisitorUnderTest
) -> None:
    written = await visitor.write("still here?")
    assert written["text"] == "still here?"
    listed = await company.get("/api/v1/conversations", params={"q": "still here"})
    assert len(listed["items"]) == 1


def _operations(app: FastAPI) -> Iterator[Operation]:
    """All but those that end what the others need: the session, the password."""
    kept_out = ("/api/v1/auth/logout", "/api/v1/me/password", "/api/v1/auth/login")
    return (one for one in operations(app) if one.path not in kept_out)


def _broken_bodies(one: Operation) -> Iterator[Any]:
    body = one.body()
    if not isinstance(body, dict):
        return
    for name in body:
        for wrong in WRONG:
            yield {**body, name: wrong}
        yield {key: value for key, value in body.items() if key != name}


async def _send(
    one: Operation,
    company: WorkspaceUnderTest,
    visitor: VisitorUnderTest,
    *,
    url: str | None = None,
    content: bytes | None = None,
    json_body: Any = None,
    params: Any = None,
) -> httpx.Response:
    token = company.token if one.staff_only else visitor.token
    if content is None and json_body is not None:
        content = json.dumps(json_body).encode()
    return await company.http.request(
        one.method,
        url or one.url(),
        content=content,
        params=params,
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
    )


def _is_a_sentence(one: Operation, sent: Any, answer: httpx.Response) -> None:
    shown = f"{one.name} with {str(sent)[:200]!r}: {answer.status_code} {answer.text[:300]}"
    assert answer.status_code < 500, shown
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json", shown
        problem = answer.json()
        assert problem["status"] == answer.status_code, shown
        assert problem["title"], shown
        assert problem["detail"], shown
