"""`switchboard doctor` tries what the product will do, and says what would fail."""

import json
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from switchboard.core.db import Database
from switchboard.core.secrets import key_path, signing_key
from switchboard.core.settings import Settings
from switchboard.dev.model import create_app as create_model
from switchboard.dev.serving import serving
from switchboard.engines import Engines
from switchboard.roles.doctor import doctor
from tests.support.installation import own_database
from tests.support.processes import free_port

Said = dict[str, Any]


async def found(settings: Settings, capsys: pytest.CaptureFixture[str], name: str) -> Said:
    """What the doctor says of one thing."""
    with capture_logs():  # those of other tests' services, which go to the same output
        capsys.readouterr()
        await doctor(settings, as_json=True)
    findings: list[Said] = json.loads(capsys.readouterr().out)
    return next(finding for finding in findings if finding["name"] == name)


def settings_of(folder: Path, **given: object) -> Settings:
    own: dict[str, Any] = {
        "openai_api_key": None,
        "openai_base_url": None,
        "port": free_port(),
        **given,
    }
    return Settings(data_dir=folder, **own)


async def test_a_key_that_is_lost_or_anothers(
    engines: Engines, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with own_database(engines.urls) as urls:
        settings = settings_of(tmp_path, database_url=urls.database_url)
        assert (await found(settings, capsys, "Secret key"))["ok"]
        assert not key_path(settings).exists()  # it changes nothing

        database = Database(urls.database_url)
        await signing_key(settings, database)
        await database.dispose()
        assert (await found(settings, capsys, "Secret key"))["ok"]

        key_path(settings).rename(tmp_path / "aside")
        lost = await found(settings, capsys, "Secret key")
        assert (lost["ok"], "is missing" in str(lost["detail"])) == (False, True)

        key_path(settings).write_text("k" * 40)
        other = await found(settings, capsys, "Secret key")
        assert (other["ok"], "not the one" in str(other["detail"])) == (False, True)


@pytest.mark.parametrize("content", ["", "short"])
async def test_a_key_that_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    settings = settings_of(tmp_path)
    key_path(settings).write_text(content)
    assert not (await found(settings, capsys, "Secret key"))["ok"]


async def test_a_key_that_is_gone_while_the_database_is_not_running(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "postgres").mkdir()
    assert not (await found(settings_of(tmp_path), capsys, "Secret key"))["ok"]


async def test_a_model_that_does_not_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nobody = f"http://127.0.0.1:{free_port()}/v1"
    settings = settings_of(tmp_path, openai_base_url=nobody, openai_api_key="sk-x")
    assert not (await found(settings, capsys, "Language model"))["ok"]
    assert (await found(settings_of(tmp_path), capsys, "Language model"))["ok"]


async def test_a_model_that_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with serving(create_model()) as url:
        settings = settings_of(tmp_path, openai_base_url=f"{url}/v1", openai_api_key="sk-x")
        assert (await found(settings, capsys, "Language model"))["ok"]
