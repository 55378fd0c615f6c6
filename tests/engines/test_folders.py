"""The data folder is made safely, and sockets find a place whose path is short enough."""

import os
from pathlib import Path

import pytest

from switchboard.engines import EngineError, EnginesConfig, running
from switchboard.engines.folders import fits, make_data_dir, socket_dir


def test_sockets_live_in_the_data_folder_when_its_path_is_short(tmp_path: Path) -> None:
    assert socket_dir(tmp_path) == tmp_path / "run" or not fits(tmp_path / "run")


def test_a_deep_data_folder_gets_a_short_place_of_its_own(tmp_path: Path) -> None:
    deep, other = tmp_path / ("x" * 100), tmp_path / ("y" * 100)
    assert fits(socket_dir(deep))
    assert socket_dir(deep) == socket_dir(deep)
    assert socket_dir(deep) != socket_dir(other)
    for folder in (deep, other):
        socket_dir(folder).rmdir()


async def test_the_engines_run_from_a_deep_folder(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 100)
    sockets = None
    async with running(EnginesConfig(deep, chroma_url="http://v.example")) as engines:
        sockets = socket_dir(deep)
        assert str(sockets) in engines.urls.redis_url
    assert not sockets.exists()


def test_a_place_that_belongs_to_somebody_else_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "run").symlink_to(tmp_path / "elsewhere")
    found = socket_dir(tmp_path)
    assert found != tmp_path / "run"
    found.rmdir()


def test_a_file_in_place_of_the_data_folder_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    with pytest.raises(EngineError, match="cannot be written to"):
        make_data_dir(tmp_path / "data")


def test_the_data_folder_is_closed_to_other_accounts(tmp_path: Path) -> None:
    made = make_data_dir(tmp_path / "a" / "b")
    readable_by_others = 0o066 if os.geteuid() == 0 else 0o077
    assert made.stat().st_mode & readable_by_others == 0
