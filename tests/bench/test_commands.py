"""The benchmarks can be asked for; how fast anything is, is not tested: people run them for that.

Only the cheapest is run, for the report that all of them print in the same way.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
OPTIONS = {
    "accept": {"--seconds", "--rounds", "--connections", "--visitors"},
    "chaos": {"--seed", "--log", "--mode", "--faults", "--messages", "--data", "--visitors"},
    "turns": {"--idle-turns", "--at-once", "--seconds", "--visitors"},
    "lists": {"--few", "--many", "--seconds", "--rounds"},
    "quality": {"folder", "--only", "--sample"},
    "search": {"--chunks", "--beside", "--seconds", "--edits", "--real"},
    "sockets": {"--sockets"},
    "start": {"--fresh", "--settle"},
    "tests": {"paths"},
    "web": {"--messages", "--entries", "--lighthouse"},
}


ASK_ALL = """
import runpy, sys
for name in sys.argv[1:]:
    sys.argv = [name, "--help"]
    try:
        print(f"=={name}")
        runpy.run_module(f"bench.{name}", run_name="__main__")
    except SystemExit as end:
        assert not end.code, name
"""


def _run(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", f"bench.{name}", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_help_names_what_it_measures_and_every_option() -> None:
    """One process asks them all: most of what each would take is to import the product."""
    command = [sys.executable, "-c", ASK_ALL, *OPTIONS]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    helps = dict(part.split("\n", 1) for part in ran.stdout.split("==")[1:])
    assert helps.keys() == OPTIONS.keys()
    for name, said in helps.items():
        words = set(said.replace("[", " ").replace("]", " ").split())
        assert OPTIONS[name] | {"--quick"} <= words, name


def test_what_it_does_not_understand_is_refused_before_anything_starts() -> None:
    ran = _run("start", "--settle", "a while")
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert "--settle: invalid float value: 'a while'" in ran.stderr


@pytest.mark.parametrize(("body", "exit_code"), [("assert True", 0), ("assert False", 1)])
def test_a_run_prints_a_whole_report_and_ends_as_the_tests_did(
    tmp_path: Path, body: str, exit_code: int
) -> None:
    tests = tmp_path / "test_made_for_this.py"
    tests.write_text(f"def test_it():\n    {body}\n", "utf-8")
    ran = _run("tests", "--quick", str(tests))
    assert ran.returncode == exit_code, ran.stderr
    report: dict[str, Any] = json.loads(ran.stdout)
    assert report["bench"] == "bench.tests"
    assert report["machine"]["cores"] >= 1
    assert report["wanted"].keys() == {"seconds"}
    assert report["results"]["exit_code"] == exit_code
