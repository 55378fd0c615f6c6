"""Background work: reading turns, and comparing passages. Both only what is new."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from switchboard.articles import ArticleChanged
from switchboard.core.db import Database, Session
from switchboard.core.jobs import Job, Work, enqueue
from switchboard.core.provide import Services
from switchboard.core.scheduler import each
from switchboard.insights.compare import compare
from switchboard.insights.digest import digest
from switchboard.search import KnowledgeSearch
from switchboard.team import Workspace

REST = timedelta(seconds=20)
"""How long articles may be changed before they are compared: an import is compared once."""


def insight_work(services: Services) -> list[Work]:
    """The kinds of job to register with the worker."""
    database = services.get(Database)

    async def read_turns(job: Job) -> None:
        await digest(database, services.get(KnowledgeSearch).embedding, job.workspace_id)

    async def compare_passages(job: Job) -> None:
        await compare(database, job.workspace_id)

    return [
        Work("insights.digest", read_turns, at_once=2),
        # An article may change while the last of it is read: that is another comparison then.
        Work("insights.compare", compare_passages, at_once=1, key_until_begun=True),
    ]


async def order_digest(session: Session) -> None:
    """Have the workspace's new turns read, unless that is about to happen anyway."""
    await enqueue(
        session, "insights.digest", {}, dedupe_key=f"insights.digest:{session.workspace_id}"
    )


async def order_digests(database: Database) -> None:
    """The same for every workspace, now and then: before old conversations are let go."""
    async with database.system() as session:
        workspaces = (await session.scalars(select(Workspace.id))).all()

    async def order(workspace_id: str) -> None:
        async with database.transaction(workspace_id) as session:
            await order_digest(session)

    await each(workspaces, order)


async def compare_when_changed(session: Session, _event: ArticleChanged) -> None:
    """Have articles compared once they rest; subscribe this to `ArticleChanged`."""
    await enqueue(
        session,
        "insights.compare",
        {},
        delay=REST,
        dedupe_key=f"insights.compare:{session.workspace_id}",
    )
