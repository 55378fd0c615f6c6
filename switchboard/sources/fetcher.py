"""Fetches a source in short pieces, each of which can be the last one of its process.

All that a piece needs to know is in the database: which phase the fetch is in, which pages are
queued, what waits to be applied. No transaction is open while a page is being fetched or parsed.
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
from switchboard.sources.applying import apply_document, waiting_documents
from switchboard.sources.models import Kind, Phase, Source, SourceDocument, State
from switchboard.sources.queries import own_sources
from switchboard.sources.reading import Failed, Reader, Reading, Visit
from switchboard.sources.robots import Robots, fetch_robots
from switchboard.sources.schemas import SourceSettings, shown_settings
from switchboard.sources.scope import Scope, normalized
from switchboard.sources.storing import Stored, store

log = structlog.get_logger(__name__)

PIECE_SECONDS = 8.0
AT_ONCE = 2
"""Pages fetched beside one another, of a site that does not ask for a pause."""
APPLIED_AT_ONCE = 10
DOWN_AFTER = 4
"""So many pages in a row without an answer, and the site counts as down."""
TELL_EVERY = 0.5
SITEMAPS = 50
SITEMAP_BYTES = 25_000_000
_SOON = timedelta(0)


class SiteDown(Exception):
    """The site as a whole cannot be had now; the text says why."""


class Fetcher:
    """Does the work of fetches, for whichever worker has the job.

    Args:
        database, bus: where fetches are kept, and told of.
        web: fetches addresses that somebody typed.
        parser: reads what it fetched.
    """

    def __init__(self, database: Database, bus: Bus, web: Outbound, parser: Parser) -> None:
        self.database, self.bus = database, bus
        self.web, self.parser = web, parser

    async def run(
        self, workspace_id: str, source_id: str, fetch: int, *, seconds: float = PIECE_SECONDS
    ) -> timedelta | None:
        """Do a piece of a fetch; how long to wait with the next one, or None when it is over."""
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
        self._told = 0.0
        self._silent = 0

    async def run(self) -> timedelta | None:
        """Get on until the time is up, phase by phase."""
        if self._source.phase == Phase.OPENING:
            await self._open()
        if self._source.phase == Phase.PAGES:
            rest = await self._pages()
            if rest is not None:
                return rest
        if self._source.phase == Phase.APPLYING:
            return await self._apply()
        return None

    async def fail(self, reason: str) -> None:
        """Note that the site cannot be had."""
        async with self._transaction() as session:
            source = await self._locked(session)
            if source is not None:
                await fetches.fail(session, source, reason)
                await live.tell(self._fetcher.bus, session, source)

    async def _open(self) -> None:
        """Read robots.txt and the sitemaps, and queue what is to be read."""
        robots_text = await self._robots_text()
        listed = await self._listed(Robots(robots_text))
        async with self._transaction() as session:
            source = await self._locked(session)
            if source is None:
                return
            source.robots = robots_text
            source.phase = Phase.PAGES
            await frontier.add_known(session, source)
            if source.kind != Kind.SITEMAP:
                await frontier.add(session, source, [self._scope.start], depth=0, scope=self._scope)
            await frontier.add(session, source, listed, depth=1, scope=self._scope)
            await live.tell(self._fetcher.bus, session, source)
            self._source = source

    async def _robots_text(self) -> str:
        try:
            return await fetch_robots(self._fetcher.web, self._scope.start)
        except (Unreachable, Refused) as error:
            raise SiteDown(str(error)) from error

    async def _listed(self, robots: Robots) -> list[str]:
        """The pages that the site's sitemaps list. A site without one has links."""
        if self._source.kind == Kind.PAGE:
            return []
        if self._source.kind == Kind.SITEMAP:
            first, needed = [self._scope.start], True
        else:
            root = "/".join(self._scope.start.split("/")[:3])
            first, needed = [*robots.sitemaps, f"{root}/sitemap.xml"], False
        pages: dict[str, None] = {}
        queue = list(dict.fromkeys(first))
        for number, address in enumerate(queue):
            found = await self._sitemap(address, needed=needed and number == 0)
            pages |= dict.fromkeys(found[0])
            queue += [new for new in found[1] if new not in queue and len(queue) < SITEMAPS]
            if len(pages) >= self._settings.pages:
                break
        return list(pages)

    async def _sitemap(self, address: str, *, needed: bool) -> tuple[Sequence[str], Sequence[str]]:
        try:
            answer = await self._fetcher.web.get(address, most_bytes=SITEMAP_BYTES)
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
        reader = Reader(self._fetcher.web, self._fetcher.parser, self._scope, robots)
        at_once = 1 if robots.delay else AT_ONCE
        while monotonic() < self._until:
            rows = await self._next(at_once)
            if rows is None:
                return None
            if not rows:
                return await self._rest_or_settle()
            begun = monotonic()
            readings = await asyncio.gather(*(reader.read(_visit(row)) for row in rows))
            if not await self._store(list(zip(rows, readings, strict=True))):
                return None
            # As long as the site took: it does half of its work for us at most.
            await asyncio.sleep(min(max(robots.delay, (monotonic() - begun) / 2), 20.0))
        return _SOON

    async def _next(self, count: int) -> Sequence[SourceDocument] | None:
        async with self._transaction() as session:
            source = await _current(session, self._source.id, self._source.fetch)
            return None if source is None else await frontier.next_rows(session, source, count)

    async def _store(self, read: Sequence[tuple[SourceDocument, Reading]]) -> bool:
        """Keep what was read; False when the fetch is no longer to be gone on with."""
        for row, reading in read:
            self._notice_silence(row, reading)
        async with self._transaction() as session:
            source = await self._locked(session)
            if source is None:
                return False
            stored = Stored(source, self._scope, self._settings)
            for row, reading in read:
                await store(session, stored, row.id, reading)
            source.progress_at = now()
            if monotonic() - self._told > TELL_EVERY:
                self._told = monotonic()
                await live.tell(self._fetcher.bus, session, source)
        return True

    def _notice_silence(self, row: SourceDocument, reading: Reading) -> None:
        if not isinstance(reading, Failed) or reading.for_good:
            self._silent = 0
            return
        self._silent += 1
        if self._silent >= DOWN_AFTER or row.depth == 0:
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
            await live.tell(self._fetcher.bus, session, source)
            self._source = source
        return None

    async def _apply(self) -> timedelta | None:
        """Apply what was found, a few documents in a transaction."""
        while monotonic() < self._until:
            async with self._transaction() as session:
                source = await self._locked(session)
                if source is None:
                    return None
                found = await waiting_documents(session, source, limit=APPLIED_AT_ONCE)
                for document in found:
                    await apply_document(session, source, document)
                source.progress_at = now()
                if not found:
                    fetches.finish(source)
                await live.tell(self._fetcher.bus, session, source)
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
    query = own_sources(session).where(
        Source.id == source_id,
        Source.fetch == fetch,
        Source.state == State.FETCHING,
        Source.phase.is_not(None),
    )
    source: Source | None = await session.scalar(query.with_for_update() if lock else query)
    return source


def _visit(row: SourceDocument) -> Visit:
    """What is known to be taken up already is asked for only if it changed."""
    settled = row.state == "unchanged" and row.article_id is not None
    return Visit(row.address, row.etag, row.last_modified) if settled else Visit(row.address)
