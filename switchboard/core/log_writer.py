"""Writes log lines in a thread, so that a full pipe or a slow disk holds up nobody."""

import atexit
import logging
import queue
import threading
import time
from contextlib import suppress
from typing import TextIO

from switchboard.core.faults import PERIOD_SECONDS, TooManyAlike

MAX_WAITING = 10_000
"""Lines that wait to be written. More are dropped, and their number is written."""
_CLOSE_SECONDS = 2.0


class QueuedHandler(logging.Handler):
    """Formats a record where it is made, and writes it where nobody waits.

    Args:
        stream: where lines go.
        alike: what counts floods.
    """

    def __init__(self, stream: TextIO, alike: TooManyAlike) -> None:
        super().__init__()
        self._alike = alike
        self.addFilter(alike.filter)
        self._stream = stream
        self._lines: queue.Queue[str | None] = queue.Queue(MAX_WAITING)
        self._dropped = 0
        self._thread = threading.Thread(target=self._write, name="log", daemon=True)
        self._thread.start()
        atexit.register(self.close)

    def emit(self, record: logging.LogRecord) -> None:
        """Leave a line to be written. Never waits, never raises."""
        try:
            self._lines.put_nowait(self.format(record))
        except queue.Full:
            self._dropped += 1
        except Exception:
            self._dropped += 1

    def close(self) -> None:
        """Write what waits, for at most two seconds."""
        atexit.unregister(self.close)
        try:
            self._lines.put(None, timeout=_CLOSE_SECONDS)
        except queue.Full:
            return
        self._thread.join(_CLOSE_SECONDS)
        super().close()

    def _write(self) -> None:
        """Write lines until told to stop; each period, say also what was only counted."""
        line: str | None = ""
        last = time.monotonic()
        while line is not None:
            with suppress(queue.Empty):
                line = self._lines.get(timeout=PERIOD_SECONDS)
                if line is not None:
                    dropped, self._dropped = self._dropped, 0
                    self._put(*([f"{dropped} log lines were dropped"] if dropped else []), line)
            if line is None or time.monotonic() - last >= PERIOD_SECONDS:
                last = time.monotonic()
                self._put(*map(self.format, self._alike.ended()))

    def _put(self, *lines: str) -> None:
        # A stream that is full, broken or closed is nothing that a log could tell.
        with suppress(OSError, ValueError):
            self._stream.writelines(f"{line}\n" for line in lines)
            if self._lines.empty():
                self._stream.flush()
