"""How long a start takes, and the memory of an idle product with its engines.

Runs the command that people run: `switchboard up` of this checkout with a new data folder, then
again with the same one. With --fresh it is `make run` in a new clone instead: everything is
installed and built, over the network, so it takes minutes.
"""

import asyncio
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from pathlib import Path

import psutil

from bench.report import Figures, Report, arguments, at_most
from bench.support import (
    environment,
    free_port,
    memory_mb,
    new_data_dir,
    program,
    run,
    tree,
)

WANTED = {"from_nothing_seconds": 240.0, "second_start_seconds": 3.0, "idle_memory_mb": 350.0}
_KNOWN = ("up", "chroma", "guard.py", "postgres", "valkey-server")
"""What the processes of a product are told apart by."""
HERE = Path(__file__).parents[1]
FRESH_WITHIN_SECONDS = 1_200.0
SETTLES_SECONDS = 30.0


async def main() -> None:
    """Measure and print."""
    parser = arguments(__doc__)
    parser.add_argument("--fresh", action="store_true", help="clone, then `make run`")
    parser.add_argument("--settle", type=float, default=SETTLES_SECONDS, help="seconds to idle")
    asked = parser.parse_args()
    if asked.quick:
        asked.settle = 1.0
    report = Report("bench.start", vars(asked))
    with tempfile.TemporaryDirectory(prefix="switchboard-clone-") as clone, new_data_dir() as data:
        command, folder = [str(Path(sys.executable).parent / "switchboard"), "up"], HERE
        results: Figures = {}
        began = time.perf_counter()
        if asked.fresh:
            subprocess.run(["git", "clone", "-q", str(HERE), clone], check=True)
            command, folder = ["make", "run"], Path(clone)
        first = await start(command, folder, data, began, asked)
        second = await start(command, folder, data, time.perf_counter(), asked)
    name = "from_nothing_seconds" if asked.fresh else "first_start_seconds"
    results = {
        name: first["seconds"],
        "second_start_seconds": second["seconds"],
        "idle_memory_mb": max(first["memory_mb"], second["memory_mb"]),
        "after_first_start": first,
        "after_second_start": second,
    }
    wanted = {key: at_most(results[key], most) for key, most in WANTED.items() if key in results}
    report.finish(results, wanted)


async def start(
    command: list[str], folder: Path, data_dir: Path, began: float, asked: Namespace
) -> Figures:
    """Seconds until it is ready since `began`, and its memory after it has idled a while."""
    port = free_port()
    settings = environment(data_dir, port, demo=True)
    async with program(
        command, settings, port, ready="/readyz", folder=folder, within=FRESH_WITHIN_SECONDS
    ) as product:
        seconds = time.perf_counter() - began
        await asyncio.sleep(asked.settle)
        pid = product.process.pid
        return {
            "seconds": round(seconds, 2),
            "memory_mb": round(memory_mb(pid), 1),
            "by_process": [_one(process) for process in tree(pid)],
        }


def _one(process: psutil.Process) -> Figures:
    memory = process.memory_full_info()
    return {"name": _title(process), "pss_mb": round(memory.pss / 1e6, 1)}


def _title(process: psutil.Process) -> str:
    words = [Path(word).name for word in process.cmdline()]
    return next((word for word in words if word in _KNOWN), process.name())


if __name__ == "__main__":
    run(main())
