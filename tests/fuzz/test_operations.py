"""Every operation of the API as every kind of caller: no fault of ours, and nobody is kept waiting.

The requests are made up by schemathesis from what OpenAPI says, once fitting and once not, and
spoiled with values of our own; the same in each run.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from switchboard.core.db import Database
from switchboard.core.provide import Services
from switchboard.team import Credentials
from switchboard.team.sessions import open_session
from tests.fuzz.cases import ENDING, Request, ends_sessions, is_endless, requests_of
from tests.support.loop_time import no_long_step
from tests.support.server import Server
from tests.support.wait import LONGEST_SECONDS
from tests.support.workspace import WorkspaceFactory, WorkspaceUnderTest

CALLERS = ("owner", "admin", "agent", "viewer", "visitor", "nobody")
MAX_STEP = 0.25
"""Seconds of processor time that one round of the loop may take, requests of two in it."""


@dataclass(frozen=True)
class Crowd:
    """A workspace with one of each caller, and all that they send."""

    http: httpx.AsyncClient
    tokens: dict[str, str]
    requests: list[Request]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def crowd(app: FastAPI, workspaces: WorkspaceFactory) -> Crowd:
    workspace = await workspaces.make()
    visitor = await workspace.visitor()
    await visitor.write("Hello")
    tokens = {"owner": workspace.token, "visitor": visitor.token, "nobody": ""}
    for role in ("admin", "agent", "viewer"):
        made = await workspace.post("/api/v1/api-keys", {"name": role, "role": role})
        tokens[role] = made["key"]
    known = await ids_of(workspace)
    known["conversation_id"] = await workspace.conversation_of(visitor)
    return Crowd(workspace.http, tokens, requests_of(app, known))


async def ids_of(workspace: WorkspaceUnderTest) -> dict[str, str]:
    """Ids that exist, by the name of the path's parameter."""
    article = await workspace.post(
        "/api/v1/knowledge/articles",
        {"title": "Returns", "body": "You have 30 days.", "language": "en", "status": "published"},
    )
    label = await workspace.post("/api/v1/labels", {"name": "vip", "color": "red"})
    team = await workspace.post("/api/v1/teams", {"name": "Team"})
    return {
        "workspace": workspace.id,
        "inbox_id": workspace.inbox["id"],
        "assistant_id": workspace.assistant_id,
        "article_id": article["id"],
        "label_id": label["id"],
        "team_id": team["id"],
        "member_id": workspace.owner_id,
    }


UNSENDABLE = (httpx.InvalidURL, httpx.LocalProtocolError, UnicodeError)
"""What no client could send."""


async def send(http: httpx.AsyncClient, request: Request, token: str) -> httpx.Response | None:
    try:
        return await http.request(
            request.method, request.url, headers=with_token(request, token), content=request.body
        )
    except UNSENDABLE:
        return None


def with_token(request: Request, token: str) -> dict[str, str]:
    return {**request.headers, **({"Authorization": f"Bearer {token}"} if token else {})}


def fault(request: Request, answer: httpx.Response) -> str:
    return (
        f"{request.operation} {answer.status_code} {request.url[:150]}"
        f" {str(request.body)[:300]} -> {answer.text[:150]}"
    )


@pytest.mark.parametrize("caller", CALLERS)
async def test_no_request_is_a_fault_of_ours(crowd: Crowd, caller: str) -> None:
    assert len(crowd.requests) > 1_000
    faults: list[str] = []

    async def one(request: Request) -> None:
        answer = await send(crowd.http, request, crowd.tokens[caller])
        if answer is not None and not is_right(answer):
            faults.append(fault(request, answer))

    async with no_long_step(MAX_STEP):
        for start in range(0, len(crowd.requests), 2):
            await asyncio.gather(*map(one, crowd.requests[start : start + 2]))
    assert not faults, "\n".join(faults[:20])


@pytest.mark.parametrize("is_member", [True, False])
async def test_what_ends_a_session_is_asked_for_with_a_new_one_each_time(
    app: FastAPI, services: Services, workspace: WorkspaceUnderTest, is_member: bool
) -> None:
    made = requests_of(app, {}, ends_sessions)
    assert len({request.operation for request in made}) >= len(ENDING)
    faults = []
    for request in made:
        token = await new_session(services, workspace) if is_member else ""
        answer = await send(workspace.http, request, token)
        if answer is not None and not is_right(answer):
            faults.append(fault(request, answer))
    assert not faults, "\n".join(faults[:20])


async def new_session(services: Services, workspace: WorkspaceUnderTest) -> str:
    """An access token of a session that nobody else has."""
    async with services.get(Database).transaction(workspace.id) as session:
        opened = await open_session(session, workspace.owner_id)
    return services.get(Credentials).access_token(opened.id)


async def test_streams_that_do_not_end_begin_or_are_refused(
    app: FastAPI, server: Server, workspace: WorkspaceUnderTest
) -> None:
    visitor = await workspace.visitor()
    await visitor.write("Hello")
    tokens = [visitor.token, workspace.token, ""]
    made = requests_of(app, {}, is_endless)
    begun, faults = 0, []
    async with httpx.AsyncClient(timeout=LONGEST_SECONDS) as client:
        for number, request in enumerate(made * len(tokens)):
            url = request.url.replace("http://localhost", server.url)
            headers = with_token(request, tokens[number % len(tokens)])
            with suppress(*UNSENDABLE):
                async with client.stream(request.method, url, headers=headers) as answer:
                    begun += answer.is_success
                    if not answer.is_success:
                        await answer.aread()
                        faults += [] if is_right(answer) else [fault(request, answer)]
    assert begun
    assert not faults, "\n".join(faults[:20])


def is_right(answer: httpx.Response) -> bool:
    """Done, or a problem of the caller's as RFC 9457 has it."""
    if answer.status_code < 400:
        return True
    kind = answer.headers.get("content-type", "")
    return answer.status_code < 500 and (
        kind.startswith(("application/problem+json", "text/html")) or not answer.content
    )
