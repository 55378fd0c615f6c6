"""Files of conversations: taken in, looked at, kept sealed, and given to who may read them."""

from switchboard.conversations.attachments import schemas
from switchboard.conversations.attachments.claim import (
    MOST_IN_ONE_MESSAGE,
    as_kept,
    keep,
    put_into,
    readable_by_visitor,
    shown,
    take,
)
from switchboard.conversations.attachments.endpoints import router
from switchboard.conversations.attachments.links import FileLinks, Reader
from switchboard.conversations.attachments.models import Attachment
from switchboard.conversations.attachments.tidy import restore_files, tidy_files
from switchboard.conversations.attachments.uploads import (
    AttachmentNotFound,
    Uploader,
    Uploads,
    visitor_id,
)

__all__ = [
    "MOST_IN_ONE_MESSAGE",
    "Attachment",
    "AttachmentNotFound",
    "FileLinks",
    "Reader",
    "Uploader",
    "Uploads",
    "as_kept",
    "keep",
    "put_into",
    "readable_by_visitor",
    "restore_files",
    "router",
    "schemas",
    "shown",
    "take",
    "tidy_files",
    "visitor_id",
]
