"""A knowledge base to write in and to ask, on the real engines."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
import pytest_asyncio

from switchboard.articles import Article
from switchboard.articles import service as articles
from switchboard.articles.schemas import ArticleInput
from switchboard.core.db import Database
from switchboard.core.provide import Services
from switchboard.core.settings import Settings
from switchboard.engines import Engines
from switchboard.search import KnowledgeSearch, SearchResult
from switchboard.search.index_feed import versions
from switchboard.search.wiring import jobs_of, learning_of
from tests.support.installation import own_database
from tests.support.wait import eventually
from tests.support.workspace import WorkspaceFactory, WorkspaceUnderTest


class Knowledge:
    """What one workspace knows."""

    def __init__(self, workspace_id: str, services: Services) -> None:
        self.workspace_id = workspace_id
        self.services = services
        self.database = services.get(Database)

    async def write(self, title: str, body: str, **fields: Any) -> Article:
        """Write an article."""
        given = ArticleInput(title=title, body=body, **fields)
        async with self.database.transaction(self.workspace_id) as session:
            return await articles.create(session, given)

    async def embed_all(self) -> int:
        """Do what the worker would: the number of chunks that were embedded.

        When it returns, searches ask the dense leg: they look for changes twice a second only.
        """
        done = await jobs_of(self.services).index_workspace(self.workspace_id, lambda _count: None)
        async with self.database.transaction(self.workspace_id) as session:
            known = await versions(session)
        index = self.services.get(KnowledgeSearch).index

        async def seen() -> bool:
            view = await index.view(self.workspace_id)
            return (view.content, view.vectors) >= known

        assert await eventually(seen)
        return done

    async def learn(self) -> None:
        """Learn the classifiers, as the worker would, and see them at the next search."""
        await learning_of(self.services).learn_all(self.workspace_id)
        async with self.database.transaction(self.workspace_id) as session:
            known = await versions(session)
        index = self.services.get(KnowledgeSearch).index

        async def seen() -> bool:
            return (await index.view(self.workspace_id)).vectors >= known[1]

        assert await eventually(seen)

    async def ask(self, query: str, **options: Any) -> SearchResult:
        """Search."""
        return await self.services.get(KnowledgeSearch).search(self.workspace_id, query, **options)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def apart(
    engines: Engines, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Services]:
    """Collaborators over a database of their own, so that no worker takes these jobs."""
    from switchboard.roles.services import open_services

    settings = Settings(
        data_dir=tmp_path_factory.mktemp("apart"),
        allow_private_addresses=True,
        demo=False,
        openai_api_key=None,
        openai_base_url=None,
    )
    async with own_database(engines.urls) as urls, open_services(settings, urls) as services:
        yield services


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def apart_http(apart: Services) -> AsyncIterator[httpx.AsyncClient]:
    """Calls the application over it."""
    from switchboard.roles.api import create_app

    transport = httpx.ASGITransport(create_app(apart), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client


@pytest.fixture(scope="session")
def database_apart(apart: Services) -> Database:
    """Their database."""
    return apart.get(Database)


@pytest.fixture(scope="session")
def workspaces_apart(apart: Services, apart_http: httpx.AsyncClient) -> WorkspaceFactory:
    """Makes workspaces that no worker looks after: nothing happens there but what a test does."""
    return WorkspaceFactory(apart, apart_http)


@pytest_asyncio.fixture(loop_scope="session")
async def undisturbed(apart: Services, workspaces_apart: WorkspaceFactory) -> Knowledge:
    """The knowledge of a new workspace that no worker looks after."""
    return Knowledge((await workspaces_apart.make()).id, apart)


@pytest.fixture
def knowledge(workspace: WorkspaceUnderTest, services: Services) -> Knowledge:
    """The knowledge of a new workspace."""
    return Knowledge(workspace.id, services)


@pytest.fixture
def knowledge_of(services: Services) -> Callable[[str], Knowledge]:
    """The knowledge of any workspace."""
    return lambda workspace_id: Knowledge(workspace_id, services)
