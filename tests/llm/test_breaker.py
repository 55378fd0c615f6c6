import pytest

from switchboard.llm.breaker import CircuitBreaker
from switchboard.llm.errors import (
    ModelBadAnswer,
    ModelError,
    ModelRateLimited,
    ModelTimeout,
    ModelUnavailable,
)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> CircuitBreaker:
    return CircuitBreaker(failures=3, window=60, rest=30, clock=clock)


def fail(breaker: CircuitBreaker, times: int, error: ModelError | None = None) -> None:
    for _ in range(times):
        breaker.check()
        breaker.failed(error or ModelTimeout("Late."))


def is_open(breaker: CircuitBreaker) -> bool:
    try:
        breaker.check()
    except ModelUnavailable:
        return True
    return False


def test_it_opens_at_the_third_failure_in_a_row(breaker: CircuitBreaker) -> None:
    fail(breaker, 2)
    assert not is_open(breaker)
    fail(breaker, 1)
    assert is_open(breaker)


def test_a_success_between_failures_keeps_it_closed(breaker: CircuitBreaker) -> None:
    fail(breaker, 2)
    breaker.succeeded()
    fail(breaker, 2)
    assert not is_open(breaker)


def test_failures_far_apart_are_not_an_outage(breaker: CircuitBreaker, clock: Clock) -> None:
    for _ in range(5):
        fail(breaker, 1)
        clock.now += 40
    assert not is_open(breaker)


def test_after_the_rest_one_call_tries_and_decides(breaker: CircuitBreaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now += 30
    assert not is_open(breaker)
    assert is_open(breaker), "only one trial at a time"
    breaker.failed(ModelTimeout("Late."))
    clock.now += 29
    assert is_open(breaker)
    clock.now += 1
    assert not is_open(breaker)
    breaker.succeeded()
    assert not is_open(breaker)
    assert not is_open(breaker)


@pytest.mark.parametrize(
    ("error", "opens"),
    [
        (ModelUnavailable("Down."), True),
        (ModelRateLimited("No credit.", quota_exhausted=True), True),
        (ModelRateLimited("Busy."), False),
        (ModelBadAnswer("Empty."), False),
    ],
)
def test_only_outages_count(breaker: CircuitBreaker, error: ModelError, opens: bool) -> None:
    fail(breaker, 3, error)
    assert is_open(breaker) is opens
