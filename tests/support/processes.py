"""`switchboard …` as child processes, as an operator would start them."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_ENDS_WITHIN = 90.0


def free_port() -> int:
    """A port of the loopback that nobody listens on at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as trial:
        return int(trial.getsockname()[1])


class Process:
    """A command of ours that runs, and what it said so far."""

    def __init__(self, command: str, environment: Mapping[str, str], log: Path) -> None:
        self.log = log
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("SWITCHBOARD_", "OPENAI_", "PYTEST_")) and name != "PORT"
        }
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-c", "from switchboard.roles.cli import app; app()", command],
                env={**inherited, **environment},
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def said(self) -> str:
        """All its output so far."""
        return self.log.read_text("utf-8", "replace")

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def kill(self) -> None:
        """End it as a crash would: it can neither finish nor let go of anything."""
        self._process.kill()
        self._process.wait()

    def pause(self) -> None:
        """Let it do nothing until `go_on`."""
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let a paused process run again."""
        self._process.send_signal(signal.SIGCONT)

    def ask_to_stop(self) -> None:
        """Send SIGTERM."""
        self._process.send_signal(signal.SIGTERM)

    def wait(self) -> int:
        """Its exit code, once it has ended."""
        return self._process.wait(_ENDS_WITHIN)

    def stop(self) -> None:
        """End it, politely first."""
        if self.running:
            self.ask_to_stop()
            try:
                self.wait()
            except subprocess.TimeoutExpired:
                self.kill()


@contextmanager
def started(command: str, environment: Mapping[str, str], log: Path) -> Iterator[Process]:
    """Run `switchboard <command>` while the context lasts."""
    process = Process(command, environment, log)
    try:
        yield process
    finally:
        process.stop()
