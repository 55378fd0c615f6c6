"""Articles that say the same in different languages belong to one group."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from switchboard.articles.models import Article
from switchboard.core.db import Session
from switchboard.core.errors import Conflict, NotFound
from switchboard.core.ids import new_id


@dataclass(frozen=True, slots=True)
class Sibling:
    """A translation of an article, as far as a list shows it."""

    id: str
    language: str
    title: str
    slug: str
    status: str
    audience: str


def new_group() -> str:
    """A group of its own."""
    return new_id("grp")


async def group_for(session: Session, slug: str, language: str, other_id: str | None) -> str:
    """The group of a new article: that of the one it translates, or of its slug elsewhere.

    Args:
        other_id: the article that it translates, if somebody said so.

    Raises NotFound when that does not exist, Conflict when it has a translation already.
    """
    if other_id is not None:
        return await joined(session, other_id, language)
    sibling = await session.scalar(
        select(Article.group_id)
        .where(Article.workspace_id == session.workspace_id, Article.slug == slug)
        .order_by(Article.id)
        .limit(1)
    )
    if sibling and await member_of(session, sibling, language) is None:
        return sibling
    return new_group()


async def joined(session: Session, other_id: str, language: str, own_id: str | None = None) -> str:
    """The group of another article, if it has no other translation in this language yet."""
    group = await session.scalar(
        select(Article.group_id).where(
            Article.workspace_id == session.workspace_id, Article.id == other_id
        )
    )
    if group is None:
        raise NotFound("Article to translate not found.")
    await require_room(session, group, language, own_id)
    return group


async def require_room(
    session: Session, group: str, language: str, own_id: str | None = None
) -> None:
    """Raise Conflict when another article of the group has this language."""
    taken = await member_of(session, group, language)
    if taken is not None and taken != own_id:
        raise Conflict(
            f"This article already has a translation in {language}. Edit that one instead.",
            code="translation_exists",
        )


async def member_of(session: Session, group: str, language: str) -> str | None:
    """The id of the group's article in this language."""
    found: str | None = await session.scalar(
        select(Article.id).where(
            Article.workspace_id == session.workspace_id,
            Article.group_id == group,
            Article.language == language,
        )
    )
    return found


async def siblings(session: Session, groups: Collection[str]) -> dict[str, list[Sibling]]:
    """The articles of these groups, by group, in one query."""
    rows = await session.execute(
        select(
            Article.group_id,
            Article.id,
            Article.language,
            Article.title,
            Article.slug,
            Article.status,
            Article.audience,
        )
        .where(Article.workspace_id == session.workspace_id, Article.group_id.in_(groups))
        .order_by(Article.language)
    )
    found: dict[str, list[Sibling]] = {}
    for group, *fields in rows:
        found.setdefault(group, []).append(Sibling(*fields))
    return found
