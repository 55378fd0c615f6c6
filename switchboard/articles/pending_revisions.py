"""Drafts: a newer text of a published article, which is not found before it is published."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from switchboard.articles import service as articles
from switchboard.articles.actor import Actor
from switchboard.articles.article_effects import FIELDS
from switchboard.articles.models import Article, ArticleStatus
from switchboard.articles.schemas import DraftInput, PublishInput
from switchboard.articles.versions import get_version, require_version
from switchboard.core.clock import now
from switchboard.core.db import Session
from switchboard.core.errors import Conflict

DRAFT_FIELDS = ("title", "body", "questions", "category", "approved_answer")


async def save_draft(session: Session, article_id: str, given: DraftInput, *, by: Actor) -> Article:
    """Save a draft with the article. Search, answers and versions do not see it.

    Raises NotFound, or Conflict when somebody changed the article or its draft meanwhile.
    """
    article = await articles.locked(session, article_id)
    await require_version(session, article, given.version)
    present = article.draft or {}
    if given.number is not None and given.number != present.get("number", 0):
        who = (present.get("saved_by") or {}).get("name") or "Somebody"
        raise Conflict(
            f"{who} saved a newer draft. Reload the article and apply your changes again.",
            code="draft_conflict",
        )
    article.draft = {
        **given.model_dump(include=set(DRAFT_FIELDS)),
        "number": int(present.get("number", 0)) + 1,
        "saved_at": now().isoformat(),
        "saved_by": asdict(by),
    }
    await _save_draft_only(session, article)
    return article


async def discard_draft(session: Session, article_id: str) -> Article:
    """Delete the draft. Raises NotFound."""
    article = await articles.locked(session, article_id)
    article.draft = None
    await _save_draft_only(session, article)
    return article


async def publish(session: Session, article_id: str, given: PublishInput, *, by: Actor) -> Article:
    """Publish the draft with the given changes.

    Raises NotFound, Invalid or Conflict.
    """
    article = await articles.locked(session, article_id)
    await require_version(session, article, given.version)
    draft = article.draft or {}
    changes: dict[str, Any] = {name: draft[name] for name in DRAFT_FIELDS if name in draft}
    overrides = given.model_dump(exclude_unset=True, exclude={"version"})
    articles.require_values(overrides)
    article.draft = None
    changes = {**changes, **overrides, "status": ArticleStatus.PUBLISHED}
    if not await articles.apply(session, article, changes, by=by):
        await _save_draft_only(session, article)
    return article


async def restore(
    session: Session, article_id: str, version: int, *, expected: int | None, by: Actor
) -> Article:
    """Bring an older version back, as a new one. Its status, slug and language stay as they are.

    Raises NotFound or Conflict.
    """
    article = await articles.locked(session, article_id)
    await require_version(session, article, expected)
    old = await get_version(session, article_id, version)
    unchanged = {"status", "slug", "language"}
    changes = {
        name: old.content[name] for name in FIELDS if name in old.content and name not in unchanged
    }
    await articles.apply(session, article, changes, by=by, restored_from=version)
    return article


async def _save_draft_only(session: Session, article: Article) -> None:
    """Write the article without changing `updated_at`: its own text is the same."""
    flag_modified(article, "updated_at")
    await session.flush()
