"""The same parts as processes of their own, over engines that run elsewhere."""

import asyncio

from switchboard.core import gc_tuning, log
from switchboard.core.settings import Settings
from switchboard.engines import EngineUrls, running_urls
from switchboard.roles.services import open_services
from switchboard.roles.up import listen, serve, until_signalled
from switchboard.roles.worker import run_worker


class NotConfigured(Exception):
    """A part that runs apart has to be told where the engines are."""


def engine_urls(settings: Settings) -> EngineUrls:
    """Where the engines are: as configured, or those of a `switchboard up` on this data folder.

    Raises NotConfigured, saying which settings are missing.
    """
    found = running_urls(settings.data_dir.resolve())
    database, redis = settings.secret("database_url"), settings.secret("redis_url")
    urls = {
        "SWITCHBOARD_DATABASE_URL": database or (found and found.database_url),
        "SWITCHBOARD_REDIS_URL": redis or (found and found.redis_url),
        "SWITCHBOARD_CHROMA_URL": settings.chroma_url or (found and found.chroma_url),
    }
    missing = [name for name, url in urls.items() if not url]
    if missing:
        raise NotConfigured(
            f"Set {', '.join(missing)}, or start `switchboard up`, which includes its own engines."
        )
    return EngineUrls(*[str(url) for url in urls.values()])


async def api(settings: Settings) -> None:
    """The HTTP API and the pages; sockets too, for those who need no gateway of their own."""
    log.configure(settings)
    listener = listen(settings)
    async with open_services(settings, engine_urls(settings)) as services:
        await serve(services, settings, listener)


async def gateway(settings: Settings) -> None:
    """The WebSockets only."""
    log.configure(settings)
    listener = listen(settings)
    async with open_services(settings, engine_urls(settings)) as services:
        await serve(services, settings, listener, sockets_only=True)


async def worker(settings: Settings) -> None:
    """The jobs only, until SIGTERM; jobs under way are finished first."""
    log.configure(settings)
    stopping = asyncio.Event()
    async with open_services(settings, engine_urls(settings)) as services:
        running = asyncio.create_task(run_worker(services, stopping))
        gc_tuning.settle()
        signalled = asyncio.create_task(until_signalled())
        await asyncio.wait({running, signalled}, return_when=asyncio.FIRST_COMPLETED)
        stopping.set()
        await running
