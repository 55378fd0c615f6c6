"""What staff's and visitors' calls about uploads have in common: requests in, progress out."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from switchboard.conversations.attachments.claim import shown
from switchboard.conversations.attachments.models import Attachment
from switchboard.conversations.attachments.receive_body import body_of, file_name, one_file
from switchboard.conversations.attachments.schemas import Attachment as Shown
from switchboard.conversations.attachments.schemas import NewUpload, Upload
from switchboard.conversations.attachments.uploads import LARGEST_PIECE, Uploader, Uploads
from switchboard.core.errors import Invalid

FILE_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            },
            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
        },
    }
}
"""For OpenAPI: a form with the field `file`, or the bare file with its `name` in the query."""
PIECE_BODY: dict[str, Any] = {
    "requestBody": {
        "content": {
            "application/offset+octet-stream": {"schema": {"type": "string", "format": "binary"}}
        }
    }
}


async def take_whole(request: Request, uploads: Uploads, uploader: Uploader) -> Shown:
    """A file that comes in one request."""
    name, declared, data = await one_file(request, uploads.largest)
    if not data:
        raise Invalid("The file is empty.")
    new = NewUpload(name=name, size=len(data), media_type=declared[:100])
    return shown(await uploads.whole(uploader, new, data))


async def announce(
    uploads: Uploads, uploader: Uploader, new: NewUpload, response: Response
) -> Upload:
    """A file that will come piece by piece."""
    named = new.model_copy(update={"name": file_name(new.name)})
    return progress(await uploads.begin(uploader, named), response)


async def take_piece(
    request: Request, uploads: Uploads, uploader: Uploader, attachment_id: str, response: Response
) -> Upload:
    """The next piece, which begins at the header `Upload-Offset`."""
    await uploads.find(uploader, attachment_id)
    offset = request.headers.get("upload-offset", "")
    if not offset.isdecimal() or len(offset) > 12:
        raise Invalid("Set the Upload-Offset header to the position of this chunk.")
    piece = await body_of(request, LARGEST_PIECE)
    return progress(await uploads.append(uploader, attachment_id, int(offset), piece), response)


def progress(row: Attachment, response: Response) -> Upload:
    """How far a file has come, in the body and in the headers that tus uses."""
    ready = row.state != "uploading"
    response.headers["Upload-Offset"] = str(row.received)
    response.headers["Upload-Length"] = str(row.size)
    response.headers["Cache-Control"] = "no-store"
    return Upload(
        id=row.id,
        offset=row.received,
        size=row.size,
        attachment=shown(row) if ready else None,
    )
