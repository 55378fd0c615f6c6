"""Everything that has files in the object store: what none of it knows is waste."""

from switchboard.conversations.attachments import Attachment, restore_files, tidy_files
from switchboard.core.db import Database
from switchboard.core.storage import Storage
from switchboard.help_center.models import HelpPicture

OWNERS = (Attachment.id, HelpPicture.id)
"""The columns whose values files are named by."""


async def tidy(database: Database, storage: Storage) -> int:
    """See `tidy_files`."""
    return await tidy_files(database, storage, OWNERS)


async def restore(database: Database, storage: Storage) -> int:
    """See `restore_files`."""
    return await restore_files(database, storage, OWNERS)
