"""A web site, and a workspace that fetches it piece by piece, with no worker beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import pytest_asyncio

from switchboard.core.db import Database
from switchboard.core.http import Outbound
from switchboard.core.provide import Services
from switchboard.documents import Parser
from switchboard.realtime import Bus
from switchboard.sources.fetcher import Fetcher
from switchboard.sources.queries import get_source
from tests.support.site import Site, running_site
from tests.support.workspace import WorkspaceFactory, WorkspaceUnderTest

SOURCES = "/api/v1/knowledge/sources"
ARTICLES = "/api/v1/knowledge/articles"


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


@dataclass
class Fetching:
    """A workspace with a site to fetch."""

    workspace: WorkspaceUnderTest
    site: Site
    services: Services

    def fetcher(self, web: Outbound | None = None) -> Fetcher:
        """What a worker would fetch with."""
        get = self.services.get
        return Fetcher(get(Database), get(Bus), web or get(Outbound), get(Parser))

    async def add(self, path: str = "/", **given: Any) -> dict[str, Any]:
        """Add a source of the site's, and fetch it."""
        body = {"address": f"{self.site.url}{path}", **given}
        source = await self.workspace.post(SOURCES, body)
        return await self.run(source["id"])

    async def fetch(self, source_id: str, *, preview: bool = False) -> dict[str, Any]:
        """Fetch a source again."""
        await self.workspace.post(f"{SOURCES}/{source_id}/fetch", {"preview": preview})
        return await self.run(source_id)

    async def run(self, source_id: str, web: Outbound | None = None) -> dict[str, Any]:
        """Do the fetch that was begun, piece by piece; the source as it is then."""
        fetcher = self.fetcher(web)
        async with fetcher.database.transaction(self.workspace.id) as session:
            fetch = (await get_source(session, source_id)).fetch
        while await fetcher.run(self.workspace.id, source_id, fetch) is not None:
            pass
        return await self.source(source_id)

    async def source(self, source_id: str) -> dict[str, Any]:
        """The source."""
        found: dict[str, Any] = await self.workspace.get(f"{SOURCES}/{source_id}")
        return found

    async def documents(self, source_id: str, *states: str) -> dict[str, dict[str, Any]]:
        """The source's documents by their path."""
        listed = await self.workspace.get(
            f"{SOURCES}/{source_id}/documents", params={"state": list(states), "limit": 100}
        )
        return {item["address"].removeprefix(self.site.url): item for item in listed["items"]}

    async def states(self, source_id: str) -> dict[str, str]:
        """What the last fetch made of each path."""
        found = await self.documents(source_id)
        return {path: document["state"] for path, document in found.items()}

    async def articles(self) -> dict[str, dict[str, Any]]:
        """The workspace's articles by their title."""
        listed = await self.workspace.get(ARTICLES, params={"limit": 100})
        return {item["title"]: item for item in listed["items"]}


@pytest_asyncio.fixture(loop_scope="session")
async def fetching(apart: Services, apart_http: httpx.AsyncClient, site: Site) -> Fetching:
    """A new workspace, and an empty site."""
    return Fetching(await WorkspaceFactory(apart, apart_http).make(), site, apart)
