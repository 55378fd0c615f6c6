"""What readers of the help center may see: published articles of their audience, and no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select

from switchboard.articles.listing import ids_by_words
from switchboard.articles.models import (
    Article,
    ArticleStatus,
    KnowledgeVersion,
    audiences_for,
)
from switchboard.core.db import Session

BEGINNING = 2_000
"""Characters of a body that an excerpt is made from."""

LISTED = 1_000
"""The most articles on one page."""


@dataclass(frozen=True, slots=True)
class Brief:
    """An article in a list; `beginning` is where its text begins."""

    id: str
    slug: str
    language: str
    title: str
    category: str
    url: str | None
    beginning: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article to read, its translations, and the ones before and after it."""

    article: Article
    translations: Sequence[Brief]
    previous: Brief | None
    following: Brief | None


async def content_version(session: Session) -> int:
    """A number that every change of an article counts up."""
    found = await session.scalar(
        select(KnowledgeVersion.content).where(
            KnowledgeVersion.workspace_id == session.workspace_id
        )
    )
    return found or 0


async def languages_with_articles(session: Session, audience: str = "public") -> set[str]:
    """The languages that have something to read."""
    found = await session.scalars(
        _visible(session, audience).with_only_columns(Article.language).distinct()
    )
    return set(found)


async def by_category(
    session: Session, language: str, *, audience: str = "public", category: str | None = None
) -> Sequence[Brief]:
    """The articles of a language by category and title; those without a category come last."""
    query = (
        _briefly(_visible(session, audience).where(Article.language == language))
        .order_by(Article.category == "", Article.category, func.lower(Article.title), Article.id)
        .limit(LISTED)
    )
    if category is not None:
        query = query.where(Article.category == category)
    return [Brief(*row) for row in await session.execute(query)]


async def read_by_slug(
    session: Session, language: str, slug: str, *, audience: str = "public"
) -> Reading | None:
    """An article by its address."""
    found = await session.scalar(
        _visible(session, audience).where(Article.language == language, Article.slug == slug)
    )
    return None if found is None else await _reading(session, found, audience)


async def as_typed(
    session: Session, q: str, language: str | None, *, audience: str = "public", limit: int = 8
) -> Sequence[Brief]:
    """The articles with words that begin so, best first; in one language, if it is given."""
    ids = await ids_by_words(session, q)
    return await briefs(session, ids, language, audience=audience, limit=limit)


async def briefs(
    session: Session,
    ids: Sequence[str],
    language: str | None,
    *,
    audience: str = "public",
    limit: int = 20,
) -> Sequence[Brief]:
    """Those of these articles that may be seen, in the order given."""
    if not ids:
        return []
    query = _visible(session, audience).where(Article.id.in_(ids))
    if language:
        query = query.where(Article.language == language)
    found = {
        row.id: Brief(*row)
        for row in await session.execute(
            _briefly(query).add_columns(func.left(Article.body, BEGINNING))
        )
    }
    return [found[article_id] for article_id in ids if article_id in found][:limit]


async def for_sitemap(session: Session, most: int) -> Sequence[Article]:
    """Every public page with its group, so that it can name its translations; newest first."""
    rows = await session.execute(
        _visible(session, "public")
        .with_only_columns(Article.slug, Article.language, Article.group_id, Article.updated_at)
        .order_by(Article.id.desc())
        .limit(most)
    )
    return rows.all()  # type: ignore[return-value]  # rows with these four attributes


async def _reading(session: Session, article: Article, audience: str) -> Reading:
    others = await session.execute(
        _briefly(_visible(session, audience))
        .where(Article.group_id == article.group_id, Article.id != article.id)
        .order_by(Article.language)
    )
    return Reading(
        article,
        [Brief(*row) for row in others],
        await _neighbour(session, article, audience, after=False),
        await _neighbour(session, article, audience, after=True),
    )


async def _neighbour(
    session: Session, article: Article, audience: str, *, after: bool
) -> Brief | None:
    """The article beside this one in its category."""
    title, place = func.lower(Article.title), (func.lower(article.title), article.id)
    here = func.row(title, Article.id)
    query = _briefly(_visible(session, audience)).where(
        Article.language == article.language, Article.category == article.category
    )
    if after:
        query = query.where(here > func.row(*place)).order_by(title, Article.id)
    else:
        query = query.where(here < func.row(*place)).order_by(title.desc(), Article.id.desc())
    row = (await session.execute(query.limit(1))).first()
    return Brief(*row) if row else None


def _visible(session: Session, audience: str) -> Select[Article]:
    return select(Article).where(
        Article.workspace_id == session.workspace_id,
        Article.status == ArticleStatus.PUBLISHED,
        Article.audience.in_(audiences_for(audience)),
    )


def _briefly(query: Select[Article]) -> Select[str, str, str, str, str, str | None]:
    return query.with_only_columns(
        Article.id, Article.slug, Article.language, Article.title, Article.category, Article.url
    )
