"""Forgets files that nobody uses: what was sent and never put anywhere, and what lost its row."""

from datetime import timedelta

from sqlalchemy import delete, select

from switchboard.conversations.attachments.models import Attachment
from switchboard.core.clock import now
from switchboard.core.db import Database
from switchboard.core.storage import Storage

UNUSED_KEPT_FOR = timedelta(days=1)
_BATCH = 500


async def tidy_files(database: Database, storage: Storage) -> int:
    """Forget unused files of over a day ago; returns how many files of the store went.

    The row goes first: a file without a row is found again the next time, a row without its
    file would be a broken picture. A conversation that is erased takes its rows along, and so
    its files go here.
    """
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
    ids = {name.partition(".")[0] for _, name in files}
    async with database.system() as session:
        known = set(await session.scalars(select(Attachment.id).where(Attachment.id.in_(ids))))
    orphans = [each for each in files if each[1].partition(".")[0] not in known]
    for workspace_id, name in orphans:
        await storage.delete(workspace_id, name)
    return len(orphans)
