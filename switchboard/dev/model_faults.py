"""Faults of the stand-in model, on demand."""

from collections import deque
from typing import Literal, get_args

from switchboard.dev.model_requests import Refusal

Fault = Literal["timeout", "429", "quota", "500", "rubbish", "break_midstream", "slow", "empty"]
FAULTS: tuple[Fault, ...] = get_args(Fault)


class Faults:
    """The faults still to come, in order. A header or the model's name overrules them."""

    def __init__(self) -> None:
        self._planned: deque[Fault] = deque()

    def plan(self, kind: object, times: object) -> None:
        """Let the next `times` requests fail. Raises Refusal for an unknown kind or number."""
        if not isinstance(times, int) or not 0 < times <= 1000:
            raise Refusal("times must be a number from 1 to 1000.", param="times")
        self._planned.extend([_known(kind)] * times)

    def clear(self) -> None:
        """Forget what was planned."""
        self._planned.clear()

    def next(self, header: str | None, model: str) -> Fault | None:
        """The fault for this request: of `X-Fault`, of a model named `fault-…`, or planned."""
        if header:
            return _known(header)
        if model.startswith("fault-"):
            return _known(model.removeprefix("fault-"))
        return self._planned.popleft() if self._planned else None


def refusal_for(fault: Fault | None, *, wait_milliseconds: int) -> Refusal | None:
    """The vendor's refusal for this fault, if it shows as one."""
    if fault == "429":
        return Refusal(
            "Rate limit reached for requests per min (RPM): Limit 500, Used 500, Requested 1.",
            status=429,
            kind="requests",
            code="rate_limit_exceeded",
            headers={
                "retry-after-ms": str(wait_milliseconds),
                "x-ratelimit-limit-requests": "500",
                "x-ratelimit-remaining-requests": "0",
                "x-ratelimit-reset-requests": f"{wait_milliseconds}ms",
            },
        )
    if fault == "quota":
        return Refusal(
            "You exceeded your current quota, please check your plan and billing details.",
            status=429,
            kind="insufficient_quota",
            code="insufficient_quota",
        )
    if fault == "500":
        message = "The server had an error while processing your request. Sorry about that!"
        return Refusal(message, status=500, kind="server_error")
    return None


def _known(kind: object) -> Fault:
    for fault in FAULTS:
        if kind == fault:
            return fault
    raise Refusal(f"Unknown fault. Known are: {', '.join(FAULTS)}.", param="kind")
