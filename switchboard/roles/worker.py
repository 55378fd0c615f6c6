"""The worker: every kind of job, and the loop that runs them."""

import asyncio
from functools import partial

import structlog

from switchboard.assistant.jobs import answer
from switchboard.channels.webchat.self_service import transcript_work
from switchboard.conversations.lists.jobs import label_work
from switchboard.core.db import Database
from switchboard.core.jobs import Work, Worker
from switchboard.core.provide import Services
from switchboard.core.queue_connection import QueueConnection
from switchboard.core.settings import Settings
from switchboard.handover.notices import notice_work
from switchboard.help_center.pictures import picture_work
from switchboard.insights import insight_work
from switchboard.roles.chores import run_chores
from switchboard.roles.serving import until_signalled
from switchboard.search import keep_knowledge, knowledge_work
from switchboard.sources import source_work

log = structlog.get_logger(__name__)

_RESTART_SECONDS = 1.0
DRAIN_SECONDS = 25.0


def work_of(services: Services) -> list[Work]:
    """Every kind of job, bound to its collaborators."""
    return [
        Work("assistant.answer", partial(answer, services)),
        *label_work(services),
        *knowledge_work(services),
        *source_work(services),
        *transcript_work(services),
        *insight_work(services),
        *picture_work(services),
        *notice_work(services),
    ]


async def run_worker(services: Services, stopping: asyncio.Event) -> None:
    """Run jobs and chores until told to stop; jobs under way are finished first.

    Whatever goes wrong with the queue, it is begun anew: no fault of an engine ends this.
    """
    chores = asyncio.gather(run_chores(services), keep_knowledge(services))
    try:
        while not stopping.is_set():
            try:
                await _run_until_stopped(services, stopping)
            except Exception as error:
                log.warning("worker_restarts", reason=error)
                await asyncio.sleep(_RESTART_SECONDS)
    finally:
        chores.cancel()
        await asyncio.gather(chores, return_exceptions=True)


async def work_until_signalled(services: Services) -> None:
    """Run jobs and chores until SIGTERM; jobs under way are finished first."""
    stopping = asyncio.Event()
    running = asyncio.create_task(run_worker(services, stopping))
    signalled = asyncio.create_task(until_signalled())
    await asyncio.wait({running, signalled}, return_when=asyncio.FIRST_COMPLETED)
    stopping.set()
    await running


async def _run_until_stopped(services: Services, stopping: asyncio.Event) -> None:
    url = services.get(Database).url.set(drivername="postgresql")
    connection = QueueConnection(url.render_as_string(hide_password=False))
    try:
        worker = Worker(
            connection,
            work_of(services),
            concurrency=services.get(Settings).worker_concurrency,
        )
        running = asyncio.create_task(worker.run(), name="jobs")
        stopped = asyncio.create_task(stopping.wait())
        await asyncio.wait({running, stopped}, return_when=asyncio.FIRST_COMPLETED)
        worker.stop()
        stopped.cancel()
        async with asyncio.timeout(DRAIN_SECONDS):
            await running
    finally:
        connection.close()
