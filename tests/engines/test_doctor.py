"""The doctor finds what is wrong and says how to mend it."""

import socket
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from switchboard.engines import Engines, EnginesConfig, Finding, check
from switchboard.engines.chroma import free_port
from switchboard.engines.doctor import _without_password


def named(findings: list[Finding], start: str) -> Finding:
    return next(finding for finding in findings if finding.name.startswith(start))


async def test_a_healthy_computer_has_nothing_to_mend(tmp_path: Path) -> None:
    findings = await check(EnginesConfig(tmp_path), port=free_port())
    assert [finding for finding in findings if not finding.ok] == []
    assert "18" in named(findings, "PostgreSQL program").detail
    assert all(finding.remedy == "" for finding in findings)


async def test_running_engines_are_reached_and_tell_their_version(engines: Engines) -> None:
    urls = engines.urls
    config = EnginesConfig(Path("/nonexistent"), urls.database_url, urls.redis_url, urls.chroma_url)
    findings = await check(config)
    assert all(finding.ok for finding in findings)
    assert named(findings, "PostgreSQL at").detail.startswith("PostgreSQL 18")
    assert named(findings, "Valkey at").detail.startswith("Valkey 9")
    assert not config.data_dir.exists()


async def test_servers_that_do_not_answer_are_named_with_their_setting(tmp_path: Path) -> None:
    port = free_port()
    config = EnginesConfig(
        tmp_path,
        database_url=f"postgresql+asyncpg://me:hunter2@127.0.0.1:{port}/x",
        redis_url=f"redis://:hunter2@127.0.0.1:{port}/0",
        chroma_url=f"http://127.0.0.1:{port}",
    )
    findings = await check(config)
    assert [finding.ok for finding in findings] == [False, False, False]
    assert "SWITCHBOARD_DATABASE_URL" in findings[0].remedy
    assert "SWITCHBOARD_REDIS_URL" in findings[1].remedy
    assert "SWITCHBOARD_CHROMA_URL" in findings[2].remedy
    assert {finding.detail for finding in findings} == {"Connection refused."}
    assert "hunter2" not in repr(findings)


async def test_a_taken_port_is_found(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        finding = named(await check(EnginesConfig(tmp_path), port=port), "Port")
    assert not finding.ok
    assert "PORT" in finding.remedy


async def test_a_data_folder_that_cannot_be_made_is_found(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    finding = named(await check(EnginesConfig(tmp_path / "file" / "data")), "Data folder")
    assert not finding.ok
    assert "SWITCHBOARD_DATA_DIR" in finding.remedy


@given(user=st.text("abcXYZ019._-", max_size=8), password=st.text("abcXYZ019._-@:", min_size=1))
def test_addresses_are_shown_without_passwords(user: str, password: str) -> None:
    url = f"redis://{user}:{password}@cache.example:6379/0?password={password}"
    assert _without_password(url) == "redis://cache.example:6379/0"
