"""What lists have done in the background."""

from functools import partial

from switchboard.conversations.labels import FORGET, forget_label
from switchboard.core.db import Database
from switchboard.core.jobs import Job, Work
from switchboard.core.provide import Services


def label_work(services: Services) -> list[Work]:
    """The kinds of job there are for labels."""
    return [Work(FORGET, partial(forget, services.get(Database)))]


async def forget(database: Database, job: Job) -> None:
    """Take a label that is gone off all conversations, some at a time: none is locked for long."""
    label_id = str(job.payload["label_id"])
    more = True
    while more:
        async with database.transaction(job.workspace_id) as session:
            more = await forget_label(session, label_id) > 0
