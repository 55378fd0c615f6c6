"""A newer text of a published article, which nobody finds before it is published."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from switchboard.articles import service as articles
from switchboard.articles.actor import Editor
from switchboard.articles.article_effects import FIELDS
from switchboard.articles.models import Article, ArticleStatus
from switchboard.articles.schemas import DraftInput, PublishInput
from switchboard.articles.versions import get_version, require_version
from switchboard.core.clock import now
from switchboard.core.db import Session
from switchboard.core.errors import Conflict

DRAFT_FIELDS = ("title", "body", "questions", "category", "approved_answer")


async def save_draft(
    session: Session, article_id: str, given: DraftInput, *, by: Editor
) -> Article:
    """Keep a draft beside the article. Search, answers and versions do not see it.

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
        "saved_by": by.as_dict(),
    }
    await _touched_only(session, article)
    return article


async def discard_draft(session: Session, article_id: str) -> Article:
    """Forget the draft. Raises NotFound."""
    article = await articles.locked(session, article_id)
    article.draft = None
    await _touched_only(session, article)
    return article


async def publish(session: Session, article_id: str, given: PublishInput, *, by: Editor) -> Article:
    """Put the draft, and on top of it what is given, before customers.

    Raises NotFound, Invalid or Conflict.
    """
    article = await articles.locked(session, article_id)
    await require_version(session, article, given.version)
    draft = article.draft or {}
    changes: dict[str, Any] = {name: draft[name] for name in DRAFT_FIELDS if name in draft}
    said = given.model_dump(exclude_unset=True, exclude={"version"})
    articles.require_values(said)
    article.draft = None
    changes = {**changes, **said, "status": ArticleStatus.PUBLISHED}
    if not await articles.apply(session, article, changes, by=by):
        await _touched_only(session, article)
    return article


async def restore(
    session: Session, article_id: str, version: int, *, expected: int | None, by: Editor
) -> Article:
    """Bring an older version back, as a new one. Whether it is published stays as it is.

    Raises NotFound or Conflict.
    """
    article = await articles.locked(session, article_id)
    await require_version(session, article, expected)
    old = await get_version(session, article_id, version)
    kept = {"status", "slug", "language"}
    changes = {
        name: old.content[name] for name in FIELDS if name in old.content and name not in kept
    }
    await articles.apply(session, article, changes, by=by, restored_from=version)
    return article


async def _touched_only(session: Session, article: Article) -> None:
    """Write what is no change of the article itself: it keeps its time."""
    flag_modified(article, "updated_at")
    await session.flush()
