"""No route is open by accident: each asks who is there, and whether they may.

The list is OpenAPI's own, so a new route is tested on the day it is written.
"""

import asyncio
import json
from contextlib import suppress

import httpx
import pytest
from fastapi import FastAPI
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosedError

from switchboard.core.db import Database
from switchboard.team import Role, add_user, unprotected_routes
from tests.support.operations import Operation, operations
from tests.support.server import Server
from tests.support.wait import LONGEST_SECONDS
from tests.support.workspace import PASSWORD, WorkspaceFactory, WorkspaceUnderTest

POLICY_VIOLATION = 1008
PUBLIC = {
    "GET /livez",
    "GET /readyz",
    "POST /api/v1/auth/login",
    "POST /api/v1/auth/logout",
    "POST /api/v1/auth/refresh",
    "POST /api/v1/auth/accept-invite",
    "GET /api/v1/widget/config",
    "GET /api/v1/widget/logo",
    "GET /api/v1/files/{token}",
    "GET /api/v1/help/{workspace}",
    "GET /api/v1/help/{workspace}/articles",
    "GET /api/v1/help/{workspace}/articles/{slug}",
    "GET /api/v1/help/{workspace}/search",
    "POST /api/v1/help/{workspace}/articles/{slug}/vote",
    "POST /api/v1/widget/sessions",
}
WITH_A_VISITORS_SESSION = {
    "GET /api/v1/widget/home",
    "GET /api/v1/widget/availability",
    "GET /api/v1/widget/timeline",
    "GET /api/v1/widget/events",
    "POST /api/v1/widget/visits",
    "POST /api/v1/widget/messages",
    "POST /api/v1/widget/handover",
    "POST /api/v1/widget/typing",
    "POST /api/v1/widget/read",
    "POST /api/v1/widget/attachments",
    "POST /api/v1/widget/attachments/uploads",
    "GET /api/v1/widget/attachments/uploads/{attachment_id}",
    "PATCH /api/v1/widget/attachments/uploads/{attachment_id}",
    "POST /api/v1/widget/attachments/{attachment_id}/link",
    "GET /api/v1/widget/conversations",
    "GET /api/v1/widget/conversations/{conversation_id}/timeline",
    "POST /api/v1/widget/rating",
    "POST /api/v1/widget/transcript",
    "GET /api/v1/widget/articles",
    "GET /api/v1/widget/articles/{article_id}",
}
A_VIEWER_MAY = {
    "PATCH /api/v1/me",
    "PATCH /api/v1/me/settings",
    "POST /api/v1/me/push",
    "DELETE /api/v1/me/push/{subscription_id}",
    "POST /api/v1/me/password",
    "POST /api/v1/knowledge/search",
    "POST /api/v1/attachments/{attachment_id}/link",
    "POST /api/v1/conversations/{conversation_id}/read",
    "POST /api/v1/conversations/{conversation_id}/unread",
}
"""What writes nothing that others see."""
AN_AGENT_MAY = (
    "/api/v1/conversations",
    "/api/v1/attachments",
    "/api/v1/assistant/try",
    "/api/v1/contacts",
    "/api/v1/canned-responses",
    "/api/v1/labels",
    "/api/v1/views",
)


def test_every_route_asks_for_a_permission_or_says_that_it_is_public(app: FastAPI) -> None:
    assert unprotected_routes(app) == []


def test_what_is_public_is_this_list_and_no_more(app: FastAPI) -> None:
    open_to_all = {one.name for one in operations(app) if not one.staff_only}
    assert open_to_all == PUBLIC | WITH_A_VISITORS_SESSION


async def test_without_a_credential_nobody_gets_in(app: FastAPI, http: httpx.AsyncClient) -> None:
    for one in _guarded(app):
        answer = await _call(http, one)
        assert answer.status_code == 401, one.name
        assert answer.headers["content-type"] == "application/problem+json", one.name


