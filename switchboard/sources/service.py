"""What staff do with sources: add, change, fetch and delete them, and apply or discard changes."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from sqlalchemy import delete, func, select, update

from switchboard.articles import service as articles
from switchboard.articles.actor import SYSTEM
from switchboard.articles.schemas import ArticlePatch
from switchboard.core.db import Session
from switchboard.core.errors import Conflict, FieldError, Invalid, NotFound
from switchboard.core.http import Refused, web_address
from switchboard.core.ids import new_id
from switchboard.sources import fetches, schemas
from switchboard.sources.apply import (
    apply_document,
    discard_document,
    waiting_documents,
)
from switchboard.sources.models import (
    WAITING,
    FetchPhase,
    Source,
    SourceDocument,
    SourceKind,
    SourceState,
)
from switchboard.sources.queries import documents_of, get_source, sources_of
from switchboard.sources.scope import normalized

UPLOADS = "Uploaded files"
"""The name of the source that files are imported into by default."""
MAX_DOCUMENT_IDS = 100


async def create_source(session: Session, given: schemas.SourceInput) -> Source:
    """Add a source, and fetch it unless `fetch` is false. Raises Invalid, Conflict."""
    address = _address(given)
    await _lock_name(session, address or given.name or UPLOADS)
    if address is not None and await find_by_address(session, address) is not None:
        raise Conflict("A source with this URL already exists.")
    source = Source(
        id=new_id("src"),
        workspace_id=session.workspace_id,
        name=given.name or (urlsplit(address).netloc if address else UPLOADS),
        kind=given.kind,
        address=address,
        settings=given.settings.model_dump(mode="json"),
        schedule=given.schedule if address else "off",
        state=SourceState.NEW if address else SourceState.READY,
    )
    session.add(source)
    await session.flush()
    if address is not None and given.fetch:
        await fetches.begin(session, source, preview=given.preview)
    return source


async def update_source(session: Session, source_id: str, patch: schemas.SourcePatch) -> Source:
    """Change what `patch` names. Raises NotFound."""
    source = await get_source(session, source_id, lock=True)
    if patch.name is not None:
        source.name = patch.name
    if patch.settings is not None:
        await _change_settings(session, source, patch.settings)
    if patch.schedule is not None and source.kind != SourceKind.UPLOAD:
        source.schedule = patch.schedule
        if source.state in (SourceState.NEW, SourceState.READY):
            fetches.schedule_next(source)
    if patch.paused is not None:
        await _pause(session, source, paused=patch.paused)
    await session.flush()
    return source


async def delete_source(session: Session, source_id: str, *, keep_articles: bool) -> None:
    """Remove a source; its articles stay, or become drafts. Raises NotFound."""
    source = await get_source(session, source_id, lock=True)
    if not keep_articles:
        owned = documents_of(session, source.id).where(SourceDocument.article_id.is_not(None))
        for document in (await session.scalars(owned)).all():
            await _retire(session, str(document.article_id))
    await session.execute(delete(Source).where(Source.id == source.id))


async def _retire(session: Session, article_id: str) -> None:
    await articles.update(session, article_id, ArticlePatch(status="draft"), by=SYSTEM)


async def fetch_source(session: Session, source_id: str, *, preview: bool) -> Source:
    """Fetch a source now. Raises NotFound, Conflict."""
    source = await get_source(session, source_id, lock=True)
    await fetches.begin(session, source, preview=preview)
    return source


async def apply_changes(session: Session, source_id: str, given: schemas.ApplyInput) -> Source:
    """Apply the changes of the given documents, or let a worker apply all changes.

    Raises NotFound, Conflict while the source is being fetched, and Invalid for an `overwrite`
    without documents.
    """
    source = await _settled_source(session, source_id)
    if given.document_ids is None:
        if given.overwrite:
            raise Invalid("Select the documents whose edited articles should be replaced.")
        if await waiting_documents(session, source, limit=1):
            source.phase = FetchPhase.APPLYING
            await fetches.wake(session, source)
        return source
    for document in await _changes_of(session, source, given.document_ids):
        await apply_document(session, source, document, overwrite=given.overwrite)
    await session.flush()
    return source


async def discard_changes(session: Session, source_id: str, given: schemas.DiscardInput) -> Source:
    """Discard changes: articles stay as they are, until the documents change again."""
    source = await _settled_source(session, source_id)
    if given.document_ids is None:
        query = documents_of(session, source.id).where(SourceDocument.state.in_(WAITING))
        documents: Sequence[SourceDocument] = (await session.scalars(query)).all()
    else:
        documents = await _changes_of(session, source, given.document_ids)
    for document in documents:
        discard_document(document)
    source.error = None if source.state == SourceState.READY else source.error
    await session.flush()
    return source


async def upload_source(session: Session, name: str) -> Source:
    """The upload of this name, added if there is none."""
    await _lock_name(session, name)
    query = sources_of(session).where(Source.kind == SourceKind.UPLOAD, Source.name == name)
    source = await session.scalar(query.order_by(Source.id).limit(1).with_for_update())
    if source is None:
        source = await create_source(session, schemas.SourceInput(kind="upload", name=name))
    return source


async def _lock_name(session: Session, name: str) -> None:
    """Lock a name or address, so that two requests do not both add the same source."""
    key = f"{session.workspace_id} {name}"
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))


async def find_by_address(session: Session, address: str) -> Source | None:
    """The source with this address, locked, if there is one."""
    found: Source | None = await session.scalar(
        sources_of(session)
        .where(Source.address == (normalized(address) or address))
        .limit(1)
        .with_for_update()
    )
    return found


def _address(given: schemas.SourceInput) -> str | None:
    """The address in its normal form. Raises Invalid."""
    if given.kind == "upload":
        if given.address is not None:
            raise _not_an_address("Uploads have no URL. Import files instead.")
        return None
    typed = (given.address or "").strip()
    if typed and "://" not in typed:
        typed = f"https://{typed}"
    try:
        web_address(typed)
    except Refused as error:
        raise _not_an_address(str(error)) from error
    address = normalized(typed)
    if address is None:
        raise _not_an_address("This is not a valid URL.")
    return address


def _not_an_address(reason: str) -> Invalid:
    return Invalid(reason, errors=[FieldError(field="address", message=reason)])


async def _change_settings(
    session: Session, source: Source, settings: schemas.SourceSettings
) -> None:
    """Set the settings. Every page is read again, as the result may differ."""
    stored = settings.model_dump(mode="json")
    if stored == source.settings:
        return
    source.settings = stored
    await session.execute(
        update(SourceDocument)
        .where(
            SourceDocument.workspace_id == session.workspace_id,
            SourceDocument.source_id == source.id,
        )
        .values(etag=None, last_modified=None)
    )


async def _pause(session: Session, source: Source, *, paused: bool) -> None:
    if paused and source.state != SourceState.PAUSED:
        source.state = SourceState.PAUSED
        source.next_fetch_at = None
    elif not paused and source.state == SourceState.PAUSED:
        if source.phase is not None:
            await fetches.wake(session, source)
        else:
            source.state = SourceState.READY if source.last_fetched_at else SourceState.NEW
            fetches.schedule_next(source)


async def _settled_source(session: Session, source_id: str) -> Source:
    source = await get_source(session, source_id, lock=True)
    if source.phase is not None:
        raise Conflict("This source is syncing. Wait until the sync is done.")
    return source


async def _changes_of(
    session: Session, source: Source, ids: Sequence[str]
) -> Sequence[SourceDocument]:
    found = await waiting_documents(session, source, limit=MAX_DOCUMENT_IDS, ids=ids)
    if len(found) < len(set(ids)):
        raise NotFound("One of these documents was not found or has no pending changes.")
    return found
