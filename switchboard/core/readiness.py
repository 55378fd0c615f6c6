"""Whether this process still takes work, and what its parts say of themselves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Check = Callable[[], Mapping[str, str]]
"""Says for each of a part's checks `ok`, or what is wrong, without waiting for anything."""


@dataclass
class Readiness:
    """What `/readyz` says besides the state of PostgreSQL and the bus.

    Set `draining` when the process was asked to stop: `/readyz` then says no. Parts that a process
    has beyond the base, such as search, add a check.
    """

    draining: bool = False
    checks: list[Check] = field(default_factory=list)

    def details(self) -> dict[str, str]:
        """The answers of all checks."""
        return {name: said for check in self.checks for name, said in check().items()}
