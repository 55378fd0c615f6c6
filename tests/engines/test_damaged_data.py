"""Data that is derived is moved aside when it is damaged; what is the truth never is."""

import os
import sqlite3
from pathlib import Path

import httpx
import pytest

from switchboard.engines import EngineError, EnginesConfig, check, running
from switchboard.engines.chroma import damage_in
from tests.engines.test_doctor import named

ELSEWHERE = {"database_url": "postgresql://db.example/x", "redis_url": "redis://cache.example"}
ONLY_POSTGRES = {"redis_url": "redis://cache.example", "chroma_url": "http://vectors.example"}
COLLECTIONS = "/api/v2/tenants/default_tenant/databases/default_database/collections"


def chroma_only(folder: Path) -> EnginesConfig:
    return EnginesConfig(folder, **ELSEWHERE)


@pytest.mark.parametrize(
    ("start", "size"), [(0, 10_000_000), (0, 100), (40_000, 60_000)], ids=["all", "head", "middle"]
)
async def test_a_damaged_chroma_is_moved_aside_and_said(
    tmp_path: Path, start: int, size: int
) -> None:
    said: list[str] = []
    async with running(chroma_only(tmp_path)) as engines, httpx.AsyncClient() as http:
        made = await http.post(f"{engines.urls.chroma_url}{COLLECTIONS}", json={"name": "passages"})
        assert made.is_success
    database = tmp_path / "chroma" / "chroma.sqlite3"
    content = bytearray(database.read_bytes())
    size = min(size, len(content) - start)
    content[start : start + size] = os.urandom(size)
    database.write_bytes(content)
    assert not named(await check(chroma_only(tmp_path)), "Chroma data").ok

    async with (
        running(chroma_only(tmp_path), lambda _, text: said.append(text)) as engines,
        httpx.AsyncClient() as http,
    ):
        assert (await http.get(f"{engines.urls.chroma_url}{COLLECTIONS}")).json() == []
    (aside,) = tmp_path.glob("chroma.damaged-*")
    assert (aside / database.name).read_bytes() == content
    assert [text for text in said if str(aside) in text and "built again" in text]
    assert named(await check(chroma_only(tmp_path)), "Chroma data").ok


async def test_a_chroma_that_does_not_start_though_its_file_is_whole(tmp_path: Path) -> None:
    folder = tmp_path / "chroma"
    folder.mkdir()
    with sqlite3.connect(folder / "chroma.sqlite3") as other:
        other.execute("CREATE TABLE migrations (something TEXT)")
        other.execute("CREATE TABLE collections (something_else TEXT)")
    assert damage_in(folder) is None
    async with running(chroma_only(tmp_path)) as engines, httpx.AsyncClient() as http:
        assert (await http.get(f"{engines.urls.chroma_url}{COLLECTIONS}")).json() == []
    assert len(list(tmp_path.glob("chroma.damaged-*"))) == 1


async def test_what_is_whole_stays(tmp_path: Path) -> None:
    for _ in range(2):
        async with running(chroma_only(tmp_path)):
            pass
    assert list(tmp_path.glob("chroma.damaged-*")) == []


async def test_another_versions_data_is_found_and_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "postgres"
    folder.mkdir()
    (folder / "PG_VERSION").write_text("15\n")
    finding = named(await check(EnginesConfig(tmp_path, **ONLY_POSTGRES)), "PostgreSQL data")
    assert not finding.ok
    assert "PostgreSQL 15" in finding.detail
    with pytest.raises(EngineError, match="written by PostgreSQL 15"):
        async with running(EnginesConfig(tmp_path, **ONLY_POSTGRES)):
            pass
    assert (folder / "PG_VERSION").read_text() == "15\n"
