"""Reads what the help center shows: published articles for everyone, and no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select

from switchboard.articles.listing import ids_by_words
from switchboard.articles.models import (
    Article,
    ArticleStatus,
    Audience,
    KnowledgeVersion,
)
from switchboard.core.db import Session

MAX_EXCERPT_SOURCE = 2_000
"""An excerpt is made from so many characters of a body."""

MAX_LISTED = 1_000
"""The most articles on one page."""


@dataclass(frozen=True, slots=True)
class Brief:
    """An article in a list; `beginning` is the beginning of its text."""

    id: str
    slug: str
    language: str
    title: str
    category: str
    beginning: str = ""


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article to read, its translations, and the ones before and after it."""

    article: Article
    translations: Sequence[Brief]
    previous: Brief | None
    following: Brief | None


async def content_version(session: Session) -> int:
    """The number of changes of articles so far."""
    found = await session.scalar(
        select(KnowledgeVersion.content).where(
            KnowledgeVersion.workspace_id == session.workspace_id
        )
    )
    return found or 0


async def languages_with_articles(session: Session) -> set[str]:
    """The languages that have articles."""
    found = await session.scalars(_public(session).with_only_columns(Article.language).distinct())
    return set(found)


async def by_category(
    session: Session, language: str, *, category: str | None = None
) -> Sequence[Brief]:
    """The articles of a language by category and title; those without a category are last."""
    query = (
        _briefly(_public(session).where(Article.language == language))
        .order_by(Article.category == "", Article.category, func.lower(Article.title), Article.id)
        .limit(MAX_LISTED)
    )
    if category is not None:
        query = query.where(Article.category == category)
    return [Brief(*row) for row in await session.execute(query)]


async def read_by_slug(session: Session, language: str, slug: str) -> ArticlePage | None:
    """An article by its address."""
    article = await session.scalar(
        _public(session).where(Article.language == language, Article.slug == slug)
    )
    return None if article is None else await _article_page(session, article)


async def search_by_prefix(
    session: Session, q: str, language: str | None, *, limit: int = 8
) -> Sequence[Brief]:
    """Articles by the beginnings of words, best first; in one language, if it is given."""
    ids = await ids_by_words(session, q)
    return await briefs(session, ids, language, limit=limit)


async def briefs(
    session: Session,
    ids: Sequence[str],
    language: str | None,
    *,
    limit: int = 20,
) -> Sequence[Brief]:
    """Those of these articles that are public, in the given order."""
    if not ids:
        return []
    query = _public(session).where(Article.id.in_(ids))
    if language:
        query = query.where(Article.language == language)
    by_id = {
        row.id: Brief(*row)
        for row in await session.execute(
            _briefly(query).add_columns(func.left(Article.body, MAX_EXCERPT_SOURCE))
        )
    }
    return [by_id[article_id] for article_id in ids if article_id in by_id][:limit]


async def for_sitemap(session: Session, limit: int) -> Sequence[Article]:
    """Every public page with its group, which links its translations; newest first."""
    rows = await session.execute(
        _public(session)
        .with_only_columns(Article.slug, Article.language, Article.group_id, Article.updated_at)
        .order_by(Article.id.desc())
        .limit(limit)
    )
    return rows.all()  # type: ignore[return-value]  # rows with these four attributes


async def _article_page(session: Session, article: Article) -> ArticlePage:
    others = await session.execute(
        _briefly(_public(session))
        .where(Article.group_id == article.group_id, Article.id != article.id)
        .order_by(Article.language)
    )
    return ArticlePage(
        article,
        [Brief(*row) for row in others],
        await _neighbor(session, article, after=False),
        await _neighbor(session, article, after=True),
    )


async def _neighbor(session: Session, article: Article, *, after: bool) -> Brief | None:
    """The next or previous article of the category."""
    title, place = func.lower(Article.title), (func.lower(article.title), article.id)
    here = func.row(title, Article.id)
    query = _briefly(_public(session)).where(
        Article.language == article.language, Article.category == article.category
    )
    if after:
        query = query.where(here > func.row(*place)).order_by(title, Article.id)
    else:
        query = query.where(here < func.row(*place)).order_by(title.desc(), Article.id.desc())
    row = (await session.execute(query.limit(1))).first()
    return Brief(*row) if row else None


def _public(session: Session) -> Select[Article]:
    return select(Article).where(
        Article.workspace_id == session.workspace_id,
        Article.status == ArticleStatus.PUBLISHED,
        Article.audience == Audience.PUBLIC,
    )


def _briefly(query: Select[Article]) -> Select[str, str, str, str, str]:
    return query.with_only_columns(
        Article.id, Article.slug, Article.language, Article.title, Article.category
    )
