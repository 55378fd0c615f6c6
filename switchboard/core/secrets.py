"""The installation's key: it signs sessions and links, and seals files.

It is made once and never replaced in silence: what was sealed with a lost key cannot be read with
another. The database keeps a check of the key, so that a wrong one is noticed at the start.
"""

import hashlib
import hmac
import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from sqlalchemy import text, update

from switchboard.core.db import Database, Session
from switchboard.core.installation import Installation, get_installation
from switchboard.core.settings import Settings

MIN_KEY_LENGTH = 32
"""Characters. A key that we make has 43, which hold 256 random bits."""
_WAY_OUT = (
    "If the key is permanently lost, run `switchboard new-key`: everyone has to sign in again, and "
    "existing files can no longer be opened."
)


class KeyUnusable(Exception):
    """The key cannot be used. The text is a sentence for whoever runs the installation."""


def key_path(settings: Settings) -> Path:
    """Where the key is, when none is configured."""
    return settings.data_dir / "secret_key"


def read_key(settings: Settings) -> str | None:
    """The configured key, or the one in the data folder; None when there is neither.

    Raises KeyUnusable when it is empty, too short or cannot be read.
    """
    configured = settings.secret("secret_key")
    if configured is not None:
        return _checked(configured.strip(), "SWITCHBOARD_SECRET_KEY")
    path = key_path(settings)
    try:
        return _checked(path.read_text().strip(), f"The file {path}")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise KeyUnusable(f"The secret key in {path} cannot be read: {error}") from error


def present_key(settings: Settings) -> str:
    """The key of a process that has started with one. Raises KeyUnusable when it went away."""
    key = read_key(settings)
    if key is None:
        raise KeyUnusable(f"The secret key is missing: {key_path(settings)} does not exist.")
    return key


def make_key(path: Path) -> str:
    """Make a key in this file: all of it or nothing. One that another process made stays.

    Raises KeyUnusable when it cannot be written.
    """
    key = secrets.token_urlsafe(32)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(path, key)
        return path.read_text().strip()
    except OSError as error:
        raise KeyUnusable(f"The secret key cannot be written to {path}: {error}") from error


async def signing_key(settings: Settings, database: Database) -> str:
    """The key of this installation; made at the very first start.

    Raises KeyUnusable: it is not fit for use, lost, or another than this database was set up with.
    """
    read_key(settings)  # An unusable key is said before anything waits for the database.
    async with database.system() as session:
        # Several processes start at once over one folder: the first makes the key, and the others
        # look for it only when it is there and checked in.
        installation = await get_installation(session, lock=True)
        key = read_key(settings)
        if key is None and (installation.key_check is not None or await _is_in_use(session)):
            raise _lost(settings)
        key = key or make_key(key_path(settings))
        await _check(session, key)
    return key


async def check_key(settings: Settings, database: Database) -> None:
    """Raise KeyUnusable if `signing_key` would; makes and changes nothing."""
    key = read_key(settings)
    async with database.system() as session:
        expected = (await get_installation(session)).key_check
        in_use = expected is not None or await _is_in_use(session)
    if key is None and in_use:
        raise _lost(settings)
    if key is not None and expected is not None and expected != _check_of(key):
        raise _other()


async def accept_key(settings: Settings, database: Database) -> None:
    """Go on with the present key, or a new one where there is none, instead of a lost one."""
    key = read_key(settings) or make_key(key_path(settings))
    async with database.system() as session:
        await session.execute(update(Installation).values(key_check=_check_of(key)))


async def _check(session: Session, key: str) -> None:
    check = _check_of(key)
    first = update(Installation).where(Installation.key_check.is_(None)).values(key_check=check)
    await session.execute(first)
    expected = (await get_installation(session)).key_check or ""
    if not hmac.compare_digest(expected, check):
        raise _other()


def _lost(settings: Settings) -> KeyUnusable:
    return KeyUnusable(
        f"The secret key is missing: {key_path(settings)} does not exist, and files and sessions "
        f"depend on it. Restore the key from a backup, or set SWITCHBOARD_SECRET_KEY. {_WAY_OUT}"
    )


def _other() -> KeyUnusable:
    return KeyUnusable(
        "The secret key is not the one this database was set up with, and files and sessions "
        "depend on that key. Restore it, or set SWITCHBOARD_SECRET_KEY to the same key for every "
        f"process of the installation. {_WAY_OUT}"
    )


async def _is_in_use(session: Session) -> bool:
    return bool(await session.scalar(text("SELECT EXISTS (SELECT FROM workspaces)")))


def _check_of(key: str) -> str:
    """Tells keys apart, and says nothing of a key of 256 random bits."""
    return hmac.digest(key.encode(), b"switchboard key check", hashlib.sha256).hex()


def _checked(key: str, where: str) -> str:
    if len(key) < MIN_KEY_LENGTH:
        state = "is empty" if not key else f"holds only {len(key)} characters"
        raise KeyUnusable(
            f"{where} {state}; a secret key has at least {MIN_KEY_LENGTH}. If the first start "
            "was interrupted, delete the file and start again. Otherwise, restore the file from a "
            "backup."
        )
    return key


def _write_whole(path: Path, content: str) -> None:
    """A new file that has all its content, also after a crash; never in another's place."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(name, path)
    finally:
        os.unlink(name)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
