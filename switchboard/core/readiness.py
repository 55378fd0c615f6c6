"""Whether this process still takes work, or is on its way out."""

from dataclasses import dataclass


@dataclass
class Readiness:
    """Set `draining` when the process was asked to stop: `/readyz` then says no."""

    draining: bool = False
