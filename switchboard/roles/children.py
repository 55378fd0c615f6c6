"""Child processes of `switchboard up`: how they start, report, and end with their parent.

On Linux a child is a fork of the supervisor, which has imported the program and loaded the
embedding model. All children share that memory until they write to it, so that one more costs a
tenth of what it would by itself, and it runs at once. Elsewhere a fork without a new program is
not safe (macOS' frameworks do not allow it), so children start as programs of their own.

A child holds the reading end of a pipe whose writing end only the supervisor has. However the
supervisor ends, `kill -9` included, the kernel closes that end, and the child ends too.
"""

from __future__ import annotations

import ctypes
import gc
import json
import logging
import os
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

FORKS = sys.platform == "linux"
ENDED_WITH_PARENT = 70
"""Exit code of a child whose supervisor has gone."""
_PR_SET_NAME = 15

Arguments = Mapping[str, Any]
Run = Callable[[Arguments, "Reporter"], int]
"""What a child does. Gets its arguments, says how far it is, and returns the exit code."""


class Reporter:
    """What a child says to its supervisor: lines of JSON on a pipe."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def say(self, text: str) -> None:
        """Tell the person at the terminal."""
        self._send({"say": text})

    def ready(self, facts: Mapping[str, Any] | None = None) -> None:
        """The child does its work from now on. Args: facts: what others need to know."""
        self._send({"ready": dict(facts or {})})

    def failed(self, sentence: str) -> None:
        """The child cannot run, for a reason that a person can do something about."""
        self._send({"failed": sentence})

    def _send(self, message: dict[str, Any]) -> None:
        os.write(self._descriptor, json.dumps(message).encode() + b"\n")


@dataclass
class Child:
    """A running child, and the descriptor that its reports come from."""

    name: str
    pid: int
    reports: int
    _unread: bytes = field(default=b"", repr=False)

    def read(self) -> list[dict[str, Any]]:
        """The reports that have arrived; None of them is lost when only a part of one has."""
        *lines, self._unread = (self._unread + os.read(self.reports, 65_536)).split(b"\n")
        return [json.loads(line) for line in lines]

    def ended(self) -> int | None:
        """The exit code, negative for a signal; None while it runs."""
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        return os.waitstatus_to_exitcode(status) if pid else None

    def send(self, number: signal.Signals) -> None:
        """Send a signal. A child that has ended, and was not yet waited for, does not mind."""
        os.kill(self.pid, number)


class Nursery:
    """Starts children. There is one in a supervisor.

    Args:
        run: what a child does, by fork.
        module: what a child runs where it is not forked; it calls `main`.
        forks: whether children are forks of this process.
    """

    def __init__(self, run: Run, module: str, *, forks: bool = FORKS) -> None:
        self._run, self._module, self._forks = run, module, forks
        self._life, self._our_life = os.pipe()
        self._own: set[int] = {self._our_life}

    def keep_from_children(self, *descriptors: int) -> None:
        """Descriptors that no child has, unless it is started with them: a fork closes them."""
        self._own.update(descriptors)

    def start(self, name: str, arguments: Arguments, descriptors: tuple[int, ...] = ()) -> Child:
        """Start a child.

        Args:
            name: what it is called in lists of processes and in the log.
            arguments: what JSON can say.
            descriptors: open files that the child needs; their numbers stay the same.
        """
        reports, reporting = os.pipe()
        start = self._fork if self._forks else self._spawn
        pid = start(name, arguments, reporting, descriptors)
        os.close(reporting)
        self._own.add(reports)
        return Child(name, pid, reports)

    def bury(self, child: Child) -> None:
        """Let go of what a child that has ended left."""
        self._own.discard(child.reports)
        os.close(child.reports)

    def _fork(
        self, name: str, arguments: Arguments, reporting: int, descriptors: tuple[int, ...]
    ) -> int:
        sys.stdout.flush()
        sys.stderr.flush()
        # What is never looked at by the garbage collector is not written to, and stays shared.
        gc.freeze()
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                _become_child(name, self._life, self._own.difference(descriptors))
                code = self._run(arguments, Reporter(reporting))
            except BaseException:
                traceback.print_exc()
            finally:
                logging.shutdown()
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)
        return pid

    def _spawn(
        self, name: str, arguments: Arguments, reporting: int, descriptors: tuple[int, ...]
    ) -> int:
        given = {"name": name, "life": self._life, "reporting": reporting, "arguments": arguments}
        process = subprocess.Popen(  # noqa: S603 - our own program and arguments
            [sys.executable, "-m", self._module, json.dumps(given)],
            pass_fds=(self._life, reporting, *descriptors),
            start_new_session=True,
        )
        process.returncode = 0  # `Child.ended` waits for it, and not this object
        return process.pid


def main(run: Run) -> int:
    """What a child that was not forked does. Returns the exit code."""
    given = json.loads(sys.argv[1])
    _become_child(given["name"], given["life"], set())
    code = run(given["arguments"], Reporter(given["reporting"]))
    logging.shutdown()
    return code


def _become_child(name: str, life: int, supervisors: set[int]) -> None:
    """Leave behind what is the supervisor's: its files, its signals, its terminal."""
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    for descriptor in supervisors:
        os.close(descriptor)
    if os.getsid(0) != os.getpid():
        os.setsid()  # Ctrl-C is for the supervisor, which then asks its children
    threading.Thread(target=_end_with_parent, args=(life,), name="parent", daemon=True).start()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_NAME, name.encode()[:15], 0, 0, 0)


def _end_with_parent(life: int) -> None:
    os.read(life, 1)
    os._exit(ENDED_WITH_PARENT)
