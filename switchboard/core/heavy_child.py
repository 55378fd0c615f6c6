"""`python -m switchboard.core.heavy_child`: runs the functions that `heavy.run` names."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from switchboard.core.child_main import Answer, Limits, serve

_LIMITS = Limits(
    memory_bytes=1024 * 1024 * 1024, rest_bytes=256 * 1024 * 1024, cpu_seconds=15, file_bytes=0
)


@cache
def _function(place: str) -> Callable[..., Any]:
    module, _, name = place.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found


def answer(message: Answer, _payload: bytes) -> Answer:
    """What the function gives, or the kind of its failure (its words may quote what came)."""
    try:
        return {"result": _function(message["function"])(*message["arguments"])}
    except Exception as error:
        return {"failed": type(error).__name__}


if __name__ == "__main__":
    serve(answer, _LIMITS)
