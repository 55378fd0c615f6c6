"""What each child of `switchboard up` does: engines, set-up, the API, workers.

Every part imports what it needs itself: where children are not forked, each pays for that alone.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine
from dataclasses import asdict
from socket import socket
from typing import Any

import structlog
import uvloop

from switchboard.core import log
from switchboard.core.errors import Problem
from switchboard.core.settings import Settings
from switchboard.engines.config import EngineError, EngineUrls
from switchboard.roles.children import Arguments, Reporter, main

NICE = 5
"""How much less than accepting a worker counts for the scheduler, when processors are short."""


async def engines(settings: Settings, arguments: Arguments, report: Reporter) -> None:
    """Run the engines that are not configured elsewhere."""
    from switchboard.engines.running import running
    from switchboard.roles.engine_settings import engines_config
    from switchboard.roles.serving import until_signalled

    stopping = asyncio.create_task(until_signalled())
    async with running(
        engines_config(settings),
        lambda name, text: report.say(f"  {name}: {text}"),
        owner=arguments["supervisor"],
    ) as started:
        report.ready(asdict(started.urls))
        await stopping


async def install(settings: Settings, arguments: Arguments, report: Reporter) -> None:
    """Bring the database to the newest schema, and add what a new installation gets."""
    from switchboard.core.db import Database
    from switchboard.migrations import upgrade
    from switchboard.roles.bootstrap import ensure_installation

    url = _urls(arguments).database_url
    await upgrade(url)
    database = Database(url, pool_size=2)
    try:
        installed = await ensure_installation(
            settings, database, lambda text: report.say(f"  {text}")
        )
    finally:
        await database.dispose()
    report.ready(asdict(installed))


async def finish_install(settings: Settings, arguments: Arguments, report: Reporter) -> None:
    """Note that whoever installed was told the password."""
    from switchboard.core.db import Database
    from switchboard.roles.bootstrap import Installed, told

    database = Database(_urls(arguments).database_url, pool_size=2)
    try:
        await told(database, Installed(**arguments["installed"]))
    finally:
        await database.dispose()
    report.ready()


async def api(settings: Settings, arguments: Arguments, report: Reporter) -> None:
    """Accept what comes in, and hold the sockets."""
    from switchboard.roles.api import create_app
    from switchboard.roles.services import open_services
    from switchboard.roles.serving import serve

    async def ready() -> None:
        report.ready()

    async with open_services(settings, _urls(arguments), warm=False) as services:
        listener = socket(fileno=os.dup(arguments["listener"]))
        await serve(create_app(services), listener, ready)


async def worker(settings: Settings, arguments: Arguments, report: Reporter) -> None:
    """Answer and learn."""
    from switchboard.core import gc_tuning
    from switchboard.roles.services import open_services
    from switchboard.roles.worker import work_until_signalled

    os.nice(NICE)
    async with open_services(settings, _urls(arguments)) as services:
        gc_tuning.settle()
        report.ready()
        await work_until_signalled(services)


PARTS: dict[str, Callable[[Settings, Arguments, Reporter], Coroutine[Any, Any, None]]] = {
    "engines": engines,
    "install": install,
    "finish_install": finish_install,
    "api": api,
    "worker": worker,
}


def run_part(arguments: Arguments, report: Reporter) -> int:
    """Run the part that the arguments name; the exit code.

    An error that a person can do something about is reported as its sentence.
    """
    from switchboard.core.secrets import KeyUnusable

    settings = Settings()
    log.configure(settings)
    structlog.contextvars.bind_contextvars(process=arguments["name"])
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(PARTS[arguments["part"]](settings, arguments, report))
    except (EngineError, KeyUnusable, Problem) as error:
        report.failed(str(error))
        return 1
    return 0


def _urls(arguments: Arguments) -> EngineUrls:
    return EngineUrls(**arguments["urls"])


if __name__ == "__main__":
    sys.exit(main(run_part))
