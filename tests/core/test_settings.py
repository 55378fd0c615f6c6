"""Settings come from the environment, secrets also from files."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from switchboard.core.settings import Settings

NAMES = ("PORT", "OPENAI_API_KEY", "OPENAI_BASE_URL", "DATABASE_URL", "SECRET_KEY", "DEMO", "HOST")


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        for prefix in ("", "SWITCHBOARD_"):
            monkeypatch.delenv(prefix + name, raising=False)
            monkeypatch.delenv(f"{prefix}{name}_FILE", raising=False)


def test_a_laptop_needs_none() -> None:
    settings = Settings()
    assert (settings.host, settings.port, settings.demo) == ("127.0.0.1", 8000, True)
    assert settings.database_url is None
    assert settings.base_url == "http://localhost:8000"


def test_the_environment_sets_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SWITCHBOARD_HOST", "0.0.0.0")
    monkeypatch.setenv("SWITCHBOARD_DEMO", "off")
    monkeypatch.setenv("SWITCHBOARD_PUBLIC_URL", "https://support.example.com/")
    settings = Settings()
    assert (settings.host, settings.demo) == ("0.0.0.0", False)
    assert settings.base_url == "https://support.example.com"


@pytest.mark.parametrize("name", ["PORT", "SWITCHBOARD_PORT"])
def test_the_port_by_either_name(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "9000")
    assert Settings().port == 9000


def test_our_own_name_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "9000")
    monkeypatch.setenv("SWITCHBOARD_PORT", "9001")
    monkeypatch.setenv("OPENAI_API_KEY", "common")
    monkeypatch.setenv("SWITCHBOARD_OPENAI_API_KEY", "own")
    settings = Settings()
    assert settings.port == 9001
    assert settings.openai_api_key is not None
    assert settings.openai_api_key.get_secret_value() == "own"


def test_the_names_that_other_tools_use_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-1")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://localhost:11434/v1")
    settings = Settings()
    assert settings.openai_api_key is not None
    assert settings.openai_api_key.get_secret_value() == "sk-1"
    assert settings.openai_base_url == "http://localhost:11434/v1"


def test_a_secret_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("postgresql://user:pass@db/switchboard\n")
    monkeypatch.setenv("SWITCHBOARD_DATABASE_URL_FILE", str(file))
    settings = Settings()
    assert settings.database_url is not None
    assert settings.database_url.get_secret_value() == "postgresql://user:pass@db/switchboard"
    monkeypatch.setenv("SWITCHBOARD_OPENAI_API_KEY_FILE", str(file))
    monkeypatch.setenv("SWITCHBOARD_PORT_FILE", str(tmp_path / "port"))
    (tmp_path / "port").write_text("9002")
    settings = Settings()
    assert settings.openai_api_key is not None
    assert settings.port == 9002


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-hidden")
    monkeypatch.setenv("SWITCHBOARD_DATABASE_URL", "postgresql://user:hidden@db/x")
    assert "hidden" not in repr(Settings())
    assert "hidden" not in Settings().model_dump_json()


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "many"), ("LOG_LEVEL", "LOUD"), ("DATABASE_POOL", "0"), ("WORKER_CONCURRENCY", "0")],
)
def test_what_cannot_be_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"SWITCHBOARD_{name}", value)
    with pytest.raises(ValidationError):
        Settings()
