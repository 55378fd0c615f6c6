"""Lists of articles: all of them in pages, or those that match what a person is typing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, Select, exists, func, select, tuple_
from sqlalchemy.orm import aliased, defer

from switchboard.articles.models import Article
from switchboard.articles.typeahead import searchable
from switchboard.core.db import Session
from switchboard.core.pages import cursor_time, decode_cursor, encode_cursor

MAX_MATCHES = 200
"""How many articles a search while typing finds at most."""

MIN_MATCHES = 20
"""When words find fewer articles, titles that contain the text anywhere are searched too."""


Order = Literal["title", "-title", "updated", "-updated"]
"""How a list of articles can be sorted; `-` is the other way round."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles to list.

    `missing` is a language in which an article has no translation yet.
    """

    language: str | None = None
    status: str | None = None
    audience: str | None = None
    category: str | None = None
    missing: str | None = None

    def narrow(self, query: Select[Article]) -> Select[Article]:
        """The query for these articles only."""
        for column, value in (
            (Article.language, self.language),
            (Article.status, self.status),
            (Article.audience, self.audience),
            (Article.category, self.category),
        ):
            if value is not None and value != "":
                query = query.where(column == value)
        return query.where(_has_no_translation(self.missing)) if self.missing else query


async def list_articles(
    session: Session,
    *,
    q: str | None = None,
    language: str | None = None,
    only: Filter | None = None,
    sort: Order | None = None,
    brief: bool = False,
    after: str | None = None,
    limit: int = 50,
) -> tuple[Sequence[Article], str | None]:
    """A page of articles and the cursor of the next one.

    Args:
        q: beginnings of words in title, questions or text; then the best come first, and the
            newest first otherwise.
        language: only those in this language.
        only: further conditions.
        sort: the order without `q`; the newest first otherwise.
        brief: do not load bodies and drafts.
        after: the cursor of the page before.
    """
    only = only or Filter(language=language)
    query = only.narrow(_articles(session))
    if brief:
        query = query.options(
            defer(Article.body, raiseload=True), defer(Article.draft, raiseload=True)
        )
    if q and q.strip():
        return await _matching(session, query, q.strip(), after, limit)
    if sort:
        return await _sorted(session, query, sort, after, limit)
    if after:
        query = query.where(Article.id < decode_cursor(after, str)[0])
    rows = (await session.scalars(query.order_by(Article.id.desc()).limit(limit + 1))).all()
    page = rows[:limit]
    return page, encode_cursor(page[-1].id) if len(rows) > limit else None


async def _sorted(
    session: Session, query: Select[Article], sort: Order, after: str | None, limit: int
) -> tuple[Sequence[Article], str | None]:
    """A page in the order of a column, by the indexes `ix_articles_title` and `_updated`."""
    by_title = sort.endswith("title")
    column = func.lower(Article.title) if by_title else Article.updated_at
    place = tuple_(column, Article.id)
    if after:
        value, last_id = decode_cursor(after, str, str)
        last = tuple_(value if by_title else cursor_time(value), last_id)
        query = query.where(place < last if sort.startswith("-") else place > last)
    order = [one.desc() if sort.startswith("-") else one.asc() for one in (column, Article.id)]
    rows = (
        await session.execute(query.add_columns(column).order_by(*order).limit(limit + 1))
    ).all()
    page = rows[:limit]
    if len(rows) <= limit:
        return [article for article, _ in page], None
    article, value = page[-1]
    cursor = encode_cursor(value if by_title else value.isoformat(), article.id)
    return [article for article, _ in page], cursor


async def ids_by_words(session: Session, q: str, limit: int = MAX_MATCHES) -> list[str]:
    """The ids of articles by the beginnings of words, best first; drafts and staff articles too."""
    rows = await session.scalars(
        select(func.search_articles(searchable(q), limit).table_valued("article_id").c.article_id)
    )
    return list(rows)


async def categories(session: Session) -> Sequence[tuple[str, int]]:
    """The categories in use with the number of their articles, by name."""
    rows = await session.execute(
        select(Article.category, func.count())
        .where(Article.workspace_id == session.workspace_id, Article.category != "")
        .group_by(Article.category)
        .order_by(Article.category)
        .limit(500)
    )
    return [(name, count) for name, count in rows]


async def _matching(
    session: Session, query: Select[Article], q: str, after: str | None, limit: int
) -> tuple[Sequence[Article], str | None]:
    """The articles that match, best first; the cursor is the place in that order."""
    start = int(decode_cursor(after, int)[0]) if after else 0
    ids = await ids_by_words(session, q)
    by_words = (await session.scalars(query.where(Article.id.in_(ids)))).all() if ids else []
    places = {article_id: place for place, article_id in enumerate(ids)}
    matches = sorted(by_words, key=lambda article: places[article.id])
    if len(matches) < MIN_MATCHES:
        matches += await _with_title(session, query, q, places)
    page = matches[max(start, 0) : max(start, 0) + limit]
    following = start + limit
    return page, encode_cursor(following) if following < len(matches) else None


async def _with_title(
    session: Session, query: Select[Article], q: str, known: dict[str, int]
) -> Sequence[Article]:
    """Articles with the text anywhere in their title, also as a part of a word."""
    matching = query.where(Article.title.icontains(q, autoescape=True))
    rows = await session.scalars(matching.order_by(Article.id.desc()).limit(MAX_MATCHES))
    return [article for article in rows if article.id not in known]


def _articles(session: Session) -> Select[Article]:
    return select(Article).where(Article.workspace_id == session.workspace_id)


def _has_no_translation(language: str) -> ColumnElement[bool]:
    """Whether the article has no translation in this language."""
    other = aliased(Article)
    return ~exists().where(
        other.workspace_id == Article.workspace_id,
        other.group_id == Article.group_id,
        other.language == language,
    )
