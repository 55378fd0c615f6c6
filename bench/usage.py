"""How much of the machine each part takes while something is measured."""

import time

from bench.report import Figures
from bench.support import Product, cpu_seconds
from switchboard.engines import Engines


class Usage:
    """Counts from when it is made."""

    def __init__(self, product: Product, started: Engines) -> None:
        self._pids = {name: started.pid(name) for name in started.supervisors}
        self._product = product
        self._began = time.perf_counter()
        self._before = self._seconds()

    def cores(self) -> Figures:
        """Cores each part kept busy, on average; `load_generator` is the benchmark itself."""
        lasted = time.perf_counter() - self._began
        return {
            name: round((now - self._before[name]) / lasted, 3)
            for name, now in self._seconds().items()
        }

    def milliseconds_each(self, times: int) -> Figures:
        """Milliseconds of processor time for each of so many turns, by part and all together."""
        spent = {name: now - self._before[name] for name, now in self._seconds().items()}
        del spent["load_generator"]
        each = {name: round(seconds * 1000 / times, 2) for name, seconds in spent.items()}
        return {**each, "all": round(sum(spent.values()) * 1000 / times, 2)}

    def _seconds(self) -> dict[str, float]:
        return {
            **{str(name): cpu_seconds(pid) for name, pid in self._pids.items()},
            "switchboard": self._product.cpu_seconds(),
            "load_generator": time.process_time(),
        }
