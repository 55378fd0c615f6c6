"""A workspace with its owner, and HTTP clients for whoever works there."""

from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
from fastapi import FastAPI

from switchboard import team
from switchboard.core.api import install
from switchboard.core.db import Database
from switchboard.core.idempotency import Idempotency
from switchboard.core.provide import Services
from switchboard.core.rate_limit import RateLimiter
from switchboard.core.settings import Settings

PASSWORD = "correct horse battery"
KEY = "a signing key for tests, long enough"


@dataclass
class Person:
    """Somebody signed in with a bearer token."""

    http: httpx.AsyncClient
    id: str
    email: str
    session: dict[str, Any]


class Office:
    """One workspace, served over HTTP."""

    def __init__(
        self, app: FastAPI, database: Database, workspace: team.Workspace, stack: AsyncExitStack
    ) -> None:
        self.app = app
        self.database = database
        self.workspace = workspace
        self.owner_email = ""
        self._stack = stack

    async def client(self, *, address: str = "203.0.113.1", **headers: str) -> httpx.AsyncClient:
        """A client with cookies of its own."""
        transport = httpx.ASGITransport(self.app, client=(address, 1), raise_app_exceptions=False)
        base = self.app.state.services.get(Settings).base_url
        return await self._stack.enter_async_context(
            httpx.AsyncClient(transport=transport, base_url=base, headers=headers)
        )

    async def sign_in(self, email: str, password: str = PASSWORD) -> Person:
        """A client that sends the access token."""
        http = await self.client()
        answer = await http.post("/api/v1/auth/login", json={"email": email, "password": password})
        assert answer.status_code == 200, answer.text
        session = answer.json()
        http.headers["Authorization"] = f"Bearer {session['access_token']}"
        return Person(http, session["member"]["id"], email, session)

    async def owner(self) -> Person:
        """The first owner, signed in."""
        return await self.sign_in(self.owner_email)

    async def hire(self, role: str) -> Person:
        """A new member of this role, signed in."""
        email = f"{role}-{uuid4().hex}@office.test"
        async with self.database.system() as session:
            await team.add_user(
                session,
                self.workspace.id,
                email=email,
                name=role.title(),
                role=team.Role(role),
                password=PASSWORD,
            )
        return await self.sign_in(email)


async def open_office(database: Database, settings: Settings, stack: AsyncExitStack) -> Office:
    """A new workspace with an owner, and the application that serves it."""
    email = f"owner-{uuid4().hex}@office.test"
    async with database.system() as session:
        workspace = await team.create_workspace(
            session, "Office", ["en", "de"], email, "Olive Owner", PASSWORD
        )
    office = Office(_application(database, settings), database, workspace, stack)
    office.owner_email = email
    return office


def _application(database: Database, settings: Settings) -> FastAPI:
    app = FastAPI()
    app.state.services = services = Services()
    # For the limits time stands still: on a slow machine they would allow more in one test.
    limiter = RateLimiter(clock=lambda: 0.0)
    for service in (database, settings, team.Credentials(database, KEY), limiter):
        services.add(service)
    app.add_middleware(Idempotency, identify=team.identify)
    install(app)
    app.include_router(team.router)
    return app
