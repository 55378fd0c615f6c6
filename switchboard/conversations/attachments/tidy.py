"""Forgets files that nobody uses: what was sent and never put anywhere, and what lost its row.

Files go to the trash first. A database that is not as new as the store may not tidy it.
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import InstrumentedAttribute

from switchboard.conversations.attachments.models import Attachment
from switchboard.core.clock import now
from switchboard.core.db import Database
from switchboard.core.installation import begin_tidying
from switchboard.core.storage import TRASH_DAYS, Storage

Owners = Sequence[InstrumentedAttribute[str]]

UNUSED_KEPT_FOR = timedelta(days=1)
_BATCH = 500


async def tidy_files(
    database: Database, storage: Storage, owners: Owners = (Attachment.id,)
) -> int:
    """Forget unused files of over a day ago; returns how many files went to the trash.

    The row goes first: a file without a row is found again the next time, a row without its
    file would be a broken picture. A conversation that is erased takes its rows along, and so
    its files go here.

    Args:
        owners: the columns whose values files are named by, of all tables that have files.

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
            gone += await _forget_orphans(database, storage, batch, owners)
            batch = []
    return gone + await _forget_orphans(database, storage, batch, owners)


async def _forget_orphans(
    database: Database, storage: Storage, files: list[tuple[str, str]], owners: Owners
) -> int:
    """A file's name begins with its row's id, whatever follows: a thumbnail, a piece."""
    known = await _known(database, {_row_id(name) for _, name in files}, owners)
    orphans = [each for each in files if _row_id(each[1]) not in known]
    for workspace_id, name in orphans:
        await storage.discard(workspace_id, name)
    return len(orphans)


async def restore_files(
    database: Database, storage: Storage, owners: Owners = (Attachment.id,)
) -> int:
    """Put back what is in the trash although its row is there; returns how many files."""
    restored = 0
    async for day, workspace_id, name in storage.discarded():
        if await _known(database, {_row_id(name)}, owners):
            await storage.undiscard(day, workspace_id, name)
            restored += 1
    return restored


async def _known(database: Database, ids: set[str], owners: Owners) -> set[str]:
    known: set[str] = set()
    async with database.system() as session:
        for owner in owners:
            known.update(await session.scalars(select(owner).where(owner.in_(ids))))
    return known


def _row_id(name: str) -> str:
    return name.partition(".")[0]
