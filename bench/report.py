"""What every benchmark prints: figures, the machine they are from, and whether they suffice."""

import argparse
import json
import os
import platform
import statistics
import sys
from collections.abc import Sequence
from typing import Any

import psutil

from switchboard.core.clock import now

Figures = dict[str, Any]


def arguments(description: str | None) -> argparse.ArgumentParser:
    """A command line with what every benchmark understands."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument(
        "--quick", action="store_true", help="measure briefly: shows that it works, proves nothing"
    )
    return parser


def summary(milliseconds: Sequence[float]) -> Figures:
    """How many values there are, and how they are spread, in milliseconds.

    Percentiles are interpolated between neighbours (Hyndman and Fan 1996, definition 7).
    """
    if not milliseconds:
        return {"count": 0}
    values = milliseconds if len(milliseconds) > 1 else [milliseconds[0]] * 2
    cuts = statistics.quantiles(values, n=100, method="inclusive")
    return {
        "count": len(milliseconds),
        "p50_ms": round(cuts[49], 2),
        "p95_ms": round(cuts[94], 2),
        "p99_ms": round(cuts[98], 2),
        "max_ms": round(max(milliseconds), 2),
    }


class Report:
    """One benchmark's output. Make it before measuring: it notes how busy the machine is.

    Args:
        name: the command, such as `bench.accept`.
        parameters: what was asked for, so that it can be run again.
    """

    def __init__(self, name: str, parameters: Figures) -> None:
        self._body: Figures = {
            "bench": name,
            "at": now().isoformat(timespec="seconds"),
            "machine": machine(),
            "parameters": parameters,
        }

    def progress(self, text: str) -> None:
        """Say on stderr how far it is."""
        sys.stderr.write(f"{self._body['bench']}: {text}\n")

    def finish(self, results: Figures, wanted: Figures) -> None:
        """Print the report.

        Args:
            results: what was measured.
            wanted: by figure, `{"value": …, "reach": …, "met": …}` as `at_least` and `at_most` say.
        """
        self._body |= {"results": results, "wanted": wanted, "load_after": os.getloadavg()[0]}
        for figure, verdict in wanted.items():
            said = "reached" if verdict["met"] else "NOT reached"
            self.progress(f"{figure}: {verdict['value']} (wanted {verdict['reach']}: {said})")
        sys.stdout.write(json.dumps(self._body, indent=2) + "\n")


def at_least(value: float, reach: float) -> Figures:
    """A figure that is good when it is high."""
    return {"value": round(value, 3), "reach": f">= {reach}", "met": value >= reach}


def at_most(value: float, reach: float) -> Figures:
    """A figure that is good when it is low."""
    return {"value": round(value, 3), "reach": f"<= {reach}", "met": value <= reach}


def machine() -> Figures:
    """Where it ran, and what else the machine had to do just before (load of one minute)."""
    return {
        "cores": len(psutil.Process().cpu_affinity()),
        "memory_gb": round(psutil.virtual_memory().total / 2**30),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "load_before": os.getloadavg()[0],
    }
