"""How many statements and commits PostgreSQL has done: counts are exact on a busy machine too."""

import asyncio
import re
from collections import Counter
from pathlib import Path

import asyncpg

from bench.report import Figures
from switchboard.engines import Engines

STATISTICS_SECONDS = 2.5
"""How long backends may keep their counts to themselves before others see them."""
_LINE = re.compile(rb"LOG:  (?:execute [^:]*|statement): +(\w+)")
_COMMITS = "SELECT xact_commit FROM pg_stat_database WHERE datname = 'switchboard'"


class Statements:
    """Counts from `begin` to `end`, on an embedded PostgreSQL whose log it turns on meanwhile."""

    def __init__(self, data_dir: Path, started: Engines) -> None:
        assert started.urls.admin_url is not None
        self._url = started.urls.admin_url
        self._log = data_dir / "logs" / "postgres.log"
        self._offset = self._commits = 0

    async def begin(self) -> None:
        """Count from now on."""
        await self._set("ALTER SYSTEM SET log_statement = 'all'")
        await asyncio.sleep(STATISTICS_SECONDS)
        self._commits = await self._committed()
        self._offset = self._log.stat().st_size

    async def end(self, turns: int) -> Figures:
        """What was counted, for each of so many turns."""
        written = self._log.read_bytes()[self._offset :]
        await self._set("ALTER SYSTEM RESET log_statement")
        await asyncio.sleep(STATISTICS_SECONDS)
        kinds = Counter(found.decode().upper() for found in _LINE.findall(written))
        return {
            "statements": round(kinds.total() / turns, 1),
            "commits": round((await self._committed() - self._commits) / turns, 1),
            "by_kind": {kind: round(times / turns, 2) for kind, times in kinds.most_common()},
        }

    async def _set(self, statement: str) -> None:
        connection = await asyncpg.connect(self._url)
        try:
            await connection.execute(statement)
            await connection.execute("SELECT pg_reload_conf()")
        finally:
            await connection.close()

    async def _committed(self) -> int:
        connection = await asyncpg.connect(self._url)
        try:
            return int(await connection.fetchval(_COMMITS))
        finally:
            await connection.close()
