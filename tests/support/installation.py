"""Installations of their own, for stories that change settings or stop engines."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
from sqlalchemy.engine import make_url

from switchboard.core.provide import Services
from switchboard.core.settings import Settings
from switchboard.engines import EngineUrls
from switchboard.migrations import upgrade
from tests.support.server import Server, serve, working
from tests.support.wait import LONGEST_SECONDS
from tests.support.workspace import WorkspaceFactory


@dataclass(frozen=True)
class Installation:
    """The application with its own database, settings, port and worker."""

    services: Services
    server: Server
    http: httpx.AsyncClient
    workspaces: WorkspaceFactory


@asynccontextmanager
async def own_database(urls: EngineUrls) -> AsyncIterator[EngineUrls]:
    """A new, migrated database on the same PostgreSQL: its jobs are nobody else's."""
    assert urls.admin_url is not None
    name = f"story_{uuid4().hex[:12]}"
    url = make_url(urls.database_url)
    admin = await asyncpg.connect(urls.admin_url)
    try:
        await admin.execute(f'CREATE DATABASE {name} OWNER "{url.username}"')
        own = url.set(database=name).render_as_string(hide_password=False)
        await upgrade(own)
        yield replace(urls, database_url=own)
    finally:
        await admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        await admin.close()


@asynccontextmanager
async def installed(
    urls: EngineUrls, data_dir: Path, **settings: Any
) -> AsyncIterator[Installation]:
    """The application over these engines, with these settings, while the context lasts."""
    from switchboard.roles.api import create_app
    from switchboard.roles.services import open_services

    given: dict[str, Any] = {"openai_api_key": None, "openai_base_url": None, **settings}
    async with AsyncExitStack() as stack:
        enter = stack.enter_async_context
        services = await enter(
            open_services(Settings(data_dir=data_dir, demo=False, **given), urls)
        )
        server = await enter(serve(create_app(services)))
        await enter(working(services))
        http = await enter(httpx.AsyncClient(base_url=server.url, timeout=LONGEST_SECONDS))
        yield Installation(services, server, http, WorkspaceFactory(services, http))
