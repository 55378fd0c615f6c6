"""The generated reference pages say what the code says, and the written ones leave nothing out."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest
import typer
from fastapi import FastAPI

from switchboard.core.settings import PREFIX, Settings
from switchboard.roles.cli import app as command_line
from switchboard.team.permissions import Permission

REFERENCE = Path(__file__).parents[2] / "docs/reference"


@pytest.fixture(scope="module")
def make() -> ModuleType:
    """The script that writes the pages."""
    spec = importlib.util.spec_from_file_location("make_reference", REFERENCE / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["settings.md", "permissions.md"])
def test_a_generated_page_is_what_the_code_says(make: ModuleType, page: str) -> None:
    written = (REFERENCE / page).read_text("utf-8")
    assert written == make.PAGES[page](), "Run .venv/bin/python docs/reference/make.py"


def test_every_setting_and_every_permission_has_its_row(make: ModuleType) -> None:
    for name in Settings.model_fields:
        assert f"`{PREFIX}{name.upper()}`" in make.settings_page()
    for permission in get_args(Permission):
        assert f"`{permission}`" in make.permissions_page()


def test_every_command_is_on_its_page() -> None:
    page = (REFERENCE / "command-line.md").read_text("utf-8")
    missing = [name for name in _commands(command_line, "") if f"`switchboard {name}" not in page]
    assert missing == []


def _commands(group: typer.Typer, prefix: str) -> list[str]:
    own = [prefix + (command.name or _called(command)) for command in group.registered_commands]
    for inner in group.registered_groups:
        assert inner.typer_instance is not None
        own += _commands(inner.typer_instance, f"{prefix}{inner.name} ")
    return own


def _called(command: typer.models.CommandInfo) -> str:
    assert command.callback is not None
    return command.callback.__name__.replace("_", "-")


@pytest.mark.parametrize("socket", ["channels/webchat/socket.py", "console/socket.py"])
def test_every_frame_that_a_client_may_send_is_on_its_page(socket: str) -> None:
    page = (REFERENCE / "websocket.md").read_text("utf-8")
    code = (REFERENCE.parents[1] / "switchboard" / socket).read_text("utf-8")
    accepted = set(re.findall(r'"(\w+)"', " ".join(re.findall(r"case (.+?)(?: if|:)", code))))
    assert len(accepted) >= 5
    assert [frame for frame in accepted if f'"type": "{frame}"' not in page] == []


def test_the_api_page_names_only_calls_that_exist(app: FastAPI) -> None:
    page = (REFERENCE.parent / "guides/api.md").read_text("utf-8")
    paths = [re.sub(r"\{\w+\}", "[^/]+", path) for path in app.openapi()["paths"]]
    named = set(re.findall(r"/api/v1/[\w/$-]*\w", page))
    assert [one for one in named if not any(re.fullmatch(path, one) for path in paths)] == []
