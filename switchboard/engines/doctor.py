"""Looks for what would keep Switchboard from running, and says in plain words how to mend it."""

import asyncio
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from switchboard.engines import chroma, folders, postgres, valkey
from switchboard.engines.config import TITLES, EngineError, EngineName, EnginesConfig
from switchboard.engines.engine import package_folder
from switchboard.engines.probes import chroma_version, postgres_version, resp_version

FREE_NEEDED = 1_000_000_000  # bytes
OLDEST_POSTGRES = 15
OLDEST_VALKEY = 7


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `remedy` is empty when it is well."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


async def check(
    config: EnginesConfig, port: int | None = None, host: str = "127.0.0.1"
) -> list[Finding]:
    """Examines this computer and the configured servers; changes nothing but makes the data folder.

    `port` is the one that the application wants to listen on at `host`, None to leave it out.
    """
    findings: list[Finding] = []
    if config.embedded:
        findings += [_programs(name) for name in config.embedded]
        findings += _data_folder(config.data_dir)
    if port is not None:
        findings.append(_port(host, port, folders.lock_holder(config.data_dir)))
    probes = [_reached(name, url) for name, url in _external(config)]
    return findings + list(await asyncio.gather(*probes))


def _external(config: EnginesConfig) -> Iterator[tuple[EngineName, str]]:
    for name in TITLES:
        if (url := config.external_url(name)) is not None:
            yield name, url


def _programs(name: EngineName) -> Finding:
    """Whether the engine's program is there and runs on this computer."""
    title = f"{TITLES[name]} program"
    try:
        return Finding(title, True, _version_of(name))
    except EngineError as error:
        return Finding(title, False, error.problem, error.remedy)
    except (OSError, subprocess.SubprocessError) as error:
        remedy = f"Run {TITLES[name]} elsewhere and set {_setting(name)}, or install again."
        return Finding(title, False, f"Does not run on this computer: {error}", remedy)


def _version_of(name: EngineName) -> str:
    if name == "chroma":
        folder = package_folder(chroma.PACKAGE)
        _output(sys.executable, "-I", "-c", f"import {chroma.PACKAGE}")
        return f"Chroma, in {folder}"
    program = postgres.binaries() / "postgres" if name == "postgres" else valkey.binary()
    return _output(str(program), "--version")


def _output(*command: str) -> str:
    done = subprocess.run(  # noqa: S603 - the programs we run anyway
        command, capture_output=True, text=True, timeout=10, check=True
    )
    return done.stdout.strip()


def _setting(name: EngineName) -> str:
    settings: dict[EngineName, str] = {
        "postgres": "SWITCHBOARD_DATABASE_URL",
        "valkey": "SWITCHBOARD_REDIS_URL",
        "chroma": "SWITCHBOARD_CHROMA_URL",
    }
    return settings[name]


def _data_folder(configured: Path) -> list[Finding]:
    """Whether the data folder can be written to, has room, and is ours; whether sockets work."""
    try:
        folder = folders.make_data_dir(configured)
    except EngineError as error:
        return [Finding("Data folder", False, error.problem, error.remedy)]
    return [_usable(folder), _room(folder), _sockets(folder), *_kept(folder)]


def _kept(folder: Path) -> Iterator[Finding]:
    """Whether the engines will start with what is in their folders."""
    if (own := folder / "postgres").exists():
        try:
            postgres.check_folder(own)
            yield Finding("PostgreSQL data", True, str(own))
        except EngineError as error:
            yield Finding("PostgreSQL data", False, error.problem, error.remedy)
    if folders.lock_holder(folder) is None and (own := folder / "chroma").exists():
        damage = chroma.damage_in(own)
        remedy = (
            "No action needed: the next start moves the folder aside and rebuilds the index."
            * bool(damage)
        )
        yield Finding("Chroma data", damage is None, f"{own} {damage or ''}".strip(), remedy)


def _usable(folder: Path) -> Finding:
    holder = folders.lock_holder(folder)
    if holder is not None and holder != os.getpid():
        return Finding("Data folder", True, f"{folder}, in use by process {holder}")
    return Finding("Data folder", True, str(folder))


def _room(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    detail = f"{free / 1e9:.1f} GB free"
    if free >= FREE_NEEDED:
        return Finding("Disk", True, detail)
    remedy = "Free at least 1 GB, or choose a data folder on another disk (SWITCHBOARD_DATA_DIR)."
    return Finding("Disk", False, f"Only {detail} at {folder}", remedy)


def _sockets(folder: Path) -> Finding:
    try:
        found = folders.socket_dir(folder)
    except EngineError as error:
        return Finding("Unix sockets", False, error.problem, error.remedy)
    return Finding("Unix sockets", True, str(found))


def _port(host: str, port: int, holder: int | None) -> Finding:
    """Whether the application could listen there."""
    name = f"Port {port}"
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            if holder is not None:
                detail = f"in use; Switchboard is already running (process {holder})"
                return Finding(name, True, detail)
            detail = f"Cannot listen on {host}:{port} ({error.strerror})."
            remedy = "Stop the program that uses this port, or set PORT to another one."
            return Finding(name, False, detail, remedy)
    return Finding(name, True, "free")


async def _reached(name: EngineName, url: str) -> Finding:
    """Whether a configured server answers, and is new enough."""
    title = f"{TITLES[name]} at {_without_password(url)}"
    remedy = f"Check that the server is running and that {_setting(name)} is correct."
    try:
        version, oldest, major = await _ask[name](url)
    except (OSError, ValueError, TimeoutError) as error:
        return Finding(title, False, _in_words(error), remedy)
    if major < oldest:
        return Finding(title, False, f"{version} is too old", f"Use version {oldest} or newer.")
    return Finding(title, True, version)


def _in_words(error: Exception) -> str:
    """Says what the commonest failures mean; any other speaks for itself."""
    if isinstance(error, socket.gaierror):
        return "Host name not found."
    if isinstance(error, ConnectionRefusedError | FileNotFoundError):
        return "Connection refused."
    if isinstance(error, TimeoutError):
        return "No response in time."
    return f"Not usable: {error}"


async def _ask_postgres(url: str) -> tuple[str, int, int]:
    major, version = await postgres_version(url)
    return f"PostgreSQL {version}", OLDEST_POSTGRES, major


async def _ask_valkey(url: str) -> tuple[str, int, int]:
    major, version = await resp_version(url)
    return version, OLDEST_VALKEY, major


async def _ask_chroma(url: str) -> tuple[str, int, int]:
    return f"Chroma, API {await chroma_version(url)}", 0, 0


_ask: dict[EngineName, Callable[[str], Awaitable[tuple[str, int, int]]]] = {
    "postgres": _ask_postgres,
    "valkey": _ask_valkey,
    "chroma": _ask_chroma,
}


def _without_password(url: str) -> str:
    """The address for people to read: scheme, host and path, never user, password or options."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
