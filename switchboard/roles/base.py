"""What every process has, whatever its role: database, bus, sockets, and who may sign in.

A gateway needs no more. So nothing here imports the search, the models or the pages: a process
that only holds sockets stays small (`tests/roles/test_imports.py`).
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from switchboard.channels.webchat import Intake, VisitorTokens
from switchboard.core import loop_watch
from switchboard.core.db import Database
from switchboard.core.entrance import Entrance
from switchboard.core.events import Events
from switchboard.core.provide import Services
from switchboard.core.rate_limit import RateLimiter
from switchboard.core.readiness import Readiness
from switchboard.core.secrets import signing_key
from switchboard.core.settings import Settings
from switchboard.core.sockets import Sockets
from switchboard.engines import EngineUrls
from switchboard.realtime import Bus, Recent
from switchboard.roles.subscriptions import subscribe_conversations
from switchboard.team import Credentials


@dataclass(frozen=True)
class Base:
    """The collaborators so far, and what is needed to add more.

    Args:
        services: filled with the base; a role adds its own.
        events: of the database's sessions; a role subscribes its own listeners.
        key: signs sessions and links, and encrypts files.
    """

    services: Services
    events: Events
    key: str


@asynccontextmanager
async def open_base(settings: Settings, urls: EngineUrls) -> AsyncIterator[Base]:
    """Connect to PostgreSQL and Valkey, for as long as the context lasts."""
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(loop_watch.watching())
        events, services = Events(), Services()
        database = Database(urls.database_url, events=events, pool_size=settings.database_pool)
        stack.push_async_callback(database.dispose)
        bus = Bus(urls.redis_url)
        await bus.start()
        stack.push_async_callback(bus.stop)
        key = await signing_key(settings, database)
        present: list[object] = [settings, database, bus, Intake(database, bus)]
        for service in (*present, Sockets(), Entrance(), Readiness()):
            services.add(service)
        _add_valkey(services, stack, urls.redis_url)
        services.add(Credentials(database, key))
        services.add(VisitorTokens(key))
        subscribe_conversations(events, bus)
        yield Base(services, events, key)


def _add_valkey(services: Services, stack: AsyncExitStack, url: str) -> None:
    redis = Redis.from_url(
        url, socket_timeout=1, socket_connect_timeout=1, retry=Retry(NoBackoff(), 0)
    )
    stack.push_async_callback(redis.aclose)
    services.add(RateLimiter(redis))
    services.add(Recent(redis))
