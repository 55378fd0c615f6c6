"""The workspace's knowledge version, by which processes notice that something changed."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from switchboard.articles.models import KnowledgeVersion
from switchboard.core.db import Session


@dataclass
class _ArticlesLock:
    """Whether a unit of work holds the lock already."""

    held: bool = False


async def lock_articles(session: Session) -> None:
    """Let no other transaction write articles of the workspace until the end of this one.

    Take this lock first: the version, then articles, then their chunks. In another order two
    transactions could wait for each other.
    """
    lock = session.part(_ArticlesLock)
    if lock.held:
        return
    nothing = {"workspace_id": session.workspace_id, "content": 0, "vectors": 0}
    await session.execute(insert(KnowledgeVersion).values(nothing).on_conflict_do_nothing())
    await session.execute(
        select(KnowledgeVersion.content)
        .where(KnowledgeVersion.workspace_id == session.workspace_id)
        .with_for_update()
    )
    lock.held = True


async def bump(session: Session, what: Literal["content", "vectors"]) -> int:
    """Count one change of the content or of the vectors, and return the new number.

    Takes the version's lock until the end of the transaction, so that a change with a smaller
    number is always committed before one with a greater.
    """
    column = KnowledgeVersion.content if what == "content" else KnowledgeVersion.vectors
    first = {"content": 0, "vectors": 0, what: 1}
    return (
        await session.execute(
            insert(KnowledgeVersion)
            .values(workspace_id=session.workspace_id, **first)
            .on_conflict_do_update(index_elements=["workspace_id"], set_={what: column + 1})
            .returning(column)
        )
    ).scalar_one()
