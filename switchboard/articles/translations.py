"""Articles that say the same in different languages belong to one group."""

from collections.abc import Collection

from sqlalchemy import select

from switchboard.articles.models import Article
from switchboard.articles.schemas import Translation
from switchboard.core.db import Session
from switchboard.core.errors import Conflict, NotFound
from switchboard.core.ids import new_id


def new_group() -> str:
    """The id of a new group."""
    return new_id("grp")


async def group_for(session: Session, slug: str, language: str, other_id: str | None) -> str:
    """The group of a new article: that of the one it translates, or of its slug elsewhere.

    Args:
        other_id: the article that it translates, if that is known.

    Raises NotFound when that does not exist, Conflict when it has a translation already.
    """
    if other_id is not None:
        return await group_of(session, other_id, language)
    sibling = await session.scalar(
        select(Article.group_id)
        .where(Article.workspace_id == session.workspace_id, Article.slug == slug)
        .order_by(Article.id)
        .limit(1)
    )
    if sibling and await translation_id(session, sibling, language) is None:
        return sibling
    return new_group()


async def group_of(
    session: Session, other_id: str, language: str, article_id: str | None = None
) -> str:
    """The group of another article, if it has no other translation in this language yet."""
    group = await session.scalar(
        select(Article.group_id).where(
            Article.workspace_id == session.workspace_id, Article.id == other_id
        )
    )
    if group is None:
        raise NotFound("Article to translate not found.")
    await require_room(session, group, language, article_id)
    return group


async def require_room(
    session: Session, group: str, language: str, article_id: str | None = None
) -> None:
    """Raise Conflict when another article of the group has this language."""
    taken = await translation_id(session, group, language)
    if taken is not None and taken != article_id:
        raise Conflict(
            f"This article already has a translation in {language}. Edit that one instead.",
            code="translation_exists",
        )


async def translation_id(session: Session, group: str, language: str) -> str | None:
    """The id of the group's article in this language."""
    article_id: str | None = await session.scalar(
        select(Article.id).where(
            Article.workspace_id == session.workspace_id,
            Article.group_id == group,
            Article.language == language,
        )
    )
    return article_id


async def siblings(session: Session, groups: Collection[str]) -> dict[str, list[Translation]]:
    """The articles of these groups, by group, in one query."""
    rows = await session.execute(
        select(Article.group_id, *(getattr(Article, name) for name in Translation.model_fields))
        .where(Article.workspace_id == session.workspace_id, Article.group_id.in_(groups))
        .order_by(Article.language)
    )
    by_group: dict[str, list[Translation]] = {}
    for row in rows:
        translation = Translation.model_validate(row, from_attributes=True)
        by_group.setdefault(row.group_id, []).append(translation)
    return by_group
