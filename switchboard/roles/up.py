"""Everything on one machine: engines, an API that accepts, and workers that answer.

The supervisor starts a child for each part and starts it again when it ends. It does no work of
its own and has one thread, because on Linux its children are forks of it (see `children.py`).
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from socket import socket
from typing import Any

from switchboard.core.clock import now
from switchboard.core.settings import Settings
from switchboard.core.shared_metrics import forget
from switchboard.roles import parts
from switchboard.roles.children import Child, Nursery
from switchboard.roles.engine_settings import engine_urls, engines_config
from switchboard.roles.serving import listen
from switchboard.roles.terminal import say

FIRST_DELAY = 0.2
"""Seconds before an ended part is started again; doubled each time it ends soon after."""
MAX_DELAY = 15.0
HEALTHY_AFTER = 60.0
"""Seconds of running after which the delays begin anew."""
DRAIN_SECONDS = 30.0
"""How long parts may take to finish what is under way."""
ENGINES_STOP_SECONDS = 40.0
KILLED_SECONDS = 5.0
_MODULE = "switchboard.roles.parts"


@dataclass
class Part:
    """A part of the product, and the child that runs it."""

    name: str
    title: str
    start: Callable[[Part], Child]
    on_ready: Callable[[dict[str, Any]], None]
    stays: bool = True
    """Whether it is started again when it ends."""
    child: Child | None = None
    was_ready: bool = False
    delay: float = FIRST_DELAY
    started_at: float = 0.0
    due_at: float | None = None
    failure: str | None = None

    def run(self) -> Child:
        """Start the child."""
        self.started_at, self.due_at, self.failure = time.monotonic(), None, None
        self.child = self.start(self)
        return self.child

    def next_delay(self) -> float:
        """Seconds until it is started again."""
        if time.monotonic() - self.started_at > HEALTHY_AFTER:
            self.delay = FIRST_DELAY
        delay, self.delay = self.delay, min(self.delay * 2, MAX_DELAY)
        return delay


def up(settings: Settings) -> int:
    """Run until Ctrl-C or SIGTERM; then let go of clients and finish jobs under way.

    Returns the exit code. Raises EngineError when the port is in use.
    """
    listener = listen(settings)  # before anything is installed
    with _signals() as signals:
        return Supervisor(settings, listener, signals).run()


class Supervisor:
    """Starts the parts in their order, watches over them, and ends them in order.

    Args:
        listener: the API's socket. It stays open while an API that has ended is started again, so
            clients wait for a moment and are not refused.
        signals: the descriptor that the numbers of signals are read from.
    """

    def __init__(self, settings: Settings, listener: socket, signals: int) -> None:
        self._settings, self._listener, self._signals = settings, listener, signals
        self._began = time.monotonic()
        self._nursery = Nursery(parts.run_part, _MODULE)
        self._selector = selectors.DefaultSelector()
        self._selector.register(signals, selectors.EVENT_READ)
        self._nursery.keep_from_children(signals, self._selector.fileno(), listener.fileno())
        self._parts: list[Part] = []
        self._urls: dict[str, Any] = {}
        self._installed: dict[str, Any] = {}
        self._asked = 0
        self._failed = False

    def run(self) -> int:
        """Run until a signal, or until a part cannot be started at all. Returns the exit code."""
        say("Starting PostgreSQL, Valkey and Chroma…")
        config = engines_config(self._settings)
        if config.embedded:
            self._add("engines", "The engines", self._engines_ready)
        preload(self._settings)
        if not config.embedded:
            self._engines_ready(asdict(engine_urls(self._settings)))
        while not self._stopping:
            self._step(self._until_due())
        say("Stopping…")
        self._stop()
        return 1 if self._failed else 0

    @property
    def _stopping(self) -> bool:
        return self._failed or self._asked > 0

    # The start, in its order.

    def _engines_ready(self, urls: dict[str, Any]) -> None:
        before, self._urls = self._urls, urls
        if not before:
            self._add("install", "The set-up", self._install_ready, stays=False)
        elif before != urls:  # started again, elsewhere
            for part in self._parts:
                if part.name != "engines" and part.child is not None:
                    part.child.send(signal.SIGTERM)

    def _install_ready(self, installed: dict[str, Any]) -> None:
        self._installed = installed
        self._add("api", "The API", self._api_ready)
        for number in range(1, worker_count(self._settings) + 1):
            self._add(f"worker-{number}", f"Worker {number}", lambda _facts: None)

    def _api_ready(self, _facts: dict[str, Any]) -> None:
        if self._installed:
            greet(self._settings, self._installed, time.monotonic() - self._began)
            if self._installed["is_new"]:
                self._add("finish_install", "The set-up", lambda _facts: None, stays=False)

    def _add(
        self,
        name: str,
        title: str,
        on_ready: Callable[[dict[str, Any]], None],
        *,
        stays: bool = True,
    ) -> None:
        part = Part(name, title, self._start, on_ready, stays)
        self._parts.append(part)
        self._run(part)

    def _run(self, part: Part) -> None:
        child = part.run()
        self._selector.register(child.reports, selectors.EVENT_READ, part)

    def _start(self, part: Part) -> Child:
        arguments = {
            "part": part.name.partition("-")[0],
            "name": part.name,
            "supervisor": os.getpid(),
            "urls": self._urls,
            "installed": self._installed,
            "listener": self._listener.fileno(),
        }
        needs = (self._listener.fileno(),) if part.name == "api" else ()
        return self._nursery.start(f"sb-{part.name}", arguments, needs)

    # Watching.

    def _step(self, timeout: float | None) -> None:
        for key, _ in self._selector.select(timeout):
            if key.fileobj == self._signals:
                self._on_signals(os.read(self._signals, 512))
            elif isinstance(key.data, Part) and key.data.child is not None:
                self._on_reports(key.data, key.data.child)
        for part in self._parts:
            if part.child is not None and (code := part.child.ended()) is not None:
                self._on_end(part, part.child, code)
            elif part.due_at is not None and part.due_at <= time.monotonic():
                self._run(part)

    def _until_due(self) -> float | None:
        due = [part.due_at for part in self._parts if part.due_at is not None]
        return max(0.0, min(due) - time.monotonic()) if due else None

    def _on_signals(self, numbers: bytes) -> None:
        if not {signal.SIGINT, signal.SIGTERM}.isdisjoint(numbers):
            self._asked += 1

    def _on_reports(self, part: Part, child: Child) -> None:
        for report in child.read():
            if "say" in report:
                say(report["say"])
            elif "failed" in report:
                part.failure = report["failed"]
            else:
                part.was_ready = True
                part.on_ready(report["ready"])

    def _on_end(self, part: Part, child: Child, code: int) -> None:
        self._on_reports(part, child)
        self._selector.unregister(child.reports)
        self._nursery.bury(child)
        forget(child.pid)
        part.child = None
        if self._stopping or (code == 0 and not part.stays):
            return
        if not part.was_ready:  # it never worked: that is for a person to mend
            sys.stderr.write(f"{part.failure or f'{part.title} ended: {_how(code)}.'}\n")
            self._failed = True
        elif part.stays:
            delay = part.next_delay()
            part.due_at = time.monotonic() + delay
            why = part.failure or _how(code)
            self._tell(f"{part.title} ended ({why}) and is started again in {delay:.1f} s.")

    def _tell(self, sentence: str) -> None:
        """Say what happened to a part, in the form of the log."""
        if self._settings.log_format == "text":
            sys.stderr.write(f"{sentence}\n")
        else:
            line = {"event": sentence, "level": "error", "timestamp": f"{now():%FT%TZ}"}
            sys.stderr.write(f"{json.dumps(line)}\n")
        sys.stderr.flush()

    # The end: first what uses the engines, then the engines.

    def _stop(self) -> None:
        self._listener.close()
        for part in self._parts:
            part.due_at = None
        engines = [part for part in self._parts if part.name == "engines"]
        self._end([part for part in self._parts if part not in engines], DRAIN_SECONDS)
        self._end(engines, ENGINES_STOP_SECONDS)

    def _end(self, ending: Sequence[Part], seconds: float) -> None:
        """Ask these parts to end, and kill those that do not, or when asked to stop once more."""
        for number, wait in ((signal.SIGTERM, seconds), (signal.SIGKILL, KILLED_SECONDS)):
            for part in ending:
                if part.child is not None:
                    part.child.send(number)
            self._wait(ending, time.monotonic() + wait)

    def _wait(self, ending: Sequence[Part], deadline: float) -> None:
        asked = self._asked
        while any(part.child for part in ending) and self._asked == asked:
            if (left := deadline - time.monotonic()) <= 0:
                return
            self._step(left)


def preload(settings: Settings) -> None:
    """Import what children need and load the embedding model, once for all of them."""
    from switchboard.roles import preloading

    preloading.preload(settings)


def worker_count(settings: Settings) -> int:
    """As many workers as the cores deserve: one of them is for accepting and for PostgreSQL."""
    return settings.workers or max(1, min(_cores() - 1, 4))


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on this system
        return os.cpu_count() or 1


def _how(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"killed by {signal.Signals(-code).name}"


@contextmanager
def _signals() -> Iterator[int]:
    """A descriptor that the numbers of signals are read from; no handler interrupts anything."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
        signal.signal(number, lambda _number, _frame: None)
    try:
        yield reader
    finally:
        signal.set_wakeup_fd(-1)
        for descriptor in (reader, writer):
            os.close(descriptor)


def greet(settings: Settings, installed: dict[str, Any], seconds: float) -> None:
    """Say where to go, and how to sign in."""
    url = settings.base_url
    say(f"\nSwitchboard is ready after {seconds:.1f} s.\n")
    if installed["has_demo"]:
        say(f"  The sample shop with the chat   {url}/demo")
    say(f"  The console                     {url}/")
    say(f"    e-mail    {installed['email']}")
    if installed["password"]:
        say(f"    password  {installed['password']}   (shown only once)")
    elif installed["is_new"]:
        say("    password  set in SWITCHBOARD_ADMIN_PASSWORD")
    else:
        say("    password  shown at the first start; reset it with `switchboard user password`")
    say("\nPress Ctrl-C to stop.")
