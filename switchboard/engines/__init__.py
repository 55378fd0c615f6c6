"""The servers that Switchboard runs itself when none are configured: PostgreSQL, Valkey, Chroma."""

from switchboard.engines.config import (
    ENGINE_NAMES,
    TITLES,
    EngineError,
    EngineName,
    EnginesConfig,
    EngineUrls,
    Progress,
    default_data_dir,
)
from switchboard.engines.doctor import Finding, check
from switchboard.engines.folders import lock_holder, running_urls
from switchboard.engines.running import Engines, running

__all__ = [
    "ENGINE_NAMES",
    "TITLES",
    "EngineError",
    "EngineName",
    "EngineUrls",
    "Engines",
    "EnginesConfig",
    "Finding",
    "Progress",
    "check",
    "default_data_dir",
    "lock_holder",
    "running",
    "running_urls",
]
