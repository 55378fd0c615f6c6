"""However the last run ended, nothing keeps running and the next start works."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import psutil
import pytest

from switchboard.engines import ENGINE_NAMES, EnginesConfig, running
from tests.support.wait import LONGEST_SECONDS

PARENT = """
import asyncio, json, sys
from pathlib import Path
import asyncpg
from switchboard.engines import ENGINE_NAMES, EnginesConfig, running

async def main():
    async with running(EnginesConfig(Path(sys.argv[1]))) as engines:
        connection = await asyncpg.connect(engines.urls.database_url)
        await connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        print(json.dumps([engines.pid(name) for name in ENGINE_NAMES]), flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""
ONLY_POSTGRES = {"redis_url": "redis://cache.example", "chroma_url": "http://vectors.example"}


@pytest.fixture
def parent(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], list[psutil.Process]]]:
    """A process that runs all engines on tmp_path, and everything that it started."""
    process = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert process.stdout is not None
    assert len(json.loads(process.stdout.readline())) == len(ENGINE_NAMES)
    started = psutil.Process(process.pid).children(recursive=True)
    yield process, started
    process.kill()
    process.wait()
    process.stdout.close()


async def test_killing_the_parent_leaves_nothing_behind(
    parent: tuple[subprocess.Popen[str], list[psutil.Process]], tmp_path: Path
) -> None:
    process, started = parent
    assert len(started) > 2 * len(ENGINE_NAMES)
    process.kill()
    process.wait()
    _, alive = psutil.wait_procs(started, timeout=LONGEST_SECONDS)
    assert alive == []
    await _assert_kept(tmp_path)


async def test_starts_at_once_while_the_last_run_is_still_ending(
    parent: tuple[subprocess.Popen[str], list[psutil.Process]], tmp_path: Path
) -> None:
    process, _ = parent
    process.kill()
    process.wait()
    await _assert_kept(tmp_path)


async def test_what_a_killed_guard_leaves_behind_is_ended_at_the_next_start(
    parent: tuple[subprocess.Popen[str], list[psutil.Process]], tmp_path: Path
) -> None:
    process, started = parent
    guards = psutil.Process(process.pid).children()
    for killed in (*guards, process):
        killed.send_signal(signal.SIGKILL)
    process.wait()
    await _assert_kept(tmp_path)
    _, alive = psutil.wait_procs(started, timeout=LONGEST_SECONDS)
    assert [found for found in alive if found.status() != psutil.STATUS_ZOMBIE] == []


async def _assert_kept(data_dir: Path) -> None:
    async with running(EnginesConfig(data_dir)) as engines:
        connection = await asyncpg.connect(engines.urls.database_url)
        assert await connection.fetchval("SELECT answer FROM kept") == 42
        await connection.close()


async def test_a_half_made_data_folder_is_made_anew(tmp_path: Path) -> None:
    half = tmp_path / "postgres.new-abc"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    (tmp_path / "postgres").mkdir()
    async with running(EnginesConfig(tmp_path, **ONLY_POSTGRES)):
        assert not half.exists()


@pytest.mark.parametrize("pid", [os.getpid(), 2**22 - 7], ids=["another program", "nobody"])
async def test_a_stale_pid_file_does_not_matter(tmp_path: Path, pid: int) -> None:
    config = EnginesConfig(tmp_path, **ONLY_POSTGRES)
    async with running(config):
        running_file = (tmp_path / "postgres" / "postmaster.pid").read_text()
    lines = running_file.splitlines()
    stale = tmp_path / "postgres" / "postmaster.pid"
    stale.write_text("\n".join([str(pid), *lines[1:]]) + "\n")
    owner = (tmp_path / "postgres").stat()
    os.chown(stale, owner.st_uid, owner.st_gid)
    async with running(config) as engines:
        connection = await asyncpg.connect(engines.urls.database_url)
        await connection.close()


async def test_stale_sockets_do_not_matter(tmp_path: Path) -> None:
    (tmp_path / "run" / "postgres").mkdir(parents=True)
    (tmp_path / "run" / "valkey.sock").touch()
    (tmp_path / "run" / "postgres" / ".s.PGSQL.5432").touch()
    async with running(EnginesConfig(tmp_path, chroma_url="http://vectors.example")):
        pass
