"""Worker threads that embed what is waiting, several short requests in one run.

Nothing waits in the hope of company: a lone request starts at once, and what arrives while the
threads are busy forms the next batch. Urgent requests (a customer is waiting) go before the slices
of a large import.
"""

import itertools
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

import numpy as np

from switchboard.core.memory import give_back
from switchboard.llm.port import Vectors

_URGENT, _PATIENT, _STOP = 0, 1, 2


@dataclass(order=True, slots=True)
class _Request:
    priority: int
    number: int
    texts: Sequence[str] = field(compare=False)
    result: Future[Vectors] = field(compare=False)


class MicroBatcher:
    """Runs `embed` in threads of its own over batches of about `max_texts` texts."""

    def __init__(
        self,
        embed: Callable[[Sequence[str]], Vectors],
        *,
        max_texts: int = 16,
        threads: int = 1,
    ) -> None:
        """Args: `embed` is called by all threads, at the same time too.

        The threads start with the first request: until then the process may be forked.
        """
        self._embed = embed
        self._max_texts = max_texts
        self._waiting: queue.PriorityQueue[_Request] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._thread_count = threads
        self._threads: list[threading.Thread] = []
        self._starting = threading.Lock()

    def submit(self, texts: Sequence[str], *, urgent: bool) -> Future[Vectors]:
        """Queue the texts; the future gets their vectors in order, or the error of the run."""
        self._start_threads()
        priority = _URGENT if urgent else _PATIENT
        request = _Request(priority, next(self._numbers), texts, Future())
        self._waiting.put(request)
        return request.result

    def close(self) -> None:
        """Finish what is queued, then stop the threads."""
        for _ in self._threads:
            self._waiting.put(_Request(_STOP, next(self._numbers), (), Future()))
        for thread in self._threads:
            thread.join()

    def _start_threads(self) -> None:
        with self._starting:
            while len(self._threads) < self._thread_count:
                thread = threading.Thread(target=self._work, name="embedding", daemon=True)
                self._threads.append(thread)
                thread.start()

    def _work(self) -> None:
        while batch := self._next_batch():
            self._run(
                [request for request in batch if request.result.set_running_or_notify_cancel()]
            )
            if batch[0].priority == _PATIENT and self._waiting.empty():
                give_back()

    def _next_batch(self) -> list[_Request]:
        """Urgent requests ride together; a patient one rides alone, so that none waits long."""
        first = self._waiting.get()
        if first.priority == _STOP:
            return []
        batch, texts = [first], len(first.texts)
        while (
            first.priority == _URGENT
            and texts < self._max_texts
            and (another := self._next_urgent())
        ):
            batch.append(another)
            texts += len(another.texts)
        return batch

    def _next_urgent(self) -> _Request | None:
        try:
            request = self._waiting.get_nowait()
        except queue.Empty:
            return None
        if request.priority == _URGENT:
            return request
        self._waiting.put(request)
        return None

    def _run(self, batch: list[_Request]) -> None:
        if not batch:
            return
        try:
            vectors = self._embed([text for request in batch for text in request.texts])
        except Exception as error:  # handed to every caller; the thread has to live on
            for request in batch:
                request.result.set_exception(error)
            return
        ends = np.cumsum([len(request.texts) for request in batch])
        for request, part in zip(batch, np.split(vectors, ends[:-1]), strict=True):
            request.result.set_result(part)
