"""Keeps what was read of a page: its document, further parts of it, and where it leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select

from switchboard.articles.models import Article
from switchboard.core.db import Session
from switchboard.core.ids import new_id
from switchboard.sources import frontier
from switchboard.sources.content import Content, content_of, gone_state, state_of
from switchboard.sources.models import DocumentState, Kind, Source, SourceDocument
from switchboard.sources.queries import own_documents
from switchboard.sources.reading import Failed, Found, Gone, Reading, Same, Skip
from switchboard.sources.schemas import SourceSettings
from switchboard.sources.scope import Scope
from switchboard.team.queries import own_workspace

ATTEMPTS = 3
RETRY_AFTER = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Stored:
    """Where it is kept: the (locked) source, what belongs to it, and as what."""

    source: Source
    scope: Scope
    settings: SourceSettings
    languages: list[str] = field(default_factory=list)


async def store(session: Session, where: Stored, document_id: str, reading: Reading) -> None:
    """Keep what was read of one queued document."""
    document = await session.get(SourceDocument, document_id)
    if document is None or document.queued_for != where.source.fetch:
        return
    if isinstance(reading, Failed) and not reading.for_good and document.attempts + 1 < ATTEMPTS:
        frontier.put_off(document, RETRY_AFTER * (document.attempts + 1))
        document.error = reading.reason
        return
    depth = document.depth
    frontier.take_out(document)
    if isinstance(reading, Found):
        await _found(session, where, document, reading)
    else:
        await _otherwise(session, where, document, reading)
    if isinstance(reading, Skip) and reading.moved:
        await frontier.add(session, where.source, [reading.moved], depth=depth, scope=where.scope)
    if isinstance(reading, Found | Skip) and where.source.kind == Kind.SITE:
        await _follow(session, where, reading.links, depth)


async def _follow(session: Session, where: Stored, links: Sequence[str], depth: int) -> None:
    if depth < where.settings.depth:
        await frontier.add(session, where.source, links, depth=depth + 1, scope=where.scope)


async def _found(session: Session, where: Stored, document: SourceDocument, page: Found) -> None:
    document.etag, document.last_modified = page.etag, page.last_modified
    document.notes = list(page.notes)
    languages = where.languages or list((await own_workspace(session)).languages)
    first, *others = [
        content_of(fields, document.address, where.settings, languages) for fields in page.articles
    ]
    double = await _double(session, where.source, document, first)
    if double is not None:
        await _skip(session, document, f"The same text as {double}")
        return
    await _take(session, document, first)
    await _parts(session, where, document, others)


async def _take(session: Session, document: SourceDocument, content: Content) -> None:
    document.name = content.fields["title"]
    document.found, document.found_hash = dict(content.fields), content.hash
    version = await _article_version(session, document)
    document.state, document.error = state_of(document, content.hash, version)
    if document.state == DocumentState.UNCHANGED:
        document.found = None


async def _parts(
    session: Session, where: Stored, document: SourceDocument, others: Sequence[Content]
) -> None:
    """Further articles of one long page are documents of their own, `address#2` and so on."""
    base = document.address
    rows = await session.scalars(
        own_documents(session, where.source.id).where(
            SourceDocument.address.startswith(f"{base}#", autoescape=True)
        )
    )
    known = {row.address: row for row in rows}
    for number, content in enumerate(others, 2):
        address = f"{base}#{number}"
        part = known.pop(address, None) or _new_part(session, where.source, address, document)
        part.seen_in = where.source.fetch
        frontier.take_out(part)
        await _take(session, part, content)
    for part in known.values():
        part.seen_in = where.source.fetch
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


async def _otherwise(
    session: Session, where: Stored, document: SourceDocument, reading: Reading
) -> None:
    if isinstance(reading, Same):
        document.error = None
    elif isinstance(reading, Failed):
        # Its article stays: what cannot be read may still be there.
        document.state, document.error = DocumentState.ERROR, reading.reason
    elif isinstance(reading, Gone):
        await _gone(session, document, reading.reason)
    elif isinstance(reading, Skip):
        await _skip(session, document, reading.reason)
    await _keep_parts(session, where, document, gone=isinstance(reading, Gone | Skip))


async def _keep_parts(
    session: Session, where: Stored, document: SourceDocument, *, gone: bool
) -> None:
    """The parts of a long page share its fate."""
    parts = await session.scalars(
        own_documents(session, where.source.id).where(
            SourceDocument.address.startswith(f"{document.address}#", autoescape=True)
        )
    )
    for part in parts:
        part.seen_in = where.source.fetch
        if gone:
            await _gone(session, part, document.error or "The page was removed.")


async def _skip(session: Session, document: SourceDocument, reason: str) -> None:
    """A page that is no article; if it was one, that is gone."""
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


async def _double(
    session: Session, source: Source, document: SourceDocument, content: Content
) -> str | None:
    """The address of another page of this fetch with the same text."""
    if document.article_id is not None:
        return None
    found: str | None = await session.scalar(
        own_documents(session, source.id)
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
