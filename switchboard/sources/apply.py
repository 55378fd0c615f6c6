"""Turns what a fetch found into articles, without overwriting edits by people."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from pydantic import ValidationError
from sqlalchemy import select

from switchboard.articles import service as articles
from switchboard.articles.actor import Actor
from switchboard.articles.models import Article, ArticleStatus
from switchboard.articles.schemas import ArticleInput, ArticlePatch
from switchboard.core.db import Session
from switchboard.core.errors import Conflict, NotFound
from switchboard.sources.article_writer import ArticleWriter
from switchboard.sources.document_state import GONE
from switchboard.sources.importer import describe_errors, workspace_languages
from switchboard.sources.models import WAITING, DocumentState, Source, SourceDocument
from switchboard.sources.queries import documents_of
from switchboard.sources.scope import slug_of

_DECIDED = (*WAITING, DocumentState.IGNORED)
"""The states in which a document can be applied by its id."""


async def waiting_documents(
    session: Session, source: Source, *, limit: int, ids: Sequence[str] | None = None
) -> Sequence[SourceDocument]:
    """Documents with changes that can be applied: those named, or the next ones of all.

    Without ids, documents whose articles were edited by hand are left out: a person decides.
    """
    query = documents_of(session, source.id).order_by(SourceDocument.id).limit(limit)
    if ids is None:
        states = [state for state in WAITING if state != DocumentState.DIFFERS]
        query = query.where(SourceDocument.state.in_(states))
    else:
        query = query.where(SourceDocument.id.in_(ids), SourceDocument.state.in_(_DECIDED))
    return (await session.scalars(query.with_for_update())).all()


async def apply_document(
    session: Session,
    source: Source,
    document: SourceDocument,
    *,
    overwrite: bool = False,
) -> None:
    """Update a document's article with what was found, and set the document's state.

    Args:
        overwrite: replace the article even when it was edited by hand.
    """
    article = await _article_of(session, document)
    edited = article is not None and article.version != document.article_version
    if edited and not overwrite:
        document.state = DocumentState.DIFFERS
        document.error = document.error or "The article was edited here."
        return
    by = Actor("system", None, source.name)
    try:
        if document.found is None:
            await _retire(session, document, article, by)
        elif article is None:
            _done(document, await _create(session, source, document, by))
        else:
            _done(document, await _update(session, document, article, by))
    except (ValidationError, Conflict) as error:
        document.state = DocumentState.ERROR
        document.error = (
            describe_errors(error) if isinstance(error, ValidationError) else error.detail
        )


def discard_document(document: SourceDocument) -> None:
    """Leave the article as it is; the same find is not proposed again."""
    if document.found is None:
        document.state = DocumentState.IGNORED
        document.error = "The page was removed. Its article was kept."
        return
    document.applied_hash = document.found_hash
    kept = document.article_id is not None
    document.state = DocumentState.UNCHANGED if kept else DocumentState.IGNORED
    document.error = None if kept else "Discarded."


async def _article_of(session: Session, document: SourceDocument) -> Article | None:
    if document.article_id is None:
        return None
    return await session.scalar(
        select(Article)
        .where(Article.workspace_id == session.workspace_id, Article.id == document.article_id)
        .with_for_update()
    )


async def _create(session: Session, source: Source, document: SourceDocument, by: Actor) -> Article:
    """A new article, with the slug that its address suggests if that is free."""
    found, slug = dict(document.found or {}), articles.slugify(slug_of(document.address))
    if document.address.startswith(("http://", "https://")):
        found["url"] = document.address.partition("#")[0]
    given = ArticleInput(**found, slug=slug or None)
    writer = ArticleWriter(session, source.id, await workspace_languages(session), by=by)
    article, notes = await writer.create(document.address, given, is_named=False)
    document.notes = [*(document.notes or ()), *notes]
    return article


async def _update(
    session: Session, document: SourceDocument, article: Article, by: Actor
) -> Article:
    changes = dict(document.found or {})
    if document.applied_hash == GONE:
        changes["status"] = ArticleStatus.PUBLISHED
    return await articles.update(session, article.id, ArticlePatch(**changes), by=by)


async def _retire(
    session: Session, document: SourceDocument, article: Article | None, by: Actor
) -> None:
    """Make the article of a removed page a draft: it is not found any more, and nothing is lost."""
    if article is not None:
        patch = ArticlePatch(status="draft")
        with suppress(NotFound):
            article = await articles.update(session, article.id, patch, by=by)
        document.article_version = article.version
    document.applied_hash = GONE
    document.state = DocumentState.SKIPPED
    document.error = "The page was removed. Its article is now a draft."


def _done(document: SourceDocument, article: Article) -> None:
    document.article_id = article.id
    document.article_version = article.version
    document.applied_hash = document.found_hash
    document.name = article.title
    document.found = None
    document.state = DocumentState.UNCHANGED
    document.error = None
