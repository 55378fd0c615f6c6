"""Reads and keeps how far a workspace has come."""

from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.dialects.postgresql import insert

from switchboard.articles.models import Article, ArticleStatus
from switchboard.console.setup import models
from switchboard.console.setup.schemas import Setup, SetupChange, SetupTask
from switchboard.conversations import AuthorKind, Conversation, Entry, EntryKind, Inbox
from switchboard.core.clock import now
from switchboard.core.db import Session
from switchboard.team import Member, Workspace

UNNAMED = "My company"
"""What a new workspace without the sample shop is called until somebody names it."""


async def read_setup(session: Session) -> Setup:
    """Where the wizard stands, and what the data shows to be done."""
    kept = await session.get(models.Setup, session.workspace_id)
    articles = await _published_articles(session)
    tasks = await _tasks(session, kept)
    done = {task.name for task in tasks if task.done}
    begun = kept is not None or "knowledge" in done or "site" in done
    return Setup(
        step=kept.step if kept else 1,
        wanted=not begun,
        finished=kept is not None and kept.finished_at is not None,
        dismissed=kept is not None and kept.dismissed_at is not None,
        tasks=tasks,
        articles=articles,
    )


async def change_setup(session: Session, change: SetupChange) -> Setup:
    """Keep where the wizard stands."""
    await session.execute(
        insert(models.Setup)
        .values(workspace_id=session.workspace_id, step=1, updated_at=now())
        .on_conflict_do_nothing()
    )
    kept = await session.get_one(models.Setup, session.workspace_id, with_for_update=True)
    if change.step is not None:
        kept.step = change.step
    if change.tried:
        kept.tried_at = kept.tried_at or now()
    if change.finished is not None:
        kept.finished_at = now() if change.finished else None
    if change.dismissed is not None:
        kept.dismissed_at = now() if change.dismissed else None
    await session.flush()
    return await read_setup(session)


async def _published_articles(session: Session) -> int:
    published = Article.status == ArticleStatus.PUBLISHED
    query = select(func.count()).where(Article.workspace_id == session.workspace_id, published)
    return (await session.scalar(query)) or 0


async def _tasks(session: Session, kept: models.Setup | None) -> list[SetupTask]:
    own = session.workspace_id
    members = select(func.count()).where(Member.workspace_id == own, Member.removed_at.is_(None))
    on_a_site = exists().where(
        Conversation.workspace_id == own,
        Conversation.inbox_id == Inbox.id,
        Inbox.channel == "webchat",
    )
    answered = exists().where(
        Entry.workspace_id == own,
        Entry.kind == EntryKind.MESSAGE,
        Entry.author_kind == AuthorKind.MEMBER,
    )
    columns: list[Any] = [
        exists().where(Article.workspace_id == own),
        on_a_site,
        members.scalar_subquery() > 1,
        answered,
        select(Workspace.name).where(Workspace.id == own).scalar_subquery() != UNNAMED,
    ]
    row = (await session.execute(select(*columns))).one()
    knowledge, site, invited, replied, named = (bool(value) for value in row)
    tried = kept is not None and kept.tried_at is not None
    return [
        SetupTask(name="company", done=named),
        SetupTask(name="knowledge", done=knowledge),
        SetupTask(name="try", done=tried),
        SetupTask(name="site", done=site),
        SetupTask(name="invite", done=invited),
        SetupTask(name="answer", done=replied),
    ]
