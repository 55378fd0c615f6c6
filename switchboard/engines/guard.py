"""Runs one engine and stops it when the parent is gone: `python -I -S guard.py SPEC`.

Why a guard with a pipe, and not a death signal: the kernel closes the parent's end of the pipe
however the parent dies, `kill -9` included, and does so on Linux and macOS alike. Linux'
PR_SET_PDEATHSIG does not exist on macOS, fires when the *thread* that forked ends rather than the
process, and can only send one signal, while PostgreSQL wants to be asked first (SIGINT: disconnect
everybody, write a checkpoint) and forced later. The guard lives in a session of its own, so Ctrl-C
in the terminal reaches the application, which still needs its database to finish, and no engine.

SPEC is JSON: argv, env, folder (the working folder, by which leftovers are recognised), stop
([signal, seconds] pairs), and optionally uid, gid, capability (to run as another account than
root). Standard input is the pipe. The exit code is the engine's, 128 + n when signal n ended it.
Only the standard library, and little of it: the guard must stay a few megabytes.
"""

import json
import os
import select
import signal
import sys
import time
from types import FrameType
from typing import Any

PR_SET_KEEPCAPS = 8
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
CAPABILITY_VERSION_3 = 0x20080522


def main(spec: dict[str, Any]) -> int:
    """Runs the engine until it ends by itself, the pipe closes, or the guard is asked to stop."""
    wake = _wake_on_signals()
    pid = _launch(spec)
    while True:
        readable, _, _ = select.select([0, wake], [], [])
        code = _ended(pid)
        if code is not None:
            return code
        if wake in readable:
            asked = set(os.read(wake, 512)) & {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
            if asked:
                return _stop(pid, spec["stop"], wake)
        if 0 in readable and not os.read(0, 512):
            return _stop(pid, spec["stop"], wake)


def _wake_on_signals() -> int:
    """Returns a descriptor that carries the number of each signal received."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, _noted)
    return reader


def _noted(number: int, frame: FrameType | None) -> None:
    """The wake-up descriptor carries the signal; nothing is left to do here."""


def _launch(spec: dict[str, Any]) -> int:
    """Forks the engine; it inherits the guard's output, which is the engine's log file."""
    pid = os.fork()
    if pid:
        return pid
    try:
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.chdir(spec["folder"])
        if spec.get("uid"):
            _become(spec["uid"], spec["gid"], spec.get("capability"))
        os.execve(spec["argv"][0], spec["argv"], spec["env"])  # noqa: S606 - our own server, no shell wanted
    except OSError as error:
        os.write(2, f"could not run {spec['argv'][0]}: {error}\n".encode())
    os._exit(127)


def _become(uid: int, gid: int, capability: int | None) -> None:
    """Gives up root, keeping at most one capability (see account.py for which and why)."""
    if capability is not None:
        import ctypes

        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setregid(gid, gid)
    os.setreuid(uid, uid)
    if capability is not None:
        bit = 1 << capability
        header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
        data = (ctypes.c_uint32 * 6)(bit, bit, bit, 0, 0, 0)
        libc.capset(header, data)
        libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0)


def _ended(pid: int) -> int | None:
    """The exit code of the engine, or None while it runs."""
    ended, status = os.waitpid(pid, os.WNOHANG)
    if not ended:
        return None
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code


def _stop(pid: int, steps: list[tuple[int, float]], wake: int) -> int:
    """Asks ever more firmly: sends each signal, and waits its seconds for the engine to end."""
    for number, seconds in steps:
        os.kill(pid, number)
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            code = _ended(pid)
            if code is not None:
                return code
            if select.select([wake], [], [], left)[0]:
                os.read(wake, 512)
    return _ended(pid) or 1


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
