"""What has to be done now and then, by whichever worker comes first."""

import asyncio

import structlog

from switchboard.conversations.attachments import tidy_files
from switchboard.conversations.status import wake_due, workspaces_with_due
from switchboard.core.db import Database
from switchboard.core.idempotency import prune_idempotency_keys
from switchboard.core.jobs import prune_job_log
from switchboard.core.provide import Services
from switchboard.core.storage import Storage
from switchboard.insights import order_digests
from switchboard.sources import fetch_due
from switchboard.team.sessions import prune_sessions

log = structlog.get_logger(__name__)

_EVERY_SECONDS = 10.0
_PRUNE_EVERY = 360


async def run_chores(services: Services) -> None:
    """Wake what was snoozed, fetch what is due, drop what has had its day. Runs until cancelled."""
    database = services.get(Database)
    round_ = 0
    while True:
        try:
            await wake_snoozed(database)
            await fetch_due(database)
            if round_ % _PRUNE_EVERY == 0:
                await prune(database)
                await order_digests(database)
                await tidy_files(database, services.get(Storage))
        except Exception as error:
            log.warning("chore_failed", reason=error)
        round_ += 1
        await asyncio.sleep(_EVERY_SECONDS)


async def prune(database: Database) -> None:
    """Drop idempotency keys, sessions and notes of jobs that have had their time."""
    async with database.system() as session:
        await prune_idempotency_keys(session)
        await prune_sessions(session)
        await prune_job_log(session)


async def wake_snoozed(database: Database) -> None:
    """Reopen the snoozed conversations whose time has come, workspace by workspace."""
    async with database.system() as session:
        workspaces = await workspaces_with_due(session)
    for workspace_id in workspaces:
        async with database.transaction(workspace_id) as session:
            await wake_due(session)
