"""The API of sources: sites that are fetched, their documents and changes, and imports of files."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from switchboard.articles.actor import Actor
from switchboard.core.api import provided
from switchboard.core.db import Database
from switchboard.core.pages import Page
from switchboard.documents import Parser
from switchboard.realtime import Bus
from switchboard.sources import changes, live, queries, schemas, service
from switchboard.sources.import_request import IMPORT_BODY, import_given
from switchboard.sources.import_schemas import ImportResult
from switchboard.sources.models import DocumentState
from switchboard.team import Principal, allow

router = APIRouter(prefix="/api/v1/knowledge", tags=["knowledge"])

Reader = Annotated[Principal, allow("knowledge.read")]
Writer = Annotated[Principal, allow("knowledge.write")]
Db = Annotated[Database, provided(Database)]
Live = Annotated[Bus, provided(Bus)]
After = Annotated[str | None, Query(max_length=200)]
Limit = Annotated[int, Query(ge=1, le=100)]


@router.get("/sources")
async def list_sources(
    staff: Reader, db: Db, after: After = None, limit: Limit = 50
) -> Page[schemas.ArticleSource]:
    """List sources, newest first."""
    async with db.transaction(staff.workspace_id) as session:
        rows, following = await queries.list_sources(session, after=after, limit=limit)
        return Page(items=await queries.shown(session, rows), next=following)


@router.post("/sources", status_code=201)
async def create_source(
    staff: Writer, db: Db, bus: Live, body: schemas.SourceInput
) -> schemas.ArticleSource:
    """Add a website, sitemap, single page or upload; it syncs at once."""
    async with db.transaction(staff.workspace_id) as session:
        source = await service.create_source(session, body)
        return await live.publish_source(bus, session, source)


@router.get("/sources/{source_id}")
async def get_source(staff: Reader, db: Db, source_id: str) -> schemas.ArticleSource:
    """Get a source with the progress of its sync."""
    async with db.transaction(staff.workspace_id) as session:
        source = await queries.get_source(session, source_id)
        return await queries.shown_one(session, source)


@router.patch("/sources/{source_id}")
async def update_source(
    staff: Writer, db: Db, bus: Live, source_id: str, body: schemas.SourcePatch
) -> schemas.ArticleSource:
    """Update, pause or resume a source."""
    async with db.transaction(staff.workspace_id) as session:
        source = await service.update_source(session, source_id, body)
        return await live.publish_source(bus, session, source)


@router.delete("/sources/{source_id}", status_code=204)
async def delete_source(
    staff: Writer, db: Db, bus: Live, source_id: str, *, keep_articles: bool = True
) -> None:
    """Remove a source. Its articles stay, or become drafts with `keep_articles=false`."""
    async with db.transaction(staff.workspace_id) as session:
        await service.delete_source(session, source_id, keep_articles=keep_articles)
        live.publish_deleted(bus, session, source_id)


@router.post("/sources/{source_id}/fetch", status_code=202)
async def fetch_source(
    staff: Writer, db: Db, bus: Live, source_id: str, body: schemas.FetchInput
) -> schemas.ArticleSource:
    """Sync a source now; with `preview`, only show what would change."""
    async with db.transaction(staff.workspace_id) as session:
        source = await service.fetch_source(session, source_id, preview=body.preview)
        return await live.publish_source(bus, session, source)


@router.get("/sources/{source_id}/documents")
async def list_documents(
    staff: Reader,
    db: Db,
    source_id: str,
    state: Annotated[list[DocumentState] | None, Query()] = None,
    after: After = None,
    limit: Limit = 50,
) -> Page[schemas.SourceDocument]:
    """List the pages or files of a source with their results; `state` can be repeated."""
    async with db.transaction(staff.workspace_id) as session:
        await queries.get_source(session, source_id)
        rows, following = await queries.list_documents(
            session, source_id, states=state or (), after=after, limit=limit
        )
    return Page(items=[queries.shown_document(row) for row in rows], next=following)


@router.get("/sources/{source_id}/changes")
async def list_changes(
    staff: Reader,
    db: Db,
    source_id: str,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 20,
) -> Page[schemas.SourceChange]:
    """List pending changes, line by line."""
    async with db.transaction(staff.workspace_id) as session:
        await queries.get_source(session, source_id)
        rows, following = await changes.list_changes(session, source_id, after=after, limit=limit)
    return Page(items=rows, next=following)


@router.post("/sources/{source_id}/apply", status_code=202)
async def apply_changes(
    staff: Writer, db: Db, bus: Live, source_id: str, body: schemas.ApplyInput
) -> schemas.ArticleSource:
    """Apply pending changes: all, or those of the given documents."""
    async with db.transaction(staff.workspace_id) as session:
        source = await service.apply_changes(session, source_id, body)
        return await live.publish_source(bus, session, source)


@router.post("/sources/{source_id}/discard")
async def discard_changes(
    staff: Writer, db: Db, bus: Live, source_id: str, body: schemas.DiscardInput
) -> schemas.ArticleSource:
    """Discard pending changes; they are not suggested again until the page changes."""
    async with db.transaction(staff.workspace_id) as session:
        source = await service.discard_changes(session, source_id, body)
        return await live.publish_source(bus, session, source)


@router.post("/import", openapi_extra={"requestBody": IMPORT_BODY})
async def import_articles(
    staff: Writer,
    db: Db,
    bus: Live,
    parser: Annotated[Parser, provided(Parser)],
    request: Request,
) -> ImportResult:
    """Bring in many articles: as JSON, or as files of a form.

    Files are Markdown, HTML, PDF, Word, CSV of questions and answers, JSON, text, or a zip of
    them. What cannot be taken is named in `errors`, and stops nothing else.
    """
    by = Actor(staff.kind, staff.id, staff.name)
    return await import_given(request, db, bus, parser, staff.workspace_id, by)
