"""A flood of the same fault is counted, not repeated."""

import logging
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from switchboard.core.tracebacks import place_of

MAX_ALIKE = 5
"""Lines of one fault that are written in one period; the rest are counted."""
PERIOD_SECONDS = 30.0
_MAX_KINDS = 1_000


@dataclass
class _Seen:
    name: str
    level: int
    event: str
    since: float
    written: int = 0
    left_out: int = 0


class TooManyAlike:
    """A filter of a handler: so many warnings and errors of one kind get through in a period.

    One kind is one event at one level from one logger, with an exception of one type raised at one
    place. The first line that is written afterwards says in `left_out` how many were not.

    Args:
        clock: seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: dict[object, _Seen] = {}
        self._lock = threading.Lock()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to write this record. Sets `left_out` on it."""
        if record.levelno < logging.WARNING:
            return True
        now = self._clock()
        with self._lock:
            seen = self._of(record, now)
            if now - seen.since >= PERIOD_SECONDS:
                seen.since, seen.written = now, 0
            if seen.written >= MAX_ALIKE:
                seen.left_out += 1
                return False
            seen.written += 1
            record.left_out, seen.left_out = seen.left_out, 0
            return True

    def ended(self) -> Iterator[logging.LogRecord]:
        """A record for each flood that is over, with the number that was left out at its end."""
        now = self._clock()
        with self._lock:
            over = [seen for seen in self._seen.values() if now - seen.since >= PERIOD_SECONDS]
            self._seen = {kind: one for kind, one in self._seen.items() if one not in over}
        for seen in over:
            if seen.left_out:
                record = logging.LogRecord(seen.name, seen.level, "", 0, seen.event, (), None)
                record.left_out = seen.left_out
                yield record

    def _of(self, record: logging.LogRecord, now: float) -> _Seen:
        event = _event(record)
        kind = (record.name, record.levelno, event, _where(record))
        if kind not in self._seen and len(self._seen) >= _MAX_KINDS:
            self._seen.clear()
        return self._seen.setdefault(kind, _Seen(record.name, record.levelno, event, now))


def _event(record: logging.LogRecord) -> str:
    return str(record.msg.get("event") if isinstance(record.msg, dict) else record.msg)[:200]


def _where(record: logging.LogRecord) -> tuple[type, str] | None:
    given = record.msg.get("exc_info") if isinstance(record.msg, dict) else record.exc_info
    error = given[1] if isinstance(given, tuple) else given
    if error is True:
        error = sys.exception()
    return (type(error), place_of(error)) if isinstance(error, BaseException) else None
