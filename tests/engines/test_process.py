"""A guarded process passes its exit code on, is ended firmly, and is told no secrets."""

import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from switchboard.engines.process import LOG_LIMIT, Command, GuardedProcess, log_tail

STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("up", flush=True)
while True:
    time.sleep(60)
"""


def command(tmp_path: Path, program: str) -> Command:
    stop = ((signal.SIGTERM, 0.1), (signal.SIGKILL, 5.0))
    return Command((sys.executable, "-I", "-c", program), tmp_path, tmp_path / "log", stop)


async def test_the_exit_code_is_the_programs(tmp_path: Path) -> None:
    process = GuardedProcess(command(tmp_path, "raise SystemExit(7)"))
    await process.exited.wait()
    assert process.returncode == 7


async def test_a_program_that_is_missing_is_named(tmp_path: Path) -> None:
    missing = Command(("/nonexistent/server",), tmp_path, tmp_path / "log", ())
    process = GuardedProcess(missing)
    await process.exited.wait()
    assert process.returncode == 127
    assert "/nonexistent/server" in log_tail(tmp_path / "log")


async def test_a_stubborn_program_is_killed(
    tmp_path: Path, until: Callable[..., Awaitable[None]]
) -> None:
    process = GuardedProcess(command(tmp_path, STUBBORN))
    await until(lambda: log_tail(tmp_path / "log") == "up")
    await process.stop()
    assert process.returncode == 128 + signal.SIGKILL


async def test_secrets_of_the_application_are_not_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SWITCHBOARD_ADMIN_PASSWORD", "hunter2")
    process = GuardedProcess(command(tmp_path, "import os; print(sorted(os.environ))"))
    await process.exited.wait()
    assert "SWITCHBOARD" not in log_tail(tmp_path / "log")


async def test_a_large_log_is_put_aside(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b"x" * (LOG_LIMIT + 1))
    process = GuardedProcess(command(tmp_path, "print('new')"))
    await process.exited.wait()
    assert log_tail(tmp_path / "log") == "new"
    assert (tmp_path / "log.1").stat().st_size == LOG_LIMIT + 1
