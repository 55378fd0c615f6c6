"""`python -m switchboard.documents.child`: reads documents, and has little to do harm with.

Memory, processor time, open files and the size of written files are limited by the kernel; the
parent limits the time by the clock and hands over no environment. It ends when the parent does.
"""

import os
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from switchboard.documents import frames
from switchboard.documents.document import Document, Unreadable
from switchboard.documents.limits import (
    ARCHIVE_UNPACKED_BYTES,
    CPU_SECONDS,
    MEMORY_BYTES,
    REST_BYTES,
)
from switchboard.documents.reading import read_file

_TOO_MUCH = "The file is too deeply nested, or too large, to be read."

Answer = dict[str, Any]


def main() -> None:
    """Answer until there is nothing more to read."""
    _limit_for_good()
    # Whatever a library prints must not stand between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while (message := frames.read(sys.stdin.buffer)) is not None:
        _allow_time()
        answer = _answer(*message)
        answers.write(frames.encode({**answer, "last": _is_bloated()}))
        answers.flush()


def _limit_for_good() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (ARCHIVE_UNPACKED_BYTES, ARCHIVE_UNPACKED_BYTES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _allow_time() -> None:
    """Processor time for one more document; beyond it the kernel ends this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


def _is_bloated() -> bool:
    """Whether much memory stayed taken. The peak would not do: it is the parent's at first."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return False
    return pages * resource.getpagesize() > REST_BYTES


def _answer(message: Answer, payload: bytes) -> Answer:
    try:
        return _WORK[message["work"]](message, payload)
    except Unreadable as error:
        return {"error": str(error)}
    except (RecursionError, MemoryError):
        return {"error": _TOO_MUCH}
    except Exception as error:
        return {"error": "The file is broken: it cannot be read.", "cause": repr(error)[:500]}


def _file(message: Answer, payload: bytes) -> Answer:
    return {"documents": _listed(read_file(message["name"], payload))}


def _page(message: Answer, payload: bytes) -> Answer:
    from switchboard.documents.html import read_page

    return asdict(read_page(message["address"], payload, message["charset"]))


def _sitemap(_message: Answer, payload: bytes) -> Answer:
    from switchboard.documents.sitemap import read_sitemap

    return asdict(read_sitemap(payload))


def _archive(message: Answer, payload: bytes) -> Answer:
    from switchboard.documents.archive import unpack

    return asdict(unpack(payload, Path(message["folder"])))


def _listed(documents: list[Document]) -> list[tuple[str, Any, tuple[str, ...]]]:
    return [(document.name, document.fields, document.notes) for document in documents]


_WORK: dict[str, Callable[[Answer, bytes], Answer]] = {
    "file": _file,
    "page": _page,
    "sitemap": _sitemap,
    "archive": _archive,
}

if __name__ == "__main__":
    main()
