"""Files over HTTP: staff send and read them; anybody with a fresh link reads one."""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Request, Response, status

from switchboard.conversations.attachments import schemas
from switchboard.conversations.attachments.claim import readable_by_staff, readable_by_visitor
from switchboard.conversations.attachments.links import FileLinks, Reader
from switchboard.conversations.attachments.models import Attachment
from switchboard.conversations.attachments.serve import Variant, answer_with
from switchboard.conversations.attachments.transfer import (
    FILE_BODY,
    PIECE_BODY,
    announce,
    progress,
    take_piece,
    take_whole,
)
from switchboard.conversations.attachments.uploads import (
    AttachmentNotFound,
    Uploader,
    Uploads,
)
from switchboard.core.api import provided
from switchboard.core.db import Database, Session
from switchboard.core.storage import Storage
from switchboard.team import PUBLIC, Member, Principal, allow

router = APIRouter(prefix="/api/v1", tags=["attachments"])

CanRead = Annotated[Principal, allow("conversations.read")]
Writer = Annotated[Principal, allow("conversations.write")]
Db = Annotated[Database, provided(Database)]
TheUploads = Annotated[Uploads, provided(Uploads)]
Files = Annotated[Storage, provided(Storage)]
Links = Annotated[FileLinks, provided(FileLinks)]
Range = Annotated[str | None, Header(alias="Range", max_length=200)]

_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {}}},
    206: {},
    416: {},
}


@router.post("/attachments", status_code=status.HTTP_201_CREATED, openapi_extra=FILE_BODY)
async def upload(request: Request, staff: Writer, uploads: TheUploads) -> schemas.Attachment:
    """Send a file in one request; put its id into a message's `attachment_ids` within a day."""
    return await take_whole(request, uploads, _uploader(staff))


@router.post("/attachments/uploads", status_code=status.HTTP_201_CREATED)
async def begin(
    body: schemas.NewUpload, staff: Writer, uploads: TheUploads, response: Response
) -> schemas.Upload:
    """Announce a file that is uploaded in chunks."""
    return await announce(uploads, _uploader(staff), body, response)


@router.get("/attachments/uploads/{attachment_id}")
async def how_far(
    attachment_id: str, staff: Writer, uploads: TheUploads, response: Response
) -> schemas.Upload:
    """Get the upload progress: the next chunk starts at `offset`."""
    return progress(await uploads.find(_uploader(staff), attachment_id), response)


@router.patch("/attachments/uploads/{attachment_id}", openapi_extra=PIECE_BODY)
async def append(
    attachment_id: str, request: Request, staff: Writer, uploads: TheUploads, response: Response
) -> schemas.Upload:
    """Send the chunk that starts at the header `Upload-Offset` (up to 5 MB)."""
    return await take_piece(request, uploads, _uploader(staff), attachment_id, response)


@router.get("/attachments/{attachment_id}/content", response_class=Response, responses=_FILE)
async def content(
    attachment_id: str,
    staff: CanRead,
    db: Db,
    files: Files,
    variant: Variant = "original",
    wanted: Range = None,
) -> Response:
    """Get the file, or its thumbnail."""
    async with db.transaction(staff.workspace_id) as session:
        row = await readable_by_staff(session, attachment_id)
    return await answer_with(files, row, variant, wanted)


@router.post("/attachments/{attachment_id}/link")
async def link(attachment_id: str, staff: CanRead, db: Db, links: Links) -> schemas.FileLink:
    """Get a link to the file that needs no credential, valid for five minutes."""
    async with db.transaction(staff.workspace_id) as session:
        row = await readable_by_staff(session, attachment_id)
    return links.link(Reader(staff.workspace_id, staff.id), row)


@router.get("/files/{token}", response_class=Response, responses=_FILE, dependencies=[PUBLIC])
async def by_link(
    token: str,
    db: Db,
    files: Files,
    links: Links,
    variant: Variant = "original",
    wanted: Range = None,
) -> Response:
    """Get the file of a link, while its owner has access."""
    reader, attachment_id = links.read(token)
    async with db.transaction(reader.workspace_id) as session:
        row = await _readable(session, reader, attachment_id)
    return await answer_with(files, row, variant, wanted)


async def _readable(session: Session, reader: Reader, attachment_id: str) -> Attachment:
    if reader.inbox_id is not None:
        return await readable_by_visitor(session, reader.inbox_id, reader.id, attachment_id)
    if reader.id.startswith("mem_"):
        member = await session.get(Member, reader.id)
        if member is None or member.status != "active":
            raise AttachmentNotFound
    return await readable_by_staff(session, attachment_id)


def _uploader(staff: Principal) -> Uploader:
    return Uploader(staff.workspace_id, staff.id)