@pytest.mark.parametrize("credential", ["sk-nobody", "a.b.c", "", "\u00e9"])
async def test_with_a_made_up_credential_nobody_gets_in(
    app: FastAPI, http: httpx.AsyncClient, credential: str
) -> None:
    for one in _guarded(app):
        answer = await _call(http, one, credential)
        assert answer.status_code == 401, one.name


async def test_a_visitors_session_opens_no_staff_route(
    app: FastAPI, http: httpx.AsyncClient, workspace: WorkspaceUnderTest
) -> None:
    visitor = await workspace.visitor()
    for one in operations(app):
        if one.staff_only:
            assert (await _call(http, one, visitor.token)).status_code == 401, one.name


async def test_an_access_token_opens_no_visitors_route(
    app: FastAPI, http: httpx.AsyncClient, workspace: WorkspaceUnderTest
) -> None:
    for one in operations(app):
        if one.name in WITH_A_VISITORS_SESSION:
            assert (await _call(http, one, workspace.token)).status_code == 401, one.name


async def test_a_viewer_changes_nothing(
    app: FastAPI, http: httpx.AsyncClient, database: Database, workspaces: WorkspaceFactory
) -> None:
    workspace = await workspaces.make()
    token = await _hired(workspaces, database, workspace, Role.VIEWER)
    for one in operations(app):
        if not one.staff_only or not one.writes or one.name in A_VIEWER_MAY:
            continue
        answer = await _call(http, one, token)
        assert answer.status_code == 403, f"{one.name}: {answer.status_code} {answer.text}"


async def test_an_agent_answers_customers_and_manages_nothing(
    app: FastAPI, http: httpx.AsyncClient, database: Database, workspaces: WorkspaceFactory
) -> None:
    workspace = await workspaces.make()
    token = await _hired(workspaces, database, workspace, Role.AGENT)
    allowed = (*AN_AGENT_MAY, *_paths(A_VIEWER_MAY))
    for one in operations(app):
        if one.staff_only and one.writes and not one.path.startswith(allowed):
            assert (await _call(http, one, token)).status_code == 403, one.name


@pytest.mark.parametrize("path", ["/ws/widget", "/ws/console"])
@pytest.mark.parametrize(
    "hello",
    [
        {"type": "hello"},
        {"type": "hello", "token": "sk-nobody"},
        {"type": "hello", "token": 7},
        {"type": "subscribe", "conversation_id": "cnv_1"},
    ],
)
async def test_a_socket_lets_nobody_in_either(
    server: Server, path: str, hello: dict[str, object]
) -> None:
    async with connect(
        f"{server.ws_url}{path}", proxy=None, open_timeout=LONGEST_SECONDS
    ) as socket:
        await socket.send(json.dumps(hello))
        await asyncio.wait_for(socket.wait_closed(), LONGEST_SECONDS)
        frames = []
        with suppress(ConnectionClosedError):
            while True:
                frames.append(json.loads(await socket.recv()))
    assert all(frame["type"] == "error" for frame in frames)
    assert socket.close_code == POLICY_VIOLATION


def _guarded(app: FastAPI) -> list[Operation]:
    return [one for one in operations(app) if one.name not in PUBLIC]


def _paths(names: set[str]) -> list[str]:
    return [name.split(" ")[1] for name in names]


async def _call(
    http: httpx.AsyncClient, one: Operation, credential: str | None = None
) -> httpx.Response:
    headers: list[tuple[bytes, bytes]] = []
    if credential is not None:
        headers.append((b"Authorization", f"Bearer {credential}".encode()))
    return await http.request(one.method, one.url(), json=one.body(), headers=headers)


async def _hired(
    workspaces: WorkspaceFactory, database: Database, workspace: WorkspaceUnderTest, role: Role
) -> str:
    """The access token of somebody new with this role."""
    email = f"{role}-{workspace.id}@example.com"
    async with database.system() as session:
        await add_user(session, workspace.id, email=email, name=role, role=role, password=PASSWORD)
    token: str = (await workspaces.sign_in(email))["access_token"]
    return token
