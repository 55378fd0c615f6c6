"""Stores what was read of a page: its document, further parts of it, and its links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select

from switchboard.articles.models import Article
from switchboard.core.db import Session
from switchboard.core.ids import new_id
from switchboard.sources import frontier
from switchboard.sources.document_state import Content, content_of, gone_state, state_of
from switchboard.sources.models import DocumentState, Source, SourceDocument, SourceKind
from switchboard.sources.page_reader import (
    PageContent,
    PageFailed,
    PageGone,
    PageResult,
    PageSkipped,
    PageUnchanged,
)
from switchboard.sources.queries import documents_of
from switchboard.sources.schemas import SourceSettings
from switchboard.sources.scope import Scope
from switchboard.team.queries import own_workspace

MAX_ATTEMPTS = 3
RETRY_DELAY = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class StoreTarget:
    """Where results are stored: the (locked) source, its scope and its settings."""

    source: Source
    scope: Scope
    settings: SourceSettings
    languages: list[str] = field(default_factory=list)


async def store(
    session: Session, target: StoreTarget, document_id: str, result: PageResult
) -> None:
    """Store what was read of one queued document."""
    document = await session.get(SourceDocument, document_id)
    if document is None or document.queued_for != target.source.fetch:
        return
    if (
        isinstance(result, PageFailed)
        and not result.for_good
        and document.attempts + 1 < MAX_ATTEMPTS
    ):
        frontier.postpone(document, RETRY_DELAY * (document.attempts + 1))
        document.error = result.reason
        return
    depth = document.depth
    frontier.dequeue(document)
    if isinstance(result, PageContent):
        await _store_content(session, target, document, result)
    else:
        await _store_other(session, target, document, result)
    if isinstance(result, PageSkipped) and result.moved:
        await frontier.add(session, target.source, [result.moved], depth=depth, scope=target.scope)
    if isinstance(result, PageContent | PageSkipped) and target.source.kind == SourceKind.SITE:
        await _follow(session, target, result.links, depth)


async def _follow(session: Session, target: StoreTarget, links: Sequence[str], depth: int) -> None:
    if depth < target.settings.depth:
        await frontier.add(session, target.source, links, depth=depth + 1, scope=target.scope)


async def _store_content(
    session: Session, target: StoreTarget, document: SourceDocument, page: PageContent
) -> None:
    document.etag, document.last_modified = page.etag, page.last_modified
    document.notes = list(page.notes)
    languages = target.languages or list((await own_workspace(session)).languages)
    first, *others = [
        content_of(fields, document.address, target.settings, languages) for fields in page.articles
    ]
    duplicate = await _duplicate(session, target.source, document, first)
    if duplicate is not None:
        await _skip(session, document, f"The same text as {duplicate}")
        return
    await _store_article(session, document, first)
    await _store_parts(session, target, document, others)


async def _store_article(session: Session, document: SourceDocument, content: Content) -> None:
    document.name = content.fields["title"]
    document.found, document.found_hash = dict(content.fields), content.hash
    version = await _article_version(session, document)
    document.state, document.error = state_of(document, content.hash, version)
    if document.state == DocumentState.UNCHANGED:
        document.found = None


async def _store_parts(
    session: Session, target: StoreTarget, document: SourceDocument, others: Sequence[Content]
) -> None:
    """Store further articles of a long page as separate documents, `address#2` and so on."""
    base = document.address
    rows = await session.scalars(
        documents_of(session, target.source.id).where(
            SourceDocument.address.startswith(f"{base}#", autoescape=True)
        )
    )
    known = {row.address: row for row in rows}
    for number, content in enumerate(others, 2):
        address = f"{base}#{number}"
        part = known.pop(address, None) or _new_part(session, target.source, address, document)
        part.seen_in = target.source.fetch
        frontier.dequeue(part)
        await _store_article(session, part, content)
    for part in known.values():
        part.seen_in = target.source.fetch
        await _gone(session, part, "The document is shorter now.")


def _new_part(
    session: Session, source: Source, address: str, document: SourceDocument
) -> SourceDocument:
    part = SourceDocument(
        id=new_id("doc"),
        workspace_id=session.workspace_id,
        source_id=source.id,
        address=address,
        depth=document.depth,
    )
    session.add(part)
    return part


async def _store_other(
    session: Session, target: StoreTarget, document: SourceDocument, result: PageResult
) -> None:
    if isinstance(result, PageUnchanged):
        document.error = None
    elif isinstance(result, PageFailed):
        # Its article stays: a page that cannot be read may still exist.
        document.state, document.error = DocumentState.ERROR, result.reason
    elif isinstance(result, PageGone):
        await _gone(session, document, result.reason)
    elif isinstance(result, PageSkipped):
        await _skip(session, document, result.reason)
    await _update_parts(session, target, document, gone=isinstance(result, PageGone | PageSkipped))


async def _update_parts(
    session: Session, target: StoreTarget, document: SourceDocument, *, gone: bool
) -> None:
    """Update the parts of a long page as the page itself."""
    parts = await session.scalars(
        documents_of(session, target.source.id).where(
            SourceDocument.address.startswith(f"{document.address}#", autoescape=True)
        )
    )
    for part in parts:
        part.seen_in = target.source.fetch
        if gone:
            await _gone(session, part, document.error or "The page was removed.")


async def _skip(session: Session, document: SourceDocument, reason: str) -> None:
    """Mark a page that is no article; if it had one, that is removed."""
    if document.article_id is not None:
        await _gone(session, document, reason)
    else:
        document.state, document.error = DocumentState.SKIPPED, reason
        document.found = document.found_hash = None


async def _gone(session: Session, document: SourceDocument, reason: str) -> None:
    version = await _article_version(session, document)
    document.state, document.error = gone_state(document, reason, version)
    document.found = document.found_hash = None


async def _article_version(session: Session, document: SourceDocument) -> int | None:
    if document.article_id is None:
        return None
    found: int | None = await session.scalar(
        select(Article.version).where(
            Article.workspace_id == session.workspace_id, Article.id == document.article_id
        )
    )
    return found


async def _duplicate(
    session: Session, source: Source, document: SourceDocument, content: Content
) -> str | None:
    """The address of another page of this fetch with the same text."""
    if document.article_id is not None:
        return None
    found: str | None = await session.scalar(
        documents_of(session, source.id)
        .with_only_columns(SourceDocument.address)
        .where(
            SourceDocument.found_hash == content.hash,
            SourceDocument.seen_in == source.fetch,
            SourceDocument.id != document.id,
            SourceDocument.state != DocumentState.SKIPPED,
        )
        .limit(1)
    )
    return found
