"""A workspace to act in: its people, its inbox, its visitors."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx

from switchboard.core.db import Database
from switchboard.core.provide import Services
from switchboard.team.assistants import create_assistant
from switchboard.team.service import create_workspace

PASSWORD = "correct horse battery staple"


@dataclass
class WorkspaceUnderTest:
    """A workspace with an owner who is signed in, an assistant and a web chat inbox."""

    id: str
    http: httpx.AsyncClient
    owner_email: str
    token: str
    owner_id: str
    assistant_id: str
    inbox: dict[str, Any]

    async def call(self, method: str, path: str, **kwargs: Any) -> httpx.Response:
        """A request of the owner's, whatever the answer."""
        headers = {"Authorization": f"Bearer {self.token}", **kwargs.pop("headers", {})}
        return await self.http.request(method, path, headers=headers, **kwargs)

    async def get(self, path: str, **kwargs: Any) -> Any:
        """The JSON of a GET that must succeed."""
        return _body(await self.call("GET", path, **kwargs))

    async def post(self, path: str, json: Any = None, **kwargs: Any) -> Any:
        """The JSON of a POST that must succeed."""
        return _body(await self.call("POST", path, json=json, **kwargs))

    async def patch(self, path: str, json: Any, **kwargs: Any) -> Any:
        """The JSON of a PATCH that must succeed."""
        return _body(await self.call("PATCH", path, json=json, **kwargs))

    async def visitor(self, **profile: Any) -> "VisitorUnderTest":
        """A new visitor of the web chat."""
        body = {"widget_key": self.inbox["widget_key"], "visitor": profile}
        opened = _body(await self.http.post("/api/v1/widget/sessions", json=body))
        return VisitorUnderTest(self.http, opened["session_token"])

    async def conversation_of(self, visitor: "VisitorUnderTest") -> str:
        """The id of a visitor's conversation."""
        body = {"widget_key": self.inbox["widget_key"], "session_token": visitor.token}
        opened = _body(await self.http.post("/api/v1/widget/sessions", json=body))
        conversation_id: str = opened["conversation_id"]
        return conversation_id


@dataclass
class VisitorUnderTest:
    """Somebody who chats in the widget, by REST."""

    http: httpx.AsyncClient
    token: str

    async def call(self, method: str, path: str, **kwargs: Any) -> httpx.Response:
        """A request of the visitor's, whatever the answer."""
        headers = {"Authorization": f"Bearer {self.token}", **kwargs.pop("extra", {})}
        return await self.http.request(method, f"/api/v1/widget{path}", headers=headers, **kwargs)

    async def write(self, text: str, *, message_id: str | None = None) -> dict[str, Any]:
        """Send a message; returns its entry."""
        body = {"id": message_id or uuid4().hex, "text": text}
        entry: dict[str, Any] = _body(await self.call("POST", "/messages", json=body))
        return entry

    async def timeline(self, after_seq: int = 0) -> list[dict[str, Any]]:
        """What the visitor sees of the conversation."""
        shown = _body(await self.call("GET", f"/timeline?after_seq={after_seq}"))
        items: list[dict[str, Any]] = shown["items"]
        return items


class WorkspaceFactory:
    """Makes workspaces of an application."""

    def __init__(self, services: Services, http: httpx.AsyncClient) -> None:
        self._database = services.get(Database)
        self._http = http

    async def make(self, languages: tuple[str, ...] = ("en", "es", "de")) -> WorkspaceUnderTest:
        """A new workspace."""
        email = f"owner-{uuid4().hex[:12]}@example.com"
        async with self._database.system() as session:
            made = await create_workspace(
                session, "Test Shop", languages, email, "Olivia Owner", PASSWORD
            )
        async with self._database.transaction(made.id) as session:
            assistant = await create_assistant(session, "Sunny")
        signed_in = await self.sign_in(email)
        new = WorkspaceUnderTest(
            id=made.id,
            http=self._http,
            owner_email=email,
            token=signed_in["access_token"],
            owner_id=signed_in["member"]["id"],
            assistant_id=assistant.id,
            inbox={},
        )
        new.inbox = await new.post("/api/v1/inboxes", {"name": "Site", "channel": "webchat"})
        return new

    async def sign_in(self, email: str, password: str = PASSWORD) -> dict[str, Any]:
        """The session of somebody who signs in."""
        body = {"email": email, "password": password}
        signed_in: dict[str, Any] = _body(await self._http.post("/api/v1/auth/login", json=body))
        return signed_in


def _body(response: httpx.Response) -> Any:
    assert response.is_success, f"{response.request.url}: {response.status_code} {response.text}"
    return response.json() if response.content else None
