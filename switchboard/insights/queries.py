"""Reads of what was learned; each costs the same however many turns there were."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, or_, select, update

from switchboard.articles import Article
from switchboard.articles.models import ArticleStatus
from switchboard.core.clock import now
from switchboard.core.db import Session
from switchboard.core.errors import NotFound
from switchboard.core.pages import InvalidCursor, decode_cursor, encode_cursor
from switchboard.help_center.models import ArticleVote
from switchboard.insights.models import (
    ArticleUse,
    Contradiction,
    InsightMark,
    MissedQuestion,
)
from switchboard.insights.schemas import ArticleInsight, DayOfAnswers, KnowledgeOverview

Order = Literal["most", "never"]
_MOST_COUNTED = 2**31 - 1


async def overview(session: Session, days: int) -> KnowledgeOverview:
    """The numbers at the top."""
    counted = select(*(one.scalar_subquery() for one in _numbers(session, days)))
    answers, answering, published, missed, contradictions = map(
        int, (await session.execute(counted)).one()
    )
    mark = await session.get(InsightMark, session.workspace_id)
    return KnowledgeOverview(
        days=days,
        answers=answers,
        answering=answering,
        silent=published - answering,
        missed=missed,
        contradictions=contradictions,
        as_of=mark.digested_at if mark else None,
    )


def _numbers(session: Session, days: int) -> list[Select[int]]:
    """Answers given, articles that gave them, articles there are, questions missed, and
    contradictions."""
    own, uses = session.workspace_id, _uses(session, days)
    published = Article.status == ArticleStatus.PUBLISHED
    return [
        select(func.coalesce(func.sum(uses.c.answers), 0)),
        select(func.count())
        .select_from(Article)
        .join(uses, uses.c.article_id == Article.id)
        .where(uses.c.answers > 0, published),
        select(func.count()).where(Article.workspace_id == own, published),
        select(func.coalesce(func.sum(MissedQuestion.count), 0)).where(
            MissedQuestion.workspace_id == own,
            MissedQuestion.dismissed_at.is_(None),
            MissedQuestion.last_at >= now() - timedelta(days=days),
        ),
        select(func.count()).where(
            Contradiction.workspace_id == own, Contradiction.dismissed_at.is_(None)
        ),
    ]


async def daily(session: Session, days: int) -> list[DayOfAnswers]:
    """Answers on each of the last days (UTC), the oldest first; days without any are there too."""
    today = now().date()
    since = today - timedelta(days=days - 1)
    rows = await session.execute(
        select(ArticleUse.day, func.sum(ArticleUse.answers), func.sum(ArticleUse.options))
        .where(ArticleUse.workspace_id == session.workspace_id, ArticleUse.day >= since)
        .group_by(ArticleUse.day)
    )
    counted = {day: (int(answers), int(options)) for day, answers, options in rows}
    all_days = [since + timedelta(days=past) for past in range(days)]
    return [
        DayOfAnswers(day=day, answers=answers, options=options)
        for day in all_days
        for answers, options in [counted.get(day, (0, 0))]
    ]


async def articles(
    session: Session, days: int, order: Order, after: str | None, limit: int
) -> tuple[list[ArticleInsight], str | None]:
    """Published articles by how often they answered, or those that never did, oldest first."""
    query = _used(session, days, order, after)
    rows = (await session.execute(query.limit(limit + 1))).all()
    shown = rows[:limit]
    votes = await _votes(session, {row.id for row in shown})
    found = [
        ArticleInsight(
            article_id=row.id,
            title=row.title,
            language=row.language,
            audience=row.audience,
            answers=row.answers,
            options=row.options,
            helpful=votes.get((row.id, True), 0),
            unhelpful=votes.get((row.id, False), 0),
            updated_at=row.updated_at,
        )
        for row in shown
    ]
    following = encode_cursor(shown[-1].answers, shown[-1].id) if len(rows) > limit else None
    return found, following


def _used(session: Session, days: int, order: Order, after: str | None) -> Select[*tuple[Any, ...]]:
    uses = _uses(session, days)
    answers = func.coalesce(uses.c.answers, 0)
    query = (
        select(
            Article.id,
            Article.title,
            Article.language,
            Article.audience,
            Article.updated_at,
            answers.label("answers"),
            func.coalesce(uses.c.options, 0).label("options"),
        )
        .outerjoin(uses, uses.c.article_id == Article.id)
        .where(
            Article.workspace_id == session.workspace_id,
            Article.status == ArticleStatus.PUBLISHED,
        )
    )
    if order == "most":
        query = query.where(answers > 0).order_by(answers.desc(), Article.id)
    else:
        query = query.where(answers == 0).order_by(Article.id)
    if after:
        query = query.where(_behind(answers, Article.id, *decode_cursor(after, int, str)))
    return query


async def missed_questions(
    session: Session, after: str | None, limit: int
) -> tuple[Sequence[MissedQuestion], str | None]:
    """What was asked and not found, the most frequent first; not what was dismissed."""
    query = select(MissedQuestion).where(
        MissedQuestion.workspace_id == session.workspace_id,
        MissedQuestion.dismissed_at.is_(None),
    )
    query = query.order_by(MissedQuestion.count.desc(), MissedQuestion.id)
    if after:
        place = decode_cursor(after, int, str)
        query = query.where(_behind(MissedQuestion.count, MissedQuestion.id, *place))
    rows = (await session.scalars(query.limit(limit + 1))).all()
    last = rows[limit - 1] if len(rows) > limit else None
    return rows[:limit], encode_cursor(last.count, last.id) if last else None


async def contradictions(
    session: Session, after: str | None, limit: int
) -> tuple[Sequence[Contradiction], str | None]:
    """What contradicts what, the most alike first; not what was dismissed."""
    query = select(Contradiction).where(
        Contradiction.workspace_id == session.workspace_id,
        Contradiction.dismissed_at.is_(None),
    )
    query = query.order_by(Contradiction.similarity.desc(), Contradiction.id)
    if after:
        similarity, last_id = decode_cursor(after, str, str)
        place = (_number(similarity), last_id)
        query = query.where(_behind(Contradiction.similarity, Contradiction.id, *place))
    rows = (await session.scalars(query.limit(limit + 1))).all()
    last = rows[limit - 1] if len(rows) > limit else None
    return rows[:limit], encode_cursor(repr(last.similarity), last.id) if last else None


async def dismiss(
    session: Session, kind: type[MissedQuestion] | type[Contradiction], own_id: str
) -> None:
    """Take something off its list for good. Raises NotFound."""
    done = await session.scalar(
        update(kind)
        .where(kind.workspace_id == session.workspace_id, kind.id == own_id)
        .values(dismissed_at=now())
        .returning(kind.id)
    )
    if done is None:
        raise NotFound("Entry not found.")


def _uses(session: Session, days: int) -> Subquery:
    since = (now() - timedelta(days=days)).date()
    return (
        select(
            ArticleUse.article_id,
            func.sum(ArticleUse.answers).label("answers"),
            func.sum(ArticleUse.options).label("options"),
        )
        .where(ArticleUse.workspace_id == session.workspace_id, ArticleUse.day >= since)
        .group_by(ArticleUse.article_id)
        .subquery()
    )


async def _votes(session: Session, articles: Collection[str]) -> dict[tuple[str, bool], int]:
    rows = await session.execute(
        select(ArticleVote.article_id, ArticleVote.helpful, func.count())
        .where(
            ArticleVote.workspace_id == session.workspace_id, ArticleVote.article_id.in_(articles)
        )
        .group_by(ArticleVote.article_id, ArticleVote.helpful)
    )
    return {(article_id, helpful): count for article_id, helpful, count in rows}


def _behind(falling: Any, own_id: Any, value: Any, last_id: Any) -> ColumnElement[bool]:
    """What comes after this row: less of it, or as much and a later id."""
    if isinstance(value, int):
        value = max(min(value, _MOST_COUNTED), 0)
    return or_(falling < value, and_(falling == value, own_id > last_id))


def _number(part: str | int) -> float:
    """A number in a cursor. Raises Invalid unless it is one."""
    try:
        return float(part)
    except ValueError:
        raise InvalidCursor from None
