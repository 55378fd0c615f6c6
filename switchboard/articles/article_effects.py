"""What follows from every change of an article: chunks, words, its version, and the news."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import ColumnElement

from switchboard.articles.actor import Editor
from switchboard.articles.chunk_store import rewrite_chunks
from switchboard.articles.embedding_queue import embed_later
from switchboard.articles.events import ArticleChanged
from switchboard.articles.models import Article, ArticleVersion
from switchboard.articles.typeahead import word_vector
from switchboard.core.db import Session

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
"""What a version keeps: everything that people write, and who may see it."""


async def stored(
    session: Session,
    article: Article,
    change: Literal["created", "updated"],
    *,
    by: Editor,
    changed: Sequence[str],
    restored_from: int | None = None,
) -> None:
    """Bring everything in step that is derived from the article, and keep its version."""
    session.add(_version(article, by, changed, restored_from))
    await session.flush()
    await rewrite_chunks(session, article)
    embed_later(session, article.id)
    await announce(session, article, change)


def words_of(article: Article) -> ColumnElement[str]:
    """What the article is searched by while somebody types, for its next flush."""
    return word_vector(article.title, article.questions, article.body)


async def announce(
    session: Session, article: Article, change: Literal["created", "updated", "deleted"]
) -> None:
    """Tell the rest of the product."""
    await session.emit(
        ArticleChanged(workspace_id=session.workspace_id, article_id=article.id, change=change)
    )


def content_of(article: Article) -> dict[str, Any]:
    """The article's fields as a version keeps them."""
    return {name: getattr(article, name) for name in FIELDS}


def content_hash(article: Article) -> str:
    """Of everything that is shown or searched."""
    content = json.dumps(content_of(article), ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def _version(
    article: Article, by: Editor, changed: Sequence[str], restored_from: int | None
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
