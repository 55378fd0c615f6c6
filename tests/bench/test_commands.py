"""Each benchmark runs, briefly, and prints a whole report; how fast anything is, is not tested."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FIGURES = {
    "accept": {"ratio"},
    "turns": {"idle_p50_ms", "turns_per_second", "lost_or_double"},
    "lists": {"worst_ratio"},
    "start": {"second_start_seconds", "idle_memory_mb"},
}


def _run(name: str, *arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", f"bench.{name}", *arguments]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    report: dict[str, Any] = json.loads(ran.stdout)
    return report


@pytest.mark.parametrize("name", FIGURES)
def test_a_brief_run_prints_a_whole_report(name: str) -> None:
    report = _run(name, "--quick")
    assert report["bench"] == f"bench.{name}"
    assert report["machine"]["cores"] >= 1
    assert report["wanted"].keys() == FIGURES[name]


def test_timing_the_tests_passes_on_how_they_ended() -> None:
    report = _run("tests", "tests/knowledge/test_fusion.py")
    assert report["results"]["exit_code"] == 0
