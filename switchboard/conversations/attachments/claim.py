"""Puts uploaded files into messages, and says who may read them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, select

from switchboard.contacts import Identity
from switchboard.conversations.attachments.models import Attachment
from switchboard.conversations.attachments.schemas import Attachment as Shown
from switchboard.conversations.attachments.uploads import AttachmentNotFound, visitor_id
from switchboard.conversations.models import Conversation
from switchboard.core.db import Session
from switchboard.core.errors import Invalid

MOST_IN_ONE_MESSAGE = 10


async def take(session: Session, uploaded_by: str, ids: Sequence[str]) -> list[Attachment]:
    """The uploader's own files, in this order, locked. They are put to use by `put_into`.

    Raises AttachmentNotFound, and Invalid when one is not complete yet.
    """
    if not ids:
        return []
    rows = await session.scalars(
        select(Attachment)
        .where(Attachment.id.in_(ids), Attachment.uploaded_by == uploaded_by)
        .order_by(Attachment.id)
        .with_for_update(key_share=True)
    )
    found = {row.id: row for row in rows}
    if len(found) < len(set(ids)):
        raise AttachmentNotFound
    if any(row.state == "uploading" for row in found.values()):
        raise Invalid("An attachment of this message is still uploading.")
    return [found[each] for each in dict.fromkeys(ids)]


def put_into(conversation_id: str, rows: Sequence[Attachment], *, internal: bool = False) -> None:
    """The files belong to this conversation now. Raises AttachmentNotFound if one is another's.

    The same message may come twice, so a file that is in this conversation already may stay.
    """
    for row in rows:
        if row.conversation_id not in (None, conversation_id):
            raise AttachmentNotFound
        row.conversation_id, row.state = conversation_id, "used"
        row.internal = internal


async def keep(session: Session, attachment_id: str) -> None:
    """Keep a file that is no conversation's, such as a logo. Raises AttachmentNotFound."""
    row = await session.get(Attachment, attachment_id)
    if row is None or row.conversation_id is not None or row.state == "uploading":
        raise AttachmentNotFound
    row.state = "used"


def shown(row: Attachment) -> Shown:
    """A file as the API and the timeline show it."""
    url = f"/api/v1/attachments/{row.id}/content"
    return Shown(
        id=row.id,
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        url=url,
        thumbnail_url=f"{url}?variant=thumbnail" if row.has_thumbnail else None,
        width=row.width,
        height=row.height,
        duration=row.duration,
        waveform=row.waveform,
    )


def as_kept(rows: Sequence[Attachment]) -> list[dict[str, Any]]:
    """The files as the entry of a timeline keeps them."""
    return [shown(row).model_dump(exclude_none=True) for row in rows]


async def readable_by_staff(session: Session, attachment_id: str) -> Attachment:
    """A file of the workspace. Raises AttachmentNotFound."""
    row = await session.get(Attachment, attachment_id)
    return _complete(row)


async def readable_by_visitor(
    session: Session, inbox_id: str, external_id: str, attachment_id: str
) -> Attachment:
    """A file of the visitor's own conversations, or one they have sent. Raises AttachmentNotFound.

    Not what came with a note: its number is no secret to who guesses well, its content is.
    """
    own = Attachment.uploaded_by == visitor_id(inbox_id, external_id)
    theirs = _in_conversations_of(inbox_id, external_id) & ~Attachment.internal
    row = await session.scalar(
        select(Attachment).where(Attachment.id == attachment_id, own | theirs)
    )
    return _complete(row)


def _in_conversations_of(inbox_id: str, external_id: str) -> ColumnElement[bool]:
    return Attachment.conversation_id.in_(
        select(Conversation.id)
        .join(Identity, Identity.id == Conversation.identity_id)
        .where(Identity.inbox_id == inbox_id, Identity.external_id == external_id)
    )


def _complete(row: Attachment | None) -> Attachment:
    if row is None or row.state == "uploading":
        raise AttachmentNotFound
    return row
