"""What every embedded engine can tell its supervisor."""

import importlib.util
from pathlib import Path
from typing import Protocol

from switchboard.engines.config import EngineError, EngineName
from switchboard.engines.process import Command


class Engine(Protocol):
    """One kind of server: how to prepare its folder, what to run, and when it is ready."""

    name: EngineName

    @property
    def url(self) -> str:
        """Where to connect to it. May change until it was ready for the first time."""

    def command(self) -> Command:
        """What to run."""

    async def prepare(self) -> None:
        """Makes the folders; called before each start. Raises EngineError."""

    async def set_damage_aside(self, *, failed: bool) -> str | None:
        """Moves data away that cannot be used and can be built again; a sentence about it if so.

        Called before each start, and when one `failed`. None when nothing was moved.
        """

    async def is_ready(self) -> bool:
        """Whether the running server answers."""


def package_folder(package: str) -> Path:
    """The folder of an installed package, without importing it. Raises EngineError."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise EngineError(
            f"The Python package {package} is not installed.",
            "Install Switchboard's dependencies again: make setup.",
        )
    return Path(spec.submodule_search_locations[0])
