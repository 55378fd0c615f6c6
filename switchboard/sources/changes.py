"""Lists what applying a fetch would change, line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from switchboard.articles.diff import FieldDiff, diff
from switchboard.articles.models import Article
from switchboard.core.db import Session
from switchboard.sources import schemas
from switchboard.sources.models import WAITING, SourceDocument
from switchboard.sources.queries import list_documents

_COMPARED = ("title", "body", "language", "audience")


async def list_changes(
    session: Session, source_id: str, *, after: str | None, limit: int
) -> tuple[list[schemas.SourceChange], str | None]:
    """A page of changes with their differences, and the next page's cursor."""
    documents, following = await list_documents(
        session, source_id, states=WAITING, after=after, limit=limit
    )
    present = await _articles(session, documents)
    return [_change(document, present) for document in documents], following


async def _articles(session: Session, documents: Sequence[SourceDocument]) -> dict[str, Article]:
    ids = [document.article_id for document in documents if document.article_id]
    rows = await session.scalars(
        select(Article).where(Article.workspace_id == session.workspace_id, Article.id.in_(ids))
    )
    return {article.id: article for article in rows}


def _change(document: SourceDocument, present: Mapping[str, Article]) -> schemas.SourceChange:
    article = present.get(document.article_id or "")
    before = {name: getattr(article, name) for name in _COMPARED} if article else {}
    after = document.found or {}
    return schemas.SourceChange(
        document_id=document.id,
        address=document.address,
        name=after.get("title") or document.name,
        kind=document.state,
        article_id=document.article_id,
        detail=document.error,
        fields=_fields(before, after),
    )


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[FieldDiff]:
    """The fields that differ. Language and audience only count where there is an article."""
    names = _COMPARED if before and after else ("title", "body")
    fields = (
        FieldDiff(name, diff(str(before.get(name, "")), str(after.get(name, "")))) for name in names
    )
    return [field for field in fields if field.lines]
