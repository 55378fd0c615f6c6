"""Which system account an engine runs under. PostgreSQL refuses to run as root."""

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from switchboard.engines.config import EngineError

ACCOUNT = "switchboard"
FALLBACKS = ("postgres", "nobody")
CAP_DAC_OVERRIDE = 1
CAP_DAC_READ_SEARCH = 2


@dataclass(frozen=True, slots=True)
class Account:
    """A system account; `capability` is the one right of root that it keeps, if any."""

    uid: int
    gid: int
    capability: int | None = None


def account_for(folder: Path, programs: Iterable[Path]) -> Account | None:
    """The account to run PostgreSQL under, or None to run it as ourselves (anybody but root).

    The owner of an existing data folder wins. Otherwise an account `switchboard` is used, and
    made when it is missing; where no account can be made, an existing one without rights serves.
    Raises EngineError as root where none of this works.
    """
    if os.geteuid() != 0:
        return None
    if sys.platform != "linux":
        raise EngineError(
            "The embedded PostgreSQL does not run as root on this system.",
            "Start Switchboard as an ordinary user, or set SWITCHBOARD_DATABASE_URL.",
        )
    uid, gid = _owner(folder) or _service_account()
    hidden = [path for path in (folder, *programs) if not _reachable(path, uid, gid)]
    return Account(uid, gid, _search_capability() if hidden else None)


def _owner(folder: Path) -> tuple[int, int] | None:
    if not folder.exists() or (owner := folder.stat()).st_uid == 0:
        return None
    return owner.st_uid, owner.st_gid


def _service_account() -> tuple[int, int]:
    if _lookup(ACCOUNT) is None and (useradd := shutil.which("useradd")):
        # It may fail (a read-only /etc, or a second start was faster): then the names below decide.
        options = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
        shell = shutil.which("nologin") or "/bin/false"
        subprocess.run(  # noqa: S603 - fixed arguments
            [useradd, *options, "--shell", shell, ACCOUNT], capture_output=True, check=False
        )
    for name in (ACCOUNT, *FALLBACKS):
        if (found := _lookup(name)) is not None:
            return found
    raise EngineError(
        "PostgreSQL cannot run as root, and there is no other account to run it under.",
        f"Add one (useradd --system {ACCOUNT}), or set SWITCHBOARD_DATABASE_URL.",
    )


def _lookup(name: str) -> tuple[int, int] | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return (entry.pw_uid, entry.pw_gid) if entry.pw_uid else None


def _reachable(path: Path, uid: int, gid: int) -> bool:
    """Whether the account may enter every folder above `path`."""
    return all(_may_enter(folder, uid, gid) for folder in path.absolute().parents)


def _may_enter(folder: Path, uid: int, gid: int) -> bool:
    if not folder.exists():
        return True  # it will be made, open enough
    status = folder.stat()
    if status.st_uid == uid:
        return bool(status.st_mode & 0o100)
    return bool(status.st_mode & (0o010 if status.st_gid == gid else 0o001))


def _search_capability() -> int:
    """The right to pass through folders that are closed to others, such as root's own home.

    Opening those folders to everybody would outlive us; a capability ends with the process.
    Containers commonly lack the narrower of the two.
    """
    effective = 0
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("CapEff:"):
            effective = int(line.split()[1], 16)
    for capability in (CAP_DAC_READ_SEARCH, CAP_DAC_OVERRIDE):
        if effective & (1 << capability):
            return capability
    raise EngineError(
        "The account that PostgreSQL runs under cannot enter the data folder.",
        "Choose a data folder outside root's home (SWITCHBOARD_DATA_DIR=/var/lib/switchboard).",
    )
