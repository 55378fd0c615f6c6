"""What has to be done now and then: every chore with its period, on one page."""

from datetime import timedelta
from functools import partial

from switchboard.conversations.status import wake_due, workspaces_with_due
from switchboard.core.db import Database
from switchboard.core.idempotency import prune_idempotency_keys
from switchboard.core.jobs import prune_job_log
from switchboard.core.provide import Services
from switchboard.core.scheduler import Chore, Scheduler, each
from switchboard.core.storage import Storage
from switchboard.help_center.pictures import enqueue_missing
from switchboard.insights import order_digests
from switchboard.roles.file_owners import tidy
from switchboard.sources import fetch_due
from switchboard.team.sessions import prune_sessions

SOON = timedelta(seconds=10)
HOURLY = timedelta(hours=1)
DAILY = timedelta(days=1)


def chores_of(services: Services) -> list[Chore]:
    """Every chore there is, bound to its collaborators."""
    database = services.get(Database)
    return [
        Chore("conversations.wake", SOON, partial(wake_snoozed, database)),
        Chore("sources.fetch", SOON, partial(fetch_due, database)),
        Chore("jobs.prune_log", timedelta(minutes=10), partial(prune_job_log, database)),
        Chore("requests.prune_keys", HOURLY, partial(prune_idempotency_keys, database)),
        Chore("team.prune_sessions", HOURLY, partial(prune_sessions, database)),
        Chore("insights.digest", HOURLY, partial(order_digests, database)),
        Chore("help_center.pictures", DAILY, partial(enqueue_missing, database)),
        Chore("attachments.tidy", DAILY, partial(tidy, database, services.get(Storage))),
    ]


async def run_chores(services: Services) -> None:
    """Do all chores when they are due. Runs until cancelled."""
    await Scheduler(services.get(Database), chores_of(services)).run()


async def wake_snoozed(database: Database) -> None:
    """Reopen the snoozed conversations whose time has come, workspace by workspace."""
    async with database.system() as session:
        workspaces = await workspaces_with_due(session)

    async def wake(workspace_id: str) -> None:
        async with database.transaction(workspace_id) as session:
            await wake_due(session)

    await each(workspaces, wake)
