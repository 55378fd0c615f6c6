"""Which articles help most: those that answered, then those that readers found helpful."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import func, select

from switchboard.articles import Article
from switchboard.articles.models import ArticleStatus
from switchboard.core.clock import now
from switchboard.core.db import Session
from switchboard.help_center.models import ArticleVote
from switchboard.insights.models import ArticleUse

_DAYS: Final = 30


async def popular_articles(
    session: Session, language: str, audiences: Collection[str], limit: int
) -> Sequence[Article]:
    """Published articles in this language that these audiences may read, most used first."""
    uses = (
        select(ArticleUse.article_id, func.sum(ArticleUse.answers).label("count"))
        .where(
            ArticleUse.workspace_id == session.workspace_id,
            ArticleUse.day > (now() - timedelta(days=_DAYS)).date(),
        )
        .group_by(ArticleUse.article_id)
        .subquery()
    )
    votes = (
        select(ArticleVote.article_id, func.count().label("count"))
        .where(ArticleVote.workspace_id == session.workspace_id, ArticleVote.helpful)
        .group_by(ArticleVote.article_id)
        .subquery()
    )
    rows = await session.scalars(
        select(Article)
        .outerjoin(uses, uses.c.article_id == Article.id)
        .outerjoin(votes, votes.c.article_id == Article.id)
        .where(
            Article.workspace_id == session.workspace_id,
            Article.status == ArticleStatus.PUBLISHED,
            Article.language == language,
            Article.audience.in_(audiences),
            (Article.body != "") | Article.approved_answer.is_not(None),
        )
        .order_by(
            func.coalesce(uses.c.count, 0).desc(),
            func.coalesce(votes.c.count, 0).desc(),
            Article.updated_at.desc(),
            Article.id,
        )
        .limit(limit)
    )
    return rows.all()
