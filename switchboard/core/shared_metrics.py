"""Metrics of several processes on one page: each writes its values to files of one folder.

The client library decides at its import whether values are shared, so nothing that imports it may
be imported before `sharing`. It is the library's multiprocess mode:
https://prometheus.github.io/client_python/multiprocess/
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"


@contextmanager
def sharing() -> Iterator[None]:
    """This process and those that it starts share their metrics, while the context lasts."""
    folder = tempfile.mkdtemp(prefix="switchboard-metrics-")
    os.environ[_VARIABLE] = folder
    try:
        yield
    finally:
        del os.environ[_VARIABLE]
        shutil.rmtree(folder, ignore_errors=True)


def exposition() -> bytes:
    """The metrics of this process, or of all that share theirs, in Prometheus' text format."""
    from prometheus_client import REGISTRY, CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    if _VARIABLE not in os.environ:
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)


def forget(pid: int) -> None:
    """A process has ended: its gauges, such as its open sockets, count no more."""
    from prometheus_client.multiprocess import mark_process_dead

    if _VARIABLE in os.environ:
        mark_process_dead(pid)  # type: ignore[no-untyped-call]
