"""Fetches a source in short pieces. The process may end after each of them.

The database has everything that a piece needs: the phase of the fetch, the queued pages, and what
is to be applied. No transaction is open while a page is being fetched or parsed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from time import monotonic

import structlog

from switchboard.core.clock import now
from switchboard.core.db import Database, Session
from switchboard.core.http import Outbound, Refused, Unreachable
from switchboard.documents import Parser, Unreadable
from switchboard.realtime import Bus
from switchboard.sources import fetches, frontier, live
from switchboard.sources.apply import apply_document, waiting_documents
from switchboard.sources.models import FetchPhase, Source, SourceDocument, SourceKind, SourceState
from switchboard.sources.page_reader import PageFailed, PageReader, PageRequest, PageResult
from switchboard.sources.page_store import StoreTarget, store
from switchboard.sources.queries import sources_of
from switchboard.sources.robots import Robots, fetch_robots
from switchboard.sources.schemas import SourceSettings, shown_settings
from switchboard.sources.scope import Scope, normalized

log = structlog.get_logger(__name__)

PIECE_SECONDS = 8.0
AT_ONCE = 2
"""How many pages of a site are fetched at the same time, if it does not ask for a pause."""
APPLY_BATCH_SIZE = 10
MAX_SILENT_PAGES = 4
"""After so many pages in a row without an answer, the site counts as down."""
PUBLISH_INTERVAL = 0.5
MAX_SITEMAPS = 50
MAX_SITEMAP_BYTES = 25_000_000
_SOON = timedelta(0)


class SiteDown(Exception):
    """The site as a whole does not answer; the text says why."""


class Fetcher:
    """Does the work of fetches.

    Args:
        database, bus: where fetches are stored, and published.
        web: fetches addresses that people typed.
        parser: parses the fetched pages.
    """

    def __init__(self, database: Database, bus: Bus, web: Outbound, parser: Parser) -> None:
        self.database, self.bus = database, bus
        self.web, self.parser = web, parser

    async def run(
        self, workspace_id: str, source_id: str, fetch: int, *, seconds: float = PIECE_SECONDS
    ) -> timedelta | None:
        """Do a piece of a fetch; returns the pause before the next one, or None at the end."""
        piece = await self._piece(workspace_id, source_id, fetch, seconds)
        if piece is None:
            return None
        try:
            return await piece.run()
        except SiteDown as error:
            await piece.fail(str(error))
            return None

    async def _piece(
        self, workspace_id: str, source_id: str, fetch: int, seconds: float
    ) -> _Piece | None:
        async with self.database.transaction(workspace_id) as session:
            source = await _current(session, source_id, fetch)
        return None if source is None else _Piece(self, source, monotonic() + seconds)


class _Piece:
    """One piece of one fetch."""

    def __init__(self, fetcher: Fetcher, source: Source, until: float) -> None:
        self._fetcher, self._source, self._until = fetcher, source, until
        self._settings: SourceSettings = shown_settings(source.settings)
        start = normalized(source.address or "") or ""
        self._scope = Scope(start, self._settings.include, self._settings.exclude)
        self._published = 0.0
        self._silent_pages = 0

    async def run(self) -> timedelta | None:
        """Continue until the time is up, phase by phase."""
        if self._source.phase == FetchPhase.OPENING:
            await self._open()
        if self._source.phase == FetchPhase.PAGES:
            rest = await self._pages()
            if rest is not None:
                return rest
        if self._source.phase == FetchPhase.APPLYING:
            return await self._apply()
        return None

    async def fail(self, reason: str) -> None:
        """Store that the site does not answer."""
        async with self._transaction() as session:
            source = await self._locked(session)
            if source is not None:
                await fetches.fail(session, source, reason)
                await live.publish_source(self._fetcher.bus, session, source)

    async def _open(self) -> None:
        """Read robots.txt and the sitemaps, and queue the pages."""
        robots_text = await self._robots_text()
        listed = await self._listed(Robots(robots_text))
        async with self._transaction() as session:
            source = await self._locked(session)
            if source is None:
                return
            source.robots = robots_text
            source.phase = FetchPhase.PAGES
            await frontier.add_known(session, source)
            if source.kind != SourceKind.SITEMAP:
                await frontier.add(session, source, [self._scope.start], depth=0, scope=self._scope)
            await frontier.add(session, source, listed, depth=1, scope=self._scope)
            await live.publish_source(self._fetcher.bus, session, source)
            self._source = source

    async def _robots_text(self) -> str:
        try:
            return await fetch_robots(self._fetcher.web, self._scope.start)
        except (Unreachable, Refused) as error:
            raise SiteDown(str(error)) from error

    async def _listed(self, robots: Robots) -> list[str]:
        """The pages that the site's sitemaps list. A site without one has links."""
        if self._source.kind == SourceKind.PAGE:
            return []
        if self._source.kind == SourceKind.SITEMAP:
            first, needed = [self._scope.start], True
        else:
            root = "/".join(self._scope.start.split("/")[:3])
            first, needed = [*robots.sitemaps, f"{root}/sitemap.xml"], False
        pages: dict[str, None] = {}
        queue = list(dict.fromkeys(first))
        for number, address in enumerate(queue):
            found = await self._sitemap(address, needed=needed and number == 0)
            pages |= dict.fromkeys(found[0])
            queue += [new for new in found[1] if new not in queue and len(queue) < MAX_SITEMAPS]
            if len(pages) >= self._settings.pages:
                break
        return list(pages)

    async def _sitemap(self, address: str, *, needed: bool) -> tuple[Sequence[str], Sequence[str]]:
        try:
            answer = await self._fetcher.web.get(address, most_bytes=MAX_SITEMAP_BYTES)
            if answer.status == 200:
                sitemap = await self._fetcher.parser.sitemap(answer.body)
                return sitemap.pages, sitemap.sitemaps
            reason = f"The site returned HTTP {answer.status} for its sitemap."
        except (Unreachable, Refused, Unreadable) as error:
            reason = str(error)
        if needed:
            raise SiteDown(reason)
        return (), ()

    async def _pages(self) -> timedelta | None:
        """Read pages until the time is up or none is left; then settle."""
        robots = Robots(self._source.robots or "")
        reader = PageReader(self._fetcher.web, self._fetcher.parser, self._scope, robots)
        at_once = 1 if robots.delay else AT_ONCE
        while monotonic() < self._until:
            rows = await self._next(at_once)
            if rows is None:
                return None
            if not rows:
                return await self._rest_or_settle()
            begun = monotonic()
            readings = await asyncio.gather(*(reader.read(_request_for(row)) for row in rows))
            if not await self._store(list(zip(rows, readings, strict=True))):
                return None
            # Pause, so that the site spends at most two thirds of its time on us.
            await asyncio.sleep(min(max(robots.delay, (monotonic() - begun) / 2), 20.0))
        return _SOON

    async def _next(self, count: int) -> Sequence[SourceDocument] | None:
        async with self._transaction() as session:
            source = await _current(session, self._source.id, self._source.fetch)
            return None if source is None else await frontier.next_rows(session, source, count)

    async def _store(self, read: Sequence[tuple[SourceDocument, PageResult]]) -> bool:
        """Store the results; False when the fetch was stopped meanwhile."""
        for row, reading in read:
            self._check_silence(row, reading)
        async with self._transaction() as session:
            source = await self._locked(session)
            if source is None:
                return False
            target = StoreTarget(source, self._scope, self._settings)
            for row, reading in read:
                await store(session, target, row.id, reading)
            source.progress_at = now()
            if monotonic() - self._published > PUBLISH_INTERVAL:
                self._published = monotonic()
                await live.publish_source(self._fetcher.bus, session, source)
        return True

    def _check_silence(self, row: SourceDocument, reading: PageResult) -> None:
        if not isinstance(reading, PageFailed) or reading.for_good:
            self._silent_pages = 0
            return
        self._silent_pages += 1
        if self._silent_pages >= MAX_SILENT_PAGES or row.depth == 0:
            raise SiteDown(reading.reason)

    async def _rest_or_settle(self) -> timedelta | None:
        async with self._transaction() as session:
            source = await self._locked(session)
            if source is None:
                return None
            left = await frontier.waiting(session, source)
            if left.rows:
                due_at = left.due_at or now()
                return max(due_at - now(), _SOON) + timedelta(milliseconds=50)
            await fetches.settle(session, source)
            await live.publish_source(self._fetcher.bus, session, source)
            self._source = source
        return None

    async def _apply(self) -> timedelta | None:
        """Apply what was found, a few documents in a transaction."""
        while monotonic() < self._until:
            async with self._transaction() as session:
                source = await self._locked(session)
                if source is None:
                    return None
                found = await waiting_documents(session, source, limit=APPLY_BATCH_SIZE)
                for document in found:
                    await apply_document(session, source, document)
                source.progress_at = now()
                if not found:
                    fetches.finish(source)
                await live.publish_source(self._fetcher.bus, session, source)
                if not found:
                    return None
        return _SOON

    def _transaction(self) -> AbstractAsyncContextManager[Session]:
        return self._fetcher.database.transaction(self._source.workspace_id)

    async def _locked(self, session: Session) -> Source | None:
        return await _current(session, self._source.id, self._source.fetch, lock=True)


async def _current(
    session: Session, source_id: str, fetch: int, *, lock: bool = False
) -> Source | None:
    """The source, if this fetch of it is still to be done."""
    query = sources_of(session).where(
        Source.id == source_id,
        Source.fetch == fetch,
        Source.state == SourceState.FETCHING,
        Source.phase.is_not(None),
    )
    source: Source | None = await session.scalar(query.with_for_update() if lock else query)
    return source


def _request_for(row: SourceDocument) -> PageRequest:
    """The request for a page; a page whose article is up to date is sent only if it changed."""
    settled = row.state == "unchanged" and row.article_id is not None
    return (
        PageRequest(row.address, row.etag, row.last_modified)
        if settled
        else PageRequest(row.address)
    )
