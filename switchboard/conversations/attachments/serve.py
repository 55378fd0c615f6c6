"""Answers with a file: whole or a stretch of it, and never as something that can run."""

import re
from collections.abc import AsyncIterator
from typing import Literal
from urllib.parse import quote

from starlette.responses import Response, StreamingResponse

from switchboard.conversations.attachments.kinds import SHOWN_INLINE
from switchboard.conversations.attachments.models import Attachment
from switchboard.conversations.attachments.uploads import AttachmentNotFound, thumbnail_name
from switchboard.core.storage import Storage

Variant = Literal["original", "thumbnail"]

_BLOCK = 1024 * 1024
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, max-age=300",
}


async def answer_with(
    storage: Storage, row: Attachment, variant: Variant, wanted: str | None
) -> Response:
    """The file, or its thumbnail. Raises AttachmentNotFound when it has none.

    Args:
        wanted: the `Range` header. Several ranges at once are answered with the whole file.
    """
    if variant == "thumbnail":
        return await _thumbnail(storage, row)
    headers = {**_HEADERS, "Accept-Ranges": "bytes", "Content-Disposition": _disposition(row)}
    inline = row.media_type in SHOWN_INLINE
    kind = row.media_type if inline else "application/octet-stream"
    try:
        start, end = byte_range(wanted, row.size)
    except ValueError:
        return Response(
            status_code=416, headers={**headers, "Content-Range": f"bytes */{row.size}"}
        )
    partial = end - start < row.size
    if partial:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{row.size}"
    headers["Content-Length"] = str(end - start)
    body = _blocks(storage, row, start, end)
    return StreamingResponse(body, 206 if partial else 200, headers=headers, media_type=kind)


def byte_range(wanted: str | None, size: int) -> tuple[int, int]:
    """The bytes that a `Range` header asks for, as start and end (RFC 9110, 14.1.2).

    The whole file when it asks for none, or in a way we need not know. Raises ValueError when
    it asks for what lies behind the end.
    """
    asked = _RANGE.fullmatch((wanted or "").strip())
    if asked is None or asked.group(0) == "bytes=-":
        return 0, size
    first, last = asked.groups()
    if not first:
        length = min(int(last), size)
        start, end = size - length, size
    else:
        start, end = int(first), min(int(last) + 1 if last else size, size)
    if last and first and int(last) < int(first):
        return 0, size
    if start >= size or start == end:
        raise ValueError("behind the end")
    return start, end


async def _thumbnail(storage: Storage, row: Attachment) -> Response:
    if not row.has_thumbnail:
        raise AttachmentNotFound
    picture = await storage.read(row.workspace_id, thumbnail_name(row.id))
    return Response(picture, media_type="image/webp", headers=_HEADERS)


async def _blocks(storage: Storage, row: Attachment, start: int, end: int) -> AsyncIterator[bytes]:
    for at in range(start, end, _BLOCK):
        yield await storage.read_range(row.workspace_id, row.id, at, min(at + _BLOCK, end))


def _disposition(row: Attachment) -> str:
    """RFC 6266: the name for every browser, whatever is in it."""
    how = "inline" if row.media_type in SHOWN_INLINE else "attachment"
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", row.name)
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(row.name, safe='')}"
