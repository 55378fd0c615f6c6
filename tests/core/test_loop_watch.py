"""A loop that does not come round is measured, and told of with the place where it hangs."""

import asyncio
import threading
from collections.abc import Callable

import pytest
import structlog
from structlog.testing import capture_logs

from switchboard.core import loop_watch
from switchboard.core.loop_watch import LoopWatch
from switchboard.core.telemetry import LOOP_BLOCKED, LOOP_LAG_SECONDS
from tests.support.loop_time import no_long_step


def hang(until: threading.Event) -> None:
    """Hold the loop until somebody else lets it go."""
    secret = "a customer's words"
    until.wait(30)
    assert secret


def blocked() -> float:
    return sum(
        sample.value
        for metric in LOOP_BLOCKED.collect()
        for sample in metric.samples
        if sample.name.endswith("_total")
    )


async def test_a_loop_that_hangs_is_told_of_while_it_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    until, before = threading.Event(), blocked()
    real: Callable[..., str] = loop_watch.where

    def seen(frame: object) -> str:
        place = real(frame)
        if "hang" in place:
            until.set()
        return place

    async def hung() -> None:
        watch = LoopWatch(blocked_seconds=0.1, start_seconds=0.0)
        hang(until)
        await watch.stop()

    monkeypatch.setattr(loop_watch, "where", seen)
    # A logger that was used while another test had configured the log could not be captured.
    monkeypatch.setattr(loop_watch, "log", structlog.get_logger())
    with capture_logs() as logs:
        await asyncio.to_thread(asyncio.run, hung())  # the tests' own loop is watched by others
    loop_blocked = [entry for entry in logs if entry["event"] == "loop_blocked"]
    (told,) = [entry for entry in loop_blocked if "hang" in entry["where"]]
    assert "test_loop_watch.py" in told["where"]
    assert "hang" in told["where"]
    assert "customer" not in str(told)
    assert blocked() >= before + 1


async def test_the_lag_is_measured() -> None:
    before = LOOP_LAG_SECONDS._sum.get()
    watch = LoopWatch()
    while LOOP_LAG_SECONDS._sum.get() == before:
        await asyncio.sleep(0.01)
    await watch.stop()


async def test_every_role_is_watched(services: object) -> None:
    assert services is not None
    assert [thread for thread in threading.enumerate() if thread.name == "loop watch"]


async def test_a_long_step_fails_a_test() -> None:
    with pytest.raises(AssertionError, match="held the event loop"):
        await work_for_long()


async def work_for_long() -> None:
    async with no_long_step(most=0.05):
        await asyncio.sleep(0)
        sum(range(10_000_000))
