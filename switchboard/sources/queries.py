"""PageResult sources and their documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, func, select

from switchboard.core.db import Session
from switchboard.core.errors import NotFound
from switchboard.core.pages import decode_cursor, encode_cursor
from switchboard.sources import schemas
from switchboard.sources.models import (
    WAITING,
    DocumentState,
    FetchPhase,
    Source,
    SourceDocument,
    SourceState,
)

_COUNTED = ("new", "changed", "gone", "differs")


async def get_source(session: Session, source_id: str, *, lock: bool = False) -> Source:
    """One source. Raises NotFound."""
    query = sources_of(session).where(Source.id == source_id)
    source = await session.scalar(query.with_for_update() if lock else query)
    if source is None:
        raise NotFound("Source not found.")
    return source


async def list_sources(
    session: Session, *, after: str | None = None, limit: int = 50
) -> tuple[Sequence[Source], str | None]:
    """A page of sources, newest first, and the cursor of the next one."""
    query = sources_of(session).order_by(Source.id.desc()).limit(limit + 1)
    if after:
        query = query.where(Source.id < decode_cursor(after, str)[0])
    rows = (await session.scalars(query)).all()
    page = rows[:limit]
    return page, encode_cursor(page[-1].id) if len(rows) > limit else None


async def list_documents(
    session: Session,
    source_id: str,
    *,
    states: Sequence[str] = (),
    after: str | None = None,
    limit: int = 50,
) -> tuple[Sequence[SourceDocument], str | None]:
    """A page of a source's documents in the order of their creation, and the next page's cursor."""
    query = documents_of(session, source_id).order_by(SourceDocument.id).limit(limit + 1)
    if states:
        query = query.where(SourceDocument.state.in_(states))
    if after:
        query = query.where(SourceDocument.id > decode_cursor(after, str)[0])
    rows = (await session.scalars(query)).all()
    page = rows[:limit]
    return page, encode_cursor(page[-1].id) if len(rows) > limit else None


def sources_of(session: Session) -> Select[Source]:
    """The workspace's sources."""
    return select(Source).where(Source.workspace_id == session.workspace_id)


def documents_of(session: Session, source_id: str) -> Select[SourceDocument]:
    """The documents of one of the workspace's sources."""
    return select(SourceDocument).where(
        SourceDocument.workspace_id == session.workspace_id,
        SourceDocument.source_id == source_id,
    )


async def shown(session: Session, sources: Sequence[Source]) -> list[schemas.ArticleSource]:
    """Sources as the API shows them, with their documents counted."""
    counted = await _counts(session, [source.id for source in sources])
    progress = await _progress(session, [source for source in sources if source.phase])
    return [_shown(source, counted[source.id], progress.get(source.id)) for source in sources]


async def shown_one(session: Session, source: Source) -> schemas.ArticleSource:
    """One source as the API shows it."""
    return (await shown(session, [source]))[0]


def shown_document(document: SourceDocument) -> schemas.SourceDocument:
    """A document as the API shows it."""
    return schemas.SourceDocument.model_validate(document, from_attributes=True)


Tally = dict[str, tuple[int, int]]
"""By state: how many documents, and how many of them with an article."""


async def _counts(session: Session, ids: Sequence[str]) -> dict[str, Tally]:
    rows = await session.execute(
        select(
            SourceDocument.source_id,
            SourceDocument.state,
            func.count(),
            func.count(SourceDocument.article_id),
        )
        .where(
            SourceDocument.workspace_id == session.workspace_id, SourceDocument.source_id.in_(ids)
        )
        .group_by(SourceDocument.source_id, SourceDocument.state)
    )
    tallies: dict[str, Tally] = defaultdict(dict)
    for source_id, state, documents, articles in rows:
        tallies[source_id][state] = (documents, articles)
    return tallies


async def _progress(session: Session, sources: Sequence[Source]) -> dict[str, tuple[int, int]]:
    """For sources being fetched: the number of documents that are done, and that are waiting."""
    found = {}
    for source in sources:
        of_fetch = and_(
            SourceDocument.workspace_id == session.workspace_id,
            SourceDocument.source_id == source.id,
            SourceDocument.seen_in == source.fetch,
        )
        row = await session.execute(
            select(
                func.count().filter(_is_done(source)), func.count().filter(~_is_done(source))
            ).where(of_fetch)
        )
        done, waiting = row.one()
        found[source.id] = (done, waiting)
    return found


def _is_done(source: Source) -> ColumnElement[bool]:
    if source.phase == FetchPhase.APPLYING:
        return SourceDocument.state.not_in(WAITING)
    return SourceDocument.queued_for.is_(None)


def _shown(source: Source, tally: Tally, progress: tuple[int, int] | None) -> schemas.ArticleSource:
    def of(*states: str) -> int:
        return sum(tally.get(state, (0, 0))[0] for state in states)

    counts = schemas.Counts(
        documents=sum(documents for documents, _ in tally.values()),
        articles=sum(articles for _, articles in tally.values()),
        errors=of(DocumentState.ERROR),
        skipped=of(DocumentState.SKIPPED),
        **{state: of(state) for state in _COUNTED},
    )
    is_running = source.phase is not None and source.state == SourceState.FETCHING
    return schemas.ArticleSource(
        **{
            name: getattr(source, name)
            for name in ("id", "kind", "name", "address", "schedule", "error")
        },
        state="incomplete" if source.state == SourceState.READY and counts.errors else source.state,
        settings=schemas.shown_settings(source.settings),
        counts=counts,
        pending=0 if source.phase else of(*WAITING),
        progress=schemas.Progress(
            phase=source.phase, preview=source.preview, done=progress[0], waiting=progress[1]
        )
        if is_running and progress
        else None,
        last_fetched_at=source.last_fetched_at,
        next_fetch_at=source.next_fetch_at,
        created_at=source.created_at,
    )
