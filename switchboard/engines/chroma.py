"""The embedded Chroma: the server inside the chromadb package, on a loopback port."""

import signal
import socket
import sys
from pathlib import Path

from switchboard.engines.config import EngineName
from switchboard.engines.engine import package_folder
from switchboard.engines.probes import chroma_version
from switchboard.engines.process import Command

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
        self._port = 0
        self._was_ready = False

    @property
    def url(self) -> str:
        """The address; the port stays the same once it was ready."""
        return f"http://127.0.0.1:{self._port}"

    def command(self) -> Command:
        """The server under our own interpreter."""
        options = ("--path", str(self._folder), "--host", "127.0.0.1", "--port", str(self._port))
        argv = (sys.executable, "-I", "-c", PROGRAM, *options)
        return Command(argv, self._folder, self._log, STOP, env=ENVIRONMENT)

    async def prepare(self) -> None:
        """Makes its folder and, the first time, picks a free port."""
        package_folder(PACKAGE)
        self._folder.mkdir(mode=0o700, exist_ok=True)
        if not self._was_ready:
            self._port = free_port()

    async def is_ready(self) -> bool:
        """Whether it answers."""
        try:
            await chroma_version(self.url)
        except (OSError, ValueError, TimeoutError):
            return False
        self._was_ready = True
        return True


def free_port() -> int:
    """A loopback port that nothing listens on at this moment."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
