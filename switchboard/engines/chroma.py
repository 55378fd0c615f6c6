"""The embedded Chroma: the server inside the chromadb package, on a loopback port."""

import asyncio
import shutil
import signal
import socket
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from switchboard.engines.config import EngineName
from switchboard.engines.engine import package_folder
from switchboard.engines.probes import chroma_version
from switchboard.engines.process import Command

CHECKED_BYTES = 200_000_000
"""A database up to this size is checked whole before each start, which takes less than a second."""
_SHORT_CHECK = "SELECT CASE WHEN count(*) >= 0 THEN 'ok' END FROM collections"

STOP = ((signal.SIGTERM, 5.0), (signal.SIGKILL, 5.0))

# What `chroma run` does, minus importing the Python client beside the server, which is a library of
# its own: 0.2 s and 40 MB instead of 3 s and 115 MB.
PACKAGE = "chromadb_rust_bindings"
PROGRAM = f"import sys, {PACKAGE} as c; c.cli(['chroma', 'run', *sys.argv[1:]])"

ENVIRONMENT = {
    "ANONYMIZED_TELEMETRY": "False",
    "RUST_LOG": "warn",
    "MALLOC_ARENA_MAX": "2",
    "TOKIO_WORKER_THREADS": "2",
}


class Chroma:
    """The vector server. What it holds is derived and can be built again from PostgreSQL."""

    name: EngineName = "chroma"

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / "chroma"
        self._log = data_dir / "logs" / "chroma.log"
        self._port_file = data_dir / "chroma.port"
        self._port = 0
        self._was_ready = False

    @property
    def url(self) -> str:
        """The address. The port stays the same, over restarts too unless somebody takes it."""
        return f"http://127.0.0.1:{self._port}"

    def command(self) -> Command:
        """The server under our own interpreter."""
        options = ("--path", str(self._folder), "--host", "127.0.0.1", "--port", str(self._port))
        argv = (sys.executable, "-I", "-c", PROGRAM, *options)
        return Command(argv, self._folder, self._log, STOP, env=ENVIRONMENT)

    async def prepare(self) -> None:
        """Makes its folder and picks the port: the one it had last, or else any that is free.

        Other processes over the same data folder may know the last one, and go on with it.
        """
        package_folder(PACKAGE)
        self._folder.mkdir(mode=0o700, exist_ok=True)
        if not self._was_ready:
            self._port = self._last_port() or free_port()
            self._port_file.write_text(f"{self._port}\n", "ascii")

    def _last_port(self) -> int | None:
        """The port of the last run; None when there was none, or somebody else uses it now."""
        try:
            port = int(self._port_file.read_text("ascii"))
            with socket.socket() as trial:
                # As the server does: connections of the last run may still be ending.
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                trial.bind(("127.0.0.1", port))
        except (OSError, ValueError, OverflowError):
            return None
        return port

    async def set_damage_aside(self, *, failed: bool) -> str | None:
        """A damaged folder makes room for a new one, which is filled from PostgreSQL."""
        damage = await asyncio.to_thread(damage_in, self._folder)
        if damage is None and not (failed and any(self._folder.glob("*"))):
            return None
        aside = await asyncio.to_thread(_move_aside, self._folder)
        what = damage or "could not start with what it held"
        return f"{what}; that is in {aside} now, and is built again from PostgreSQL"

    async def is_ready(self) -> bool:
        """Whether it answers."""
        try:
            await chroma_version(self.url)
        except (OSError, ValueError, TimeoutError):
            return False
        self._was_ready = True
        return True


def damage_in(folder: Path) -> str | None:
    """What is wrong with the folder of a server that does not run, in words; None if nothing is."""
    database = folder / "chroma.sqlite3"
    if not database.exists():
        return None
    try:
        with closing(sqlite3.connect(f"file:{quote(str(database))}?mode=ro", uri=True)) as opened:
            thorough = database.stat().st_size <= CHECKED_BYTES
            found = opened.execute("PRAGMA quick_check(1)" if thorough else _SHORT_CHECK)
            said = str(found.fetchone()[0])
    except sqlite3.DatabaseError as error:
        said = str(error)
    return None if said == "ok" else f"has a damaged file, {database.name} ({said.strip()})"


def _move_aside(folder: Path) -> Path:
    """Moves the folder beside itself. An earlier one that was moved there goes: it is derived."""
    for earlier in folder.parent.glob(f"{folder.name}.damaged-*"):
        shutil.rmtree(earlier, ignore_errors=True)
    aside = folder.with_name(f"{folder.name}.damaged-{time.strftime('%Y%m%d-%H%M%S')}")
    folder.rename(aside)
    folder.mkdir(mode=0o700)
    return aside


def free_port() -> int:
    """A loopback port that nothing listens on at this moment."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
