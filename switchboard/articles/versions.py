"""The versions of an article: who changed what, and how they differ."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from switchboard.articles.article_effects import FIELDS
from switchboard.articles.diff import FieldDiff, diff
from switchboard.articles.models import Article, ArticleVersion
from switchboard.core.db import Session
from switchboard.core.errors import Conflict, FieldError, NotFound

MAX_VERSIONS = 200


class ArticleChangedMeanwhile(Conflict):
    """Somebody else has changed the article since it was read. Nothing was written."""

    code = "version_conflict"


async def require_version(session: Session, article: Article, expected: int | None) -> None:
    """Raise ArticleChangedMeanwhile unless the article has the expected version."""
    if expected is None or expected == article.version:
        return
    since = await session.scalars(
        select(ArticleVersion)
        .where(
            ArticleVersion.article_id == article.id,
            ArticleVersion.version > expected,
        )
        .order_by(ArticleVersion.version.desc())
        .limit(MAX_VERSIONS)
    )
    changes = since.all()
    who = next((change.editor_name for change in changes if change.editor_name), None) or "Somebody"
    fields = [name for name in FIELDS if any(name in change.changed for change in changes)]
    what = ", ".join(name.replace("_", " ") for name in fields) or "the article"
    raise ArticleChangedMeanwhile(
        f"{who} changed {what}: the article is now at version {article.version}, and your edit is "
        f"based on {expected}. Reload the article and apply your changes again.",
        errors=[FieldError(field=name, message=f"changed by {who}") for name in fields],
    )


async def list_versions(session: Session, article_id: str) -> Sequence[ArticleVersion]:
    """An article's versions, newest first, the newest 200 at most."""
    rows = await session.scalars(
        select(ArticleVersion)
        .where(
            ArticleVersion.workspace_id == session.workspace_id,
            ArticleVersion.article_id == article_id,
        )
        .order_by(ArticleVersion.version.desc())
        .limit(MAX_VERSIONS)
    )
    return rows.all()


async def get_version(session: Session, article_id: str, version: int) -> ArticleVersion:
    """One version. Raises NotFound."""
    row = await session.scalar(
        select(ArticleVersion).where(
            ArticleVersion.workspace_id == session.workspace_id,
            ArticleVersion.article_id == article_id,
            ArticleVersion.version == version,
        )
    )
    if row is None:
        raise NotFound("Version not found.")
    return row


async def compare_fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[FieldDiff]:
    """The fields that differ between two contents; computed in a thread."""
    return await asyncio.to_thread(_compare, dict(old), dict(new))


def _compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[FieldDiff]:
    fields = (FieldDiff(name, diff(_text(old.get(name)), _text(new.get(name)))) for name in FIELDS)
    return [field for field in fields if field.lines]


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return "" if value is None else str(value)
