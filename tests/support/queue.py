"""The queue of jobs, seen from outside."""

from sqlalchemy import text

from switchboard.core.db import Database
from tests.support.wait import LONGEST_SECONDS, eventually

_WAITING = text("""
    SELECT entrypoint, status::text, attempts FROM pgqueuer
    WHERE entrypoint LIKE :name AND convert_from(payload, 'UTF8') LIKE :part LIMIT 5
""")


async def all_done(
    database: Database, name: str, part: str, *, within: float = LONGEST_SECONDS
) -> None:
    """Return when no job of this name is left whose payload holds `part`.

    Args:
        name: the job's name, `%` stands for anything.
        part: an id, of a workspace or of a conversation.
    """

    async def look() -> bool:
        async with database.system() as session:
            left = await session.execute(_WAITING, {"name": name, "part": f"%{part}%"})
        return not left.all()

    await eventually(look, within=within)
