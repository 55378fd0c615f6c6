"""What the shorter commands do."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from pydantic import SecretStr

from switchboard import migrations
from switchboard.core.db import Database
from switchboard.core.provide import Services
from switchboard.core.secrets import accept_key
from switchboard.core.settings import PREFIX, Settings
from switchboard.dev import model as model_stand_in
from switchboard.engines import EngineUrls, running, running_urls
from switchboard.roles.api import create_app
from switchboard.roles.bootstrap import ensure_installation, told
from switchboard.roles.engine_settings import engines_config
from switchboard.roles.services import open_services
from switchboard.roles.terminal import say
from switchboard.search import reindex as rebuild

HIDDEN = "********"


@asynccontextmanager
async def engine_urls_for_now(settings: Settings) -> AsyncIterator[EngineUrls]:
    """The engines of a running `switchboard up`, or else engines for as long as this takes."""
    config = engines_config(settings)
    found = running_urls(config.data_dir) if config.embedded else None
    if found is not None:
        yield found
        return
    async with running(config) as engines:
        await migrations.upgrade(engines.urls.database_url)
        yield engines.urls


@asynccontextmanager
async def a_database(settings: Settings) -> AsyncIterator[Database]:
    """The database, for one command."""
    async with engine_urls_for_now(settings) as urls:
        database = Database(urls.database_url, pool_size=2)
        try:
            yield database
        finally:
            await database.dispose()


async def migrate(settings: Settings) -> None:
    """Bring the database to the newest schema; an empty one gets its first administrator."""
    async with engine_urls_for_now(settings) as urls:
        await migrations.upgrade(urls.database_url)
    say(f"Database schema: {migrations.newest_revision()}.")
    async with a_database(settings) as database:
        installed = await ensure_installation(settings, database, say)
        if installed.is_new:
            say(f"First administrator: {installed.email}")
        if installed.password:
            say(f"Password (shown only once): {installed.password}")
        await told(database, installed)


async def new_key(settings: Settings) -> None:
    """Go on with the present secret key, or a new one, in place of one that was lost."""
    async with a_database(settings) as database:
        await accept_key(settings, database)
    say("The current secret key was accepted. Everyone has to sign in again.")


def print_config(settings: Settings, *, as_json: bool) -> None:
    """Print every setting. Secrets are hidden, also in JSON."""
    rows = [
        {
            "name": f"{PREFIX}{name.upper()}",
            "value": _shown(getattr(settings, name)),
            "description": field.description or "",
        }
        for name, field in Settings.model_fields.items()
    ]
    if as_json:
        say(json.dumps(rows, indent=2))
        return
    for row in rows:
        say(f"{row['name']}={'' if row['value'] is None else row['value']}")
        if row["description"]:
            say(f"    {row['description']}")


def _shown(value: Any) -> Any:
    if isinstance(value, SecretStr):
        return HIDDEN
    return value if isinstance(value, int | float | str | bool | None) else str(value)


async def reindex(settings: Settings) -> None:
    """Rebuild Chroma from PostgreSQL, telling how far it is."""
    async with (
        engine_urls_for_now(settings) as urls,
        open_services(settings, urls) as services,
    ):
        await rebuild(services, say)


def dev_model(port: int) -> None:
    """Serve the stand-in for a model provider."""
    model_stand_in.serve(port)


def openapi_schema() -> dict[str, Any]:
    """The API's description; no engine is needed for it."""
    services = Services()
    services.add(Settings())
    return create_app(services).openapi()
