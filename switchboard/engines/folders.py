"""The data folder: its lock, its sockets' folder, and how it is made."""

import fcntl
import hashlib
import json
import os
import socket
import stat
import time
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

from switchboard.engines.config import EngineError, EngineUrls

SOCKET_PATH_LIMIT = 100  # sun_path: 104 bytes on macOS, 108 on Linux
LONGEST_SOCKET = "postgres/.s.PGSQL.5432"


def make_data_dir(data_dir: Path) -> Path:
    """Makes the data folder and returns its absolute path without links.

    Raises EngineError when it cannot be made or written to.
    """
    folder = data_dir.expanduser()
    try:
        # As root, PostgreSQL's own account must be able to pass through to its part.
        folder.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
        folder = folder.resolve()
        (folder / ".writable").touch()
        (folder / ".writable").unlink()
    except OSError as error:
        raise EngineError(
            f"The data folder {folder} cannot be written to ({error.strerror}).",
            "Fix its permissions, or choose another folder with SWITCHBOARD_DATA_DIR.",
        ) from error
    return folder


def socket_dir(data_dir: Path) -> Path:
    """A folder for Unix sockets that belongs to us: in the data folder, or a shorter one.

    Socket paths are limited to about 100 bytes, and shared folders of virtual machines often
    cannot hold sockets at all. Raises EngineError when no place will do.
    """
    name = f"switchboard-{os.geteuid()}-{hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:8]}"
    candidates = [data_dir / "run", Path("/tmp") / name]  # noqa: S108 - ownership is checked below
    if runtime := os.environ.get("XDG_RUNTIME_DIR"):
        candidates.insert(1, Path(runtime) / name)
    for folder in candidates:
        if fits(folder) and _made(folder) and _holds_sockets(folder):
            return folder
    raise EngineError(
        "No folder for Unix sockets is available.",
        "Choose a data folder with a short path on a local disk (SWITCHBOARD_DATA_DIR).",
    )


def fits(folder: Path) -> bool:
    """Whether the longest socket path in this folder stays below the system's limit."""
    return len(os.fsencode(folder / LONGEST_SOCKET)) < SOCKET_PATH_LIMIT


def _made(folder: Path) -> bool:
    """Makes the folder; False when it is somebody else's, which in /tmp may be an attack."""
    try:
        folder.mkdir(mode=0o711, exist_ok=True)
        status = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid()


def _holds_sockets(folder: Path) -> bool:
    probe = folder / f".probe-{os.getpid()}"
    probe.unlink(missing_ok=True)
    try:
        with socket.socket(socket.AF_UNIX) as trial:
            trial.bind(str(probe))
    except OSError:
        return False
    probe.unlink()
    return True


class DataLock:
    """Keeps a second instance off the same data folder, and tells it where the engines are.

    The kernel lets go of the lock when the process ends, however it ends.
    """

    def __init__(self, data_dir: Path, owner: int | None = None) -> None:
        """Args: `owner` is the process that others are told of; by default this one."""
        self.path = data_dir / "switchboard.lock"
        self._owner = os.getpid() if owner is None else owner
        self._file: int | None = None

    def __enter__(self) -> "DataLock":
        """Takes the lock. Raises EngineError when another process holds it."""
        self._file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        if not self._taken():
            self._close()
            pid = _read(self.path).get("pid", "unknown")
            raise EngineError(
                f"Another Switchboard (process {pid}) is already using {self.path.parent}.",
                "Stop that process first, or use another folder (SWITCHBOARD_DATA_DIR).",
            )
        self._write({"pid": self._owner})
        return self

    def _taken(self) -> bool:
        """Tries a few times: somebody may just be looking whether the lock is held."""
        for _ in range(5):
            try:
                fcntl.flock(self._file or -1, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(0.01)
            else:
                return True
        return False

    def publish(self, urls: EngineUrls) -> None:
        """Writes down the engines' addresses for `running_urls`."""
        self._write({"pid": self._owner, "urls": asdict(urls)})

    def _write(self, content: dict[str, Any]) -> None:
        if self._file is not None:
            text = json.dumps(content).encode()
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, text, 0)

    def _close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()


def lock_holder(data_dir: Path) -> int | None:
    """The process that holds the data folder's lock right now, or None."""
    content = _held(data_dir)
    return int(content.get("pid", 0)) if content is not None else None


def running_urls(data_dir: Path) -> EngineUrls | None:
    """The addresses of the engines that another process runs on this data folder, or None."""
    content = _held(data_dir)
    if content is None or "urls" not in content:
        return None
    return EngineUrls(**content["urls"])


def _held(data_dir: Path) -> dict[str, Any] | None:
    """The lock file's content, None when nobody holds it."""
    path = data_dir.expanduser() / "switchboard.lock"
    if not path.exists():
        return None
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _read(path)
    return None


def _read(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
