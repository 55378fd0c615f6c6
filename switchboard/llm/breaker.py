"""A circuit breaker: after several failures in a row, fail at once for a while.

Without it each customer would wait out the whole time limit while a provider is down. Nygard,
"Release It!", 2007.
"""

import time
from collections import deque
from collections.abc import Callable

from switchboard.llm.errors import (
    ModelBroken,
    ModelError,
    ModelRateLimited,
    ModelTimeout,
    ModelUnavailable,
)


class CircuitBreaker:
    """Opens after `failures` in a row within `window` seconds, for `rest` seconds.

    After the rest one call is let through as a trial; its outcome closes or opens the circuit
    again. Share one among all models of a provider.
    """

    def __init__(
        self,
        *,
        failures: int = 5,
        window: float = 60.0,
        rest: float = 30.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limit = failures
        self._window = window
        self._rest = rest
        self._clock = clock
        self._failures: deque[float] = deque(maxlen=failures)
        self._closed_again_at = 0.0

    def check(self) -> None:
        """Raise ModelUnavailable while the circuit is open."""
        if not self._is_tripped():
            return
        now = self._clock()
        if now < self._closed_again_at:
            raise ModelUnavailable(
                f"The model provider failed {self._limit} times in a row. Requests are paused."
            )
        # This call is the trial. Others keep failing fast until it is decided or takes too long.
        self._closed_again_at = now + self._rest

    def succeeded(self) -> None:
        """Note an answer, of whatever quality: the provider is up."""
        self._failures.clear()

    def failed(self, error: ModelError) -> None:
        """Note a failure. One that says nothing about the provider's health counts as an answer."""
        if not _is_outage(error):
            self.succeeded()
            return
        self._failures.append(self._clock())
        if self._is_tripped():
            self._closed_again_at = self._clock() + self._rest

    def _is_tripped(self) -> bool:
        full = len(self._failures) == self._limit
        return full and self._failures[-1] - self._failures[0] <= self._window


def _is_outage(error: ModelError) -> bool:
    if isinstance(error, ModelRateLimited):
        return error.quota_exhausted
    return isinstance(error, ModelTimeout | ModelUnavailable | ModelBroken)
