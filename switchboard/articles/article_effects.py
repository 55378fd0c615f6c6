"""What every change of an article causes: a version, chunks, their embedding, and an event."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import ColumnElement

from switchboard.articles.actor import Actor
from switchboard.articles.chunk_store import rewrite_chunks
from switchboard.articles.events import ArticleChanged
from switchboard.articles.models import Article, ArticleVersion
from switchboard.articles.typeahead import word_vector
from switchboard.core.db import Session
from switchboard.core.jobs import enqueue

FIELDS = (
    "title",
    "body",
    "language",
    "questions",
    "slug",
    "url",
    "status",
    "audience",
    "category",
    "approved_answer",
)
"""The fields of an article that a version stores: what people write, and who may see it."""

MAX_ARTICLES_PER_JOB = 16
"""Enough articles to embed them in good batches, and few enough to let other jobs in between."""


async def apply_effects(
    session: Session,
    article: Article,
    change: Literal["created", "updated"],
    *,
    by: Actor,
    changed: Sequence[str],
    restored_from: int | None = None,
) -> None:
    """Store the new version, and bring everything up to date that is derived from the article."""
    session.add(_version(article, by, changed, restored_from))
    await session.flush()
    await rewrite_chunks(session, article)
    _embed_later(session, article.id)
    await announce(session, article, change)


def words_of(article: Article) -> ColumnElement[str]:
    """The words that typing finds the article by, to be set before the next flush."""
    return word_vector(article.title, article.questions, article.body)


async def announce(
    session: Session, article: Article, change: Literal["created", "updated", "deleted"]
) -> None:
    """Emit `ArticleChanged`."""
    await session.emit(
        ArticleChanged(workspace_id=session.workspace_id, article_id=article.id, change=change)
    )


def content_of(article: Article) -> dict[str, Any]:
    """The article's fields as a version stores them."""
    return {name: getattr(article, name) for name in FIELDS}


def content_hash(article: Article) -> str:
    """A hash of everything that is shown or searched."""
    content = json.dumps(content_of(article), ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


class _ArticlesToEmbed(dict[str, None]):
    """Those of a unit of work, each once, in order."""


def _embed_later(session: Session, article_id: str) -> None:
    """Have a worker embed the article's new chunks once the transaction is committed."""
    session.part(_ArticlesToEmbed)[article_id] = None
    session.before_commit(_enqueue_embedding)


async def _enqueue_embedding(session: Session) -> None:
    articles = list(session.part(_ArticlesToEmbed))
    session.part(_ArticlesToEmbed).clear()
    # An edit by a person goes before a large import.
    urgent = len(articles) == 1
    for start in range(0, len(articles), MAX_ARTICLES_PER_JOB):
        payload = {"article_ids": articles[start : start + MAX_ARTICLES_PER_JOB]}
        await enqueue(session, "knowledge.index", payload, urgent=urgent)


def _version(
    article: Article, by: Actor, changed: Sequence[str], restored_from: int | None
) -> ArticleVersion:
    return ArticleVersion(
        article_id=article.id,
        workspace_id=article.workspace_id,
        version=article.version,
        content=content_of(article),
        changed=list(changed),
        editor_kind=by.kind,
        editor_id=by.id,
        editor_name=by.name,
        restored_from=restored_from,
        created_at=article.updated_at,
    )
