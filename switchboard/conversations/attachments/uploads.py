"""Takes files in: whole, or piece by piece with the place kept, so that a broken line costs little.

The pieces are files of the store themselves. Whoever loses the connection asks how far it came and
goes on there, at any process. No transaction is open while bytes are moved or looked at.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select, update

from switchboard.conversations.attachments.kinds import PICTURES, KindRefused, media_type_of
from switchboard.conversations.attachments.models import Attachment
from switchboard.conversations.attachments.pictures import clean
from switchboard.conversations.attachments.schemas import NewUpload
from switchboard.core.clock import now
from switchboard.core.db import Database, Session
from switchboard.core.errors import Conflict, Invalid, NotFound, TooLarge, TooMany
from switchboard.core.ids import new_id
from switchboard.core.storage import Storage

LARGEST_PIECE = 5 * 1024 * 1024
DAILY_FILES = 10
"""How many of the largest files one visitor may send in a day, in bytes all together."""


class AttachmentNotFound(NotFound):
    """No such file, or none that this caller may see."""

    code = "attachment_not_found"

    def __init__(self) -> None:
        super().__init__("File not found.")


class WrongOffset(Conflict):
    """The piece does not begin where the last one ended."""

    code = "wrong_offset"

    def __init__(self, offset: int) -> None:
        super().__init__(
            f"The upload has reached byte {offset}. Continue from there.",
            headers={"Upload-Offset": str(offset)},
        )


@dataclass(frozen=True)
class Uploader:
    """Who sends a file: `id` stands in its row. A `limited` one has so much a day and no more.

    `only` is the beginning of the media types they may send, such as `audio/`.
    """

    workspace_id: str
    id: str
    limited: bool = False
    only: str = ""


def visitor_id(inbox_id: str, external_id: str) -> str:
    """How a visitor of an inbox is called as an uploader."""
    return f"visitor:{inbox_id}:{external_id}"


class Uploads:
    """Takes in the files of an installation."""

    def __init__(self, database: Database, storage: Storage, largest: int) -> None:
        """Args: largest: the most bytes of one file."""
        self._database, self._storage, self.largest = database, storage, largest

    async def begin(self, uploader: Uploader, new: NewUpload) -> Attachment:
        """Announce a file. Raises TooLarge; TooMany when a visitor has sent enough for today."""
        if new.size > self.largest:
            raise TooLarge(f"Files can have up to {self.largest // (1024 * 1024)} MB at most.")
        async with self._database.transaction(uploader.workspace_id) as session:
            await self._check_quota(session, uploader, new.size)
            row = Attachment(
                id=new_id("att"),
                workspace_id=uploader.workspace_id,
                uploaded_by=uploader.id,
                name=new.name,
                media_type=new.media_type,
                size=new.size,
                duration=new.duration,
                waveform=new.waveform,
                received=0,
                state="uploading",
            )
            session.add(row)
        return row

    async def whole(self, uploader: Uploader, new: NewUpload, data: bytes) -> Attachment:
        """Take a file that came at once."""
        row = await self.begin(uploader, new)
        return await self._finish(uploader, row, data)

    async def find(self, uploader: Uploader, attachment_id: str) -> Attachment:
        """The uploader's own file. Raises AttachmentNotFound."""
        async with self._database.transaction(uploader.workspace_id) as session:
            row = await session.get(Attachment, attachment_id)
        if row is None or row.uploaded_by != uploader.id:
            raise AttachmentNotFound
        return row

    async def append(
        self, uploader: Uploader, attachment_id: str, offset: int, piece: bytes
    ) -> Attachment:
        """Take the piece that begins at `offset`; after the last one the file is looked at.

        The same piece may come again. An empty piece at the end asks to finish a file whose last
        look was interrupted. Raises WrongOffset, and Invalid when more comes than was announced.
        """
        row = await self.find(uploader, attachment_id)
        if row.state != "uploading":
            return row
        if offset != row.received:
            raise WrongOffset(row.received)
        if offset + len(piece) > row.size:
            raise Invalid(f"The file was announced with {row.size} bytes, but more was sent.")
        if piece:
            await self._storage.put(row.workspace_id, _piece(row.id, offset), piece)
            row.received = await self._moved(row, offset, offset + len(piece))
        if row.received < row.size:
            return row
        names = await self._storage.names_in(row.workspace_id, _pieces(row.id))
        data = b"".join([await self._storage.read(row.workspace_id, name) for name in names])
        if len(data) != row.size:
            raise Invalid("The upload does not match its announced size. Send the file again.")
        finished = await self._finish(uploader, row, data)
        await self._storage.delete(row.workspace_id, *names)
        return finished

    async def _moved(self, row: Attachment, offset: int, reached: int) -> int:
        """Note how far it came."""
        here = update(Attachment).where(Attachment.id == row.id, Attachment.received == offset)
        async with self._database.transaction(row.workspace_id) as session:
            moved = await session.execute(here.values(received=reached).returning(Attachment.id))
            if moved.scalar_one_or_none() is None:
                again = await session.get_one(Attachment, row.id)
                raise WrongOffset(again.received)
        return reached

    async def _finish(self, uploader: Uploader, row: Attachment, data: bytes) -> Attachment:
        """Look at the whole file, keep it, and let it be used."""
        media_type = media_type_of(data, declared=row.media_type)
        if not media_type.startswith(uploader.only):
            raise KindRefused
        row.media_type = media_type
        if media_type in PICTURES:
            picture = await clean(data)
            data, row.width, row.height = picture.data, picture.width, picture.height
            row.has_thumbnail = True
            await self._storage.put(row.workspace_id, thumbnail_name(row.id), picture.thumbnail)
        if not media_type.startswith("audio/"):
            row.duration = row.waveform = None
        row.size = row.received = len(data)
        row.sha256 = hashlib.sha256(data).hexdigest()
        row.state = "ready"
        await self._storage.put(row.workspace_id, row.id, data)
        async with self._database.transaction(row.workspace_id) as session:
            await session.merge(row)
        return row

    async def _check_quota(self, session: Session, uploader: Uploader, size: int) -> None:
        if not uploader.limited:
            return
        sent = await session.scalar(
            select(func.coalesce(func.sum(Attachment.size), 0)).where(
                Attachment.workspace_id == uploader.workspace_id,
                Attachment.uploaded_by == uploader.id,
                Attachment.created_at > now() - timedelta(days=1),
            )
        )
        if (sent or 0) + size > DAILY_FILES * self.largest:
            raise TooMany("You have reached today's upload limit.", code="quota_reached")


def thumbnail_name(attachment_id: str) -> str:
    """What a picture's thumbnail is called in the store."""
    return f"{attachment_id}.thumbnail"


def _piece(attachment_id: str, offset: int) -> str:
    return f"{_pieces(attachment_id)}/{offset:09}"


def _pieces(attachment_id: str) -> str:
    return f"{attachment_id}.pieces"
