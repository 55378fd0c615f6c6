"""The same parts as processes of their own, over engines that run elsewhere.

Each imports what it needs when it starts: a gateway has no use for search and models.
"""

import asyncio

from switchboard.core import gc_tuning, log
from switchboard.core.settings import Settings
from switchboard.roles.base import open_base
from switchboard.roles.engine_settings import engine_urls
from switchboard.roles.gateway import create_gateway, create_probes
from switchboard.roles.serving import listen, serve


async def api(settings: Settings) -> None:
    """The HTTP API and the pages; sockets too, for those who need no gateway of their own."""
    from switchboard.roles.api import create_app
    from switchboard.roles.services import open_services

    log.configure(settings)
    listener = listen(settings)
    async with open_services(settings, engine_urls(settings)) as services:
        await serve(create_app(services), listener)


async def gateway(settings: Settings) -> None:
    """The WebSockets only."""
    log.configure(settings)
    listener = listen(settings)
    async with open_base(settings, engine_urls(settings)) as base:
        await serve(create_gateway(base.services), listener)


async def worker(settings: Settings) -> None:
    """The jobs only, until SIGTERM; jobs under way are finished first."""
    from switchboard.roles.services import open_services
    from switchboard.roles.worker import run_worker, work_until_signalled

    log.configure(settings)
    listener = None if settings.worker_port is None else listen(settings, settings.worker_port)
    async with open_services(settings, engine_urls(settings)) as services:
        gc_tuning.settle()
        if listener is None:
            await work_until_signalled(services)
            return
        stopping = asyncio.Event()
        running = asyncio.create_task(run_worker(services, stopping))
        await serve(create_probes(services), listener)
        stopping.set()
        await running
