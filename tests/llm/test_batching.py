import threading
from collections.abc import Sequence

import numpy as np
import pytest

from switchboard.llm.batching import MicroBatcher
from switchboard.llm.port import Vectors


class SlowEngine:
    """Embeds a text as its length; holds the first run until it is released."""

    def __init__(self) -> None:
        self.runs: list[list[str]] = []
        self.started = threading.Event()
        self.released = threading.Event()

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.runs.append(list(texts))
        self.started.set()
        assert self.released.wait(10)
        if "bad" in texts:
            raise ValueError("bad")
        return np.array([[len(text)] for text in texts], np.float32)


@pytest.fixture
def engine() -> SlowEngine:
    return SlowEngine()


def test_what_arrives_while_the_thread_is_busy_becomes_one_batch(engine: SlowEngine) -> None:
    batcher = MicroBatcher(engine.embed, max_texts=3)
    first = batcher.submit(["a"], urgent=True)
    assert engine.started.wait(10)
    others = [batcher.submit([text], urgent=True) for text in ("bb", "ccc", "dddd", "eeeee")]
    engine.released.set()
    assert [float(future.result(10)[0, 0]) for future in (first, *others)] == [1, 2, 3, 4, 5]
    assert engine.runs == [["a"], ["bb", "ccc", "dddd"], ["eeeee"]]
    batcher.close()


def test_a_query_goes_before_the_slices_of_an_import(engine: SlowEngine) -> None:
    batcher = MicroBatcher(engine.embed)
    batcher.submit(["running"], urgent=False)
    assert engine.started.wait(10)
    batcher.submit(["slice 1"], urgent=False)
    batcher.submit(["slice 2"], urgent=False)
    batcher.submit(["query"], urgent=True)
    engine.released.set()
    batcher.close()
    assert engine.runs == [["running"], ["query"], ["slice 1"], ["slice 2"]]


def test_an_error_reaches_its_callers_and_the_thread_lives_on(engine: SlowEngine) -> None:
    batcher = MicroBatcher(engine.embed)
    engine.released.set()
    with pytest.raises(ValueError, match="bad"):
        batcher.submit(["bad"], urgent=True).result(10)
    assert batcher.submit(["fine"], urgent=True).result(10).tolist() == [[4.0]]
    batcher.close()


def test_a_cancelled_request_is_not_computed(engine: SlowEngine) -> None:
    batcher = MicroBatcher(engine.embed)
    batcher.submit(["running"], urgent=True)
    assert engine.started.wait(10)
    assert batcher.submit(["given up"], urgent=True).cancel()
    engine.released.set()
    batcher.close()
    assert engine.runs == [["running"]]


def test_two_threads_embed_two_slices_at_once() -> None:
    both = threading.Barrier(2)

    def embed(texts: Sequence[str]) -> Vectors:
        both.wait(10)  # nobody gets past it alone
        return np.array([[len(text)] for text in texts], np.float32)

    batcher = MicroBatcher(embed, threads=2)
    slices = [batcher.submit([text], urgent=False) for text in ("a", "bb")]
    assert [float(own.result(10)[0, 0]) for own in slices] == [1, 2]
    batcher.close()
