"""Which installation this is: a name that its database and its object store share.

A store without an owner would be tidied by whoever reaches it. A copy of an installation, or an
older database brought back, knows nothing of newer files and would take them for waste. So the
store carries a mark with the installation's id and how often it was tidied; both must agree
with the database.
"""

from datetime import datetime
from typing import Literal

from sqlalchemy import CheckConstraint, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from switchboard.core.clock import now
from switchboard.core.db import Base, Database, Id, Session
from switchboard.core.errors import Conflict
from switchboard.core.ids import new_id
from switchboard.core.storage import Storage, StoreMark

_ADOPT = "If this installation is to use it from now on, run `switchboard files adopt`."


class Installation(Base):
    """The one row that says which installation this database belongs to."""

    __tablename__ = "installation"

    single: Mapped[bool] = mapped_column(primary_key=True)
    id: Mapped[Id] = mapped_column(unique=True)
    files_tidied: Mapped[int]
    key_check: Mapped[str | None]
    """Tells whether a process has the key that this installation was set up with."""
    set_up_at: Mapped[datetime | None]
    """When everything was there, and whoever installed had been told the password."""

    __table_args__ = (CheckConstraint("single", name="single"),)


async def get_installation(session: Session, *, lock: bool = False) -> Installation:
    """The row, as it is now. Needs `Database.system`.

    Args:
        lock: of several processes that start at once, one sets the installation up.
    """
    query = select(Installation).execution_options(populate_existing=True)
    return (await session.scalars(query.with_for_update() if lock else query)).one()


async def finish_set_up(session: Session) -> None:
    """Note that everything is there, and was told. Needs `Database.system`."""
    done = update(Installation).where(Installation.set_up_at.is_(None)).values(set_up_at=now())
    await session.execute(done)


class NotOurStore(Conflict):
    """The object store belongs to another installation, or to a newer state of this one."""

    code = "not_our_store"


async def claim_store(database: Database, storage: Storage) -> None:
    """Mark a new store as ours. Raises NotOurStore when it is somebody else's."""
    ours = await _mark(database)
    found = await storage.mark()
    if found is None:
        await storage.set_mark(ours)
    elif found.installation_id != ours.installation_id:
        raise NotOurStore(
            "The object store belongs to another installation. Give each its own bucket, prefix"
            f" or folder (SWITCHBOARD_STORAGE_URL). {_ADOPT}"
        )


async def begin_tidying(database: Database, storage: Storage) -> None:
    """Count one more tidying in the database and the store.

    Raises NotOurStore, before anything is changed, unless both have counted the same until now.
    """
    await claim_store(database, storage)
    ours, found = await _mark(database), await storage.mark()
    if found is None or not _in_step(ours, found):
        raise NotOurStore(
            "The object store was cleaned up by another copy of this installation, or this "
            f"database is older than the store. Nothing was deleted. {_ADOPT}"
        )
    async with database.system() as session:
        await session.execute(update(Installation).values(files_tidied=ours.tidied + 1))
    await storage.set_mark(StoreMark(ours.installation_id, ours.tidied + 1))


async def store_state(
    database: Database, storage: Storage
) -> Literal["ours", "new", "another installation's", "out of step with this database"]:
    """Whose store it is, in words."""
    ours, found = await _mark(database), await storage.mark()
    if found is None:
        return "new"
    if found.installation_id != ours.installation_id:
        return "another installation's"
    return "ours" if _in_step(ours, found) else "out of step with this database"


async def adopt_store(database: Database, storage: Storage) -> None:
    """Make the store this installation's, whatever its mark says."""
    await storage.set_mark(await _mark(database))


def _in_step(ours: StoreMark, found: StoreMark) -> bool:
    """The database counts first: it is ahead by one when a process died in between."""
    return 0 <= ours.tidied - found.tidied <= 1


async def _mark(database: Database) -> StoreMark:
    async with database.system() as session:
        await session.execute(
            insert(Installation)
            .values(single=True, id=new_id("ins"), files_tidied=0)
            .on_conflict_do_nothing()
        )
        row = (await session.scalars(select(Installation))).one()
        return StoreMark(row.id, row.files_tidied)
