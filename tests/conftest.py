"""The real engines and the real application, started once for a run; a workspace for each test."""

import asyncio
import gc
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
import uvloop
from argon2 import PasswordHasher
from fastapi import FastAPI

from switchboard.core import gc_tuning
from switchboard.core.db import Database
from switchboard.core.installation import adopt_store
from switchboard.core.provide import Services
from switchboard.core.settings import Settings
from switchboard.core.storage import Storage
from switchboard.engines import Engines, EnginesConfig, running
from switchboard.migrations import upgrade
from switchboard.realtime import Bus
from tests.support.knowledge import (  # noqa: F401 (fixtures)
    apart,
    apart_http,
    database_apart,
    knowledge,
    knowledge_of,
    undisturbed,
    workspaces_apart,
)
from tests.support.server import Server, serve
from tests.support.workspace import WorkspaceFactory, WorkspaceUnderTest

_STORIES = Path(__file__).parent / "stories"
_APART = "test_roles_apart.py"


# The tests run on the event loop that the product runs on, and with its garbage collector: what is
# imported and collected stays, and is not looked through again and again.
asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
gc.disable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the stories first: they take longest, and what is short fills up the other cores."""
    items.sort(key=lambda item: (_STORIES not in item.path.parents, item.path.name != _APART))


def pytest_collection_finish() -> None:
    """Everything is imported now."""
    gc_tuning.settle()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def light_passwords() -> Iterator[None]:
    """Argon2id as ever but with little work: nearly every test signs somebody in."""
    with pytest.MonkeyPatch.context() as patch:
        light = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr("switchboard.team.passwords._HASHER", light)
        yield


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def engines(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Engines]:
    """PostgreSQL (migrated), Valkey and Chroma of this run."""
    async with running(EnginesConfig(data_dir=tmp_path_factory.mktemp("engines"))) as running_now:
        await upgrade(running_now.urls.database_url)
        yield running_now


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of the application under test; no model is configured."""
    folder: Path = tmp_path_factory.mktemp("data")
    return Settings(data_dir=folder, demo=False, openai_api_key=None, openai_base_url=None)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def services(engines: Engines, settings: Settings) -> AsyncIterator[Services]:
    """The application's collaborators, over the real engines."""
    from switchboard.roles.services import open_services

    async with open_services(settings, engines.urls) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def installation_store(services: Services) -> Storage:
    """The application's store, in step with its database: it may be tidied."""
    storage = services.get(Storage)
    await adopt_store(services.get(Database), storage)
    return storage


@pytest.fixture(scope="session")
def app(services: Services) -> FastAPI:
    """The whole application."""
    from switchboard.roles.api import create_app

    return create_app(services)


@pytest.fixture(scope="session")
def database(services: Services) -> Database:
    """The application's database."""
    return services.get(Database)


@pytest.fixture(scope="session")
def bus(services: Services) -> Bus:
    """The application's bus."""
    return services.get(Bus)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def http(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the API that is nobody yet; requests do not leave the process."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def server(app: FastAPI) -> AsyncIterator[Server]:
    """The application on a real port, for sockets and browsers."""
    async with serve(app) as running_now:
        yield running_now


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def worker(services: Services) -> AsyncIterator[None]:
    """A worker that runs jobs for as long as the tests run."""
    from tests.support.server import working

    async with working(services):
        yield


@pytest.fixture(scope="session")
def workspaces(services: Services, http: httpx.AsyncClient) -> WorkspaceFactory:
    """Makes workspaces, for tests that need more than one."""
    return WorkspaceFactory(services, http)


@pytest_asyncio.fixture(loop_scope="session")
async def workspace(workspaces: WorkspaceFactory) -> WorkspaceUnderTest:
    """A new workspace with an owner, an assistant and a web chat inbox."""
    return await workspaces.make()
