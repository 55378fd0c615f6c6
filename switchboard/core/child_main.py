"""The child's side: answers one message after the other, and has little to do harm with.

Memory, processor time, open files and the size of written files are limited by the kernel; the
parent limits the time by the clock and hands over no environment. It ends when the parent does.
"""

import os
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from switchboard.core import child_frames

Answer = dict[str, Any]


@dataclass(frozen=True)
class Limits:
    """What one child may take.

    Args:
        memory_bytes: of address space.
        rest_bytes: a child that still holds so much after its work is not used again.
        cpu_seconds: of processor time for one piece of work.
        file_bytes: of one file that it writes.
    """

    memory_bytes: int
    rest_bytes: int
    cpu_seconds: int
    file_bytes: int = 0


def serve(answer: Callable[[Answer, bytes], Answer], limits: Limits) -> None:
    """Answer until there is nothing more to read."""
    _limit_for_good(limits)
    # Whatever a library prints must not stand between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while (message := child_frames.read(sys.stdin.buffer)) is not None:
        _allow_time(limits.cpu_seconds)
        said = answer(*message)
        answers.write(child_frames.encode({**said, "last": _is_bloated(limits.rest_bytes)}))
        answers.flush()


def _limit_for_good(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.file_bytes, limits.file_bytes))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)  # what answers people comes first


def _allow_time(seconds: int) -> None:
    """Processor time for one more piece of work; beyond it the kernel ends this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


def _is_bloated(rest_bytes: int) -> bool:
    """Whether much memory stayed taken. The peak would not do: it is the parent's at first."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return False
    return pages * resource.getpagesize() > rest_bytes
