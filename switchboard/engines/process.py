"""One engine's process under its guard (see guard.py), as seen from the application."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import psutil

from switchboard.engines.account import Account

GUARD = Path(__file__).with_name("guard.py")
LOG_LIMIT = 2_000_000
INHERITED = ("PATH", "LD_LIBRARY_PATH", "TMPDIR")


@dataclass(frozen=True, slots=True)
class Command:
    """What to run. `folder` becomes the working folder; `stop` is how to end it: each signal, and
    the seconds to wait before the next.
    """

    argv: tuple[str, ...]
    folder: Path
    log: Path
    stop: tuple[tuple[int, float], ...]
    env: dict[str, str] = field(default_factory=dict)
    account: Account | None = None

    def spec(self) -> str:
        """The guard's argument."""
        # Keys and passwords of the application are none of an engine's business: a short list.
        kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
        spec: dict[str, Any] = {
            "argv": self.argv,
            "folder": str(self.folder),
            "stop": self.stop,
            "env": {**kept, "LC_ALL": "C", "HOME": str(self.folder), **self.env},
        }
        if self.account is not None:
            spec |= {
                "uid": self.account.uid,
                "gid": self.account.gid,
                "capability": self.account.capability,
            }
        return json.dumps(spec)


class GuardedProcess:
    """A running command. It ends by itself, by `stop`, or because this process is gone."""

    def __init__(self, command: Command) -> None:
        """Starts the command. Must be called with an event loop running."""
        reader, self._pipe = os.pipe()
        self.command = command
        self.exited = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        with _opened(command.log) as log:
            self._guard = subprocess.Popen(  # noqa: S603 - our own program and arguments
                [sys.executable, "-I", "-S", str(GUARD), command.spec()],
                stdin=reader,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        os.close(reader)
        threading.Thread(target=self._watch, name="engine-watch", daemon=True).start()

    def _watch(self) -> None:
        # A daemon thread of our own: asyncio's child processes are killed, guard first, when a
        # loop is closed without warning, and its executor would wait for them forever.
        self._guard.wait()
        try:
            self._loop.call_soon_threadsafe(self.exited.set)
        except RuntimeError:
            return  # the loop is closed, nobody is waiting any more

    @property
    def returncode(self) -> int | None:
        """The exit code, None while it runs; 128 + n when signal n ended it."""
        return self._guard.returncode

    @property
    def pid(self) -> int | None:
        """The process id of the engine itself, None when it does not run."""
        try:
            children = psutil.Process(self._guard.pid).children()
        except psutil.NoSuchProcess:
            return None
        return children[0].pid if children else None

    async def stop(self) -> None:
        """Ends the command, politely first, and returns when it is gone."""
        self._release()
        await self.exited.wait()
        if self.returncode is not None and self.returncode < 0:
            await clear_leftovers(self.command)  # somebody killed the guard

    def _release(self) -> None:
        """Closes the pipe, at which the guard stops the engine."""
        pipe, self._pipe = self._pipe, -1
        if pipe >= 0:
            os.close(pipe)

    def __del__(self) -> None:
        self._release()


def _opened(log: Path) -> BinaryIO:
    """Opens an engine's log to append to it; one that has grown large becomes `<name>.1`.

    Nobody else on the machine may read it: engines quote statements and addresses in theirs.
    """
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    log.parent.chmod(0o700)
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_name(log.name + ".1"))
    return open(log, "ab", opener=lambda path, flags: os.open(path, flags, 0o600))


def log_tail(log: Path, lines: int = 6) -> str:
    """The last lines of an engine's log, for an error message."""
    if not log.exists():
        return ""
    text = log.read_bytes()[-4000:].decode(errors="replace")
    return "\n".join(text.strip().splitlines()[-lines:])


async def clear_leftovers(command: Command) -> None:
    """Ends what an earlier run of the same command left behind (its guard was killed as well).

    A leftover is recognised by program and working folder, so no other program is ever touched.
    """
    await asyncio.to_thread(_clear, command)


def _clear(command: Command) -> None:
    found = _leftovers(command)
    for number, seconds in command.stop:
        for process in found:
            _send(process, number)
        _, found = psutil.wait_procs(found, timeout=seconds)
        if not found:
            return


def _leftovers(command: Command) -> list[psutil.Process]:
    program = _plain(Path(command.argv[0]).name)
    folder = str(command.folder.resolve())
    return [process for process in psutil.process_iter() if _is_at(process, program, folder)]


def _plain(name: str) -> str:
    """One interpreter is called python, python3.11 or, by macOS, Python: all the same to us."""
    return name.lower().rstrip("0123456789.")


def _is_at(process: psutil.Process, program: str, folder: str) -> bool:
    try:
        ours: bool = _plain(process.name()) == program and process.cwd() == folder
        return ours and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def _send(process: psutil.Process, number: int) -> None:
    try:
        process.send_signal(signal.Signals(number))
    except psutil.Error:
        return
