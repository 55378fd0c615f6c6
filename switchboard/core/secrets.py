"""Keys made by this installation: kept in the data folder, readable by its owner only."""

import os
import secrets
from pathlib import Path

from switchboard.core.settings import Settings


def signing_key(settings: Settings) -> str:
    """The key that signs sessions: the configured one, or one made once and kept in `data_dir`."""
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value()
    return kept_secret(settings.data_dir / "secret_key")


def kept_secret(path: Path) -> str:
    """The secret in this file, which is made with 256 random bits if there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(32))
    return path.read_text().strip()
