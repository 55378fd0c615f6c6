"""What a caller says to the embedded engines, and what it hears back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

EngineName = Literal["postgres", "valkey", "chroma"]
Progress = Callable[[EngineName, str], None]
"""Called with an engine's name and one plain sentence about what it is doing."""

ENGINE_NAMES: tuple[EngineName, ...] = ("postgres", "valkey", "chroma")
TITLES: dict[EngineName, str] = {
    "postgres": "PostgreSQL",
    "valkey": "Valkey",
    "chroma": "Chroma",
}


def default_data_dir() -> Path:
    """The data folder when nobody names one."""
    return Path.home() / ".local" / "share" / "switchboard"


@dataclass(frozen=True, slots=True)
class EnginesConfig:
    """Where the data lives, and which engines run elsewhere (those are not started here)."""

    data_dir: Path = field(default_factory=default_data_dir)
    database_url: str | None = None
    redis_url: str | None = None
    chroma_url: str | None = None

    def external_url(self, name: EngineName) -> str | None:
        """The configured address of an engine that runs elsewhere, or None."""
        urls = {
            "postgres": self.database_url,
            "valkey": self.redis_url,
            "chroma": self.chroma_url,
        }
        return urls[name] or None

    @property
    def embedded(self) -> tuple[EngineName, ...]:
        """The engines that this process has to run itself."""
        return tuple(name for name in ENGINE_NAMES if self.external_url(name) is None)


@dataclass(frozen=True, slots=True)
class EngineUrls:
    """The addresses to connect to. `admin_url` is the superuser of an embedded PostgreSQL."""

    database_url: str
    redis_url: str
    chroma_url: str
    admin_url: str | None = None


class EngineError(Exception):
    """An engine cannot run: `problem` says what is wrong, `remedy` how to mend it."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem} {remedy}".strip())
        self.problem = problem
        self.remedy = remedy
