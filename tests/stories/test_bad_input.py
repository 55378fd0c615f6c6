"""Whatever is sent, the answer is a sentence: 4xx as problem+json, and never a fault of ours.

What each operation's body, path and query may hold is tried in `tests/core/test_bad_input.py`.
"""

import httpx
import pytest
import pytest_asyncio
from websockets.asyncio.client import connect

from tests.support.screens import widget_screen
from tests.support.server import Server
from tests.support.wait import LONGEST_SECONDS
from tests.support.workspace import VisitorUnderTest, WorkspaceFactory, WorkspaceUnderTest

POLICY_VIOLATION = 1008
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
