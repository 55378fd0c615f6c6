"""Forgets files that nobody uses: what was sent and never put anywhere, and what lost its row.

Files go to the trash first. A database that is not as new as the store may not tidy it.
"""

from datetime import timedelta

from sqlalchemy import delete, select

from switchboard.conversations.attachments.models import Attachment
from switchboard.core.clock import now
from switchboard.core.db import Database
from switchboard.core.installation import begin_tidying
from switchboard.core.storage import TRASH_DAYS, Storage

UNUSED_KEPT_FOR = timedelta(days=1)
_BATCH = 500


async def tidy_files(database: Database, storage: Storage) -> int:
    """Forget unused files of over a day ago; returns how many files went to the trash.

    The row goes first: a file without a row is found again the next time, a row without its
    file would be a broken picture. A conversation that is erased takes its rows along, and so
    its files go here.

    Raises NotOurStore, having touched no file, when the store is not this installation's.
    """
    await begin_tidying(database, storage)
    await storage.empty_trash((now() - timedelta(days=TRASH_DAYS)).date())
    before = now() - UNUSED_KEPT_FOR
    async with database.system() as session:
        await session.execute(
            delete(Attachment).where(Attachment.state != "used", Attachment.created_at < before)
        )
    gone = 0
    batch: list[tuple[str, str]] = []
    async for found in storage.names(older_than=before):
        batch.append(found)
        if len(batch) == _BATCH:
            gone += await _forget_orphans(database, storage, batch)
            batch = []
    return gone + await _forget_orphans(database, storage, batch)


async def _forget_orphans(
    database: Database, storage: Storage, files: list[tuple[str, str]]
) -> int:
    """A file's name begins with its row's id, whatever follows: a thumbnail, a piece."""
    known = await _known(database, {_row_id(name) for _, name in files})
    orphans = [each for each in files if _row_id(each[1]) not in known]
    for workspace_id, name in orphans:
        await storage.discard(workspace_id, name)
    return len(orphans)


async def restore_files(database: Database, storage: Storage) -> int:
    """Put back what is in the trash although its row is there; returns how many files."""
    restored = 0
    async for day, workspace_id, name in storage.discarded():
        if await _known(database, {_row_id(name)}):
            await storage.undiscard(day, workspace_id, name)
            restored += 1
    return restored


async def _known(database: Database, ids: set[str]) -> set[str]:
    async with database.system() as session:
        return set(await session.scalars(select(Attachment.id).where(Attachment.id.in_(ids))))


def _row_id(name: str) -> str:
    return name.partition(".")[0]
