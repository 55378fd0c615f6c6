"""A visitor's files: sent whole or piece by piece, and read by links for five minutes."""

from typing import Annotated

from fastapi import APIRouter, Request, Response, status

from switchboard.channels.webchat.endpoints import Chatting
from switchboard.channels.webchat.settings import WebchatSettings
from switchboard.channels.webchat.tokens import Visitor
from switchboard.conversations.attachments import (
    FileLinks,
    Reader,
    Uploader,
    Uploads,
    readable_by_visitor,
    schemas,
    visitor_id,
)
from switchboard.conversations.attachments.transfer import (
    FILE_BODY,
    PIECE_BODY,
    announce,
    progress,
    take_piece,
    take_whole,
)
from switchboard.conversations.inboxes import get_inbox
from switchboard.core.api import provided
from switchboard.core.db import Database
from switchboard.core.errors import Forbidden
from switchboard.core.rate_limit import Limit, RateLimiter
from switchboard.team import PUBLIC

router = APIRouter(prefix="/api/v1/widget/attachments", tags=["widget"], dependencies=[PUBLIC])

NEW_FILES = Limit("visitor-files", count=30, seconds=600)
Db = Annotated[Database, provided(Database)]
TheUploads = Annotated[Uploads, provided(Uploads)]
Limiter = Annotated[RateLimiter, provided(RateLimiter)]


@router.post("", status_code=status.HTTP_201_CREATED, openapi_extra=FILE_BODY)
async def upload_file(
    request: Request, visitor: Chatting, db: Db, uploads: TheUploads, limiter: Limiter
) -> schemas.Attachment:
    """Send a file in one request; put its id into a message's `attachment_ids` within a day."""
    await limiter.require(NEW_FILES, _name(visitor))
    return await take_whole(request, uploads, await _sender(db, visitor))


@router.post("/uploads", status_code=status.HTTP_201_CREATED)
async def begin_file(
    body: schemas.NewUpload,
    visitor: Chatting,
    db: Db,
    uploads: TheUploads,
    limiter: Limiter,
    response: Response,
) -> schemas.Upload:
    """Announce a file that is uploaded in chunks."""
    await limiter.require(NEW_FILES, _name(visitor))
    return await announce(uploads, await _sender(db, visitor), body, response)


@router.get("/uploads/{attachment_id}")
async def file_progress(
    attachment_id: str, visitor: Chatting, uploads: TheUploads, response: Response
) -> schemas.Upload:
    """Get the upload progress: the next chunk starts at `offset`."""
    return progress(await uploads.find(_uploader(visitor), attachment_id), response)


@router.patch("/uploads/{attachment_id}", openapi_extra=PIECE_BODY)
async def append_to_file(
    attachment_id: str,
    request: Request,
    visitor: Chatting,
    db: Db,
    uploads: TheUploads,
    response: Response,
) -> schemas.Upload:
    """Send the chunk that starts at the header `Upload-Offset` (up to 5 MB)."""
    sender = await _sender(db, visitor)
    return await take_piece(request, uploads, sender, attachment_id, response)


@router.post("/{attachment_id}/link")
async def file_link(
    attachment_id: str,
    visitor: Chatting,
    db: Db,
    links: Annotated[FileLinks, provided(FileLinks)],
) -> schemas.FileLink:
    """Get a link for the visitor's browser that needs no credential, valid for five minutes."""
    async with db.transaction(visitor.workspace_id) as session:
        row = await readable_by_visitor(
            session, visitor.inbox_id, visitor.external_id, attachment_id
        )
    return links.link(Reader(visitor.workspace_id, visitor.external_id, visitor.inbox_id), row)


async def _sender(db: Database, visitor: Visitor) -> Uploader:
    """The visitor, with what their inbox lets them send. Raises Forbidden when that is nothing."""
    async with db.transaction(visitor.workspace_id) as session:
        inbox = await get_inbox(session, visitor.inbox_id)
    settings = WebchatSettings.model_validate(inbox.settings)
    if not (settings.uploads or settings.voice):
        raise Forbidden("File uploads are turned off for this chat.", code="uploads_off")
    only = "" if settings.uploads else "audio/"
    return Uploader(visitor.workspace_id, _name(visitor), limited=True, only=only)


def _uploader(visitor: Visitor) -> Uploader:
    return Uploader(visitor.workspace_id, _name(visitor), limited=True)


def _name(visitor: Visitor) -> str:
    return visitor_id(visitor.inbox_id, visitor.external_id)
