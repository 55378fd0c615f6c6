"""The object store: files of any workspace, sealed before they leave this process.

A folder under the data folder by default; anything S3-compatible (or Google's, or Azure's) by
`SWITCHBOARD_STORAGE_URL`. One client for all of them, so what runs here is what runs there.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import obstore
import orjson
import structlog
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, ObjectStore, from_url

if TYPE_CHECKING:
    from obstore import ObjectMeta

from switchboard.core.clock import now
from switchboard.core.encryption import HEADER_BYTES, FileCipher, plain_size, stretch_of
from switchboard.core.errors import NotFound, Unavailable

log = structlog.get_logger(__name__)

CONNECT_SECONDS = 5.0
REQUEST_SECONDS = 30.0
"""For one request to a store elsewhere, with all it sends or brings."""
RETRY_SECONDS = 15.0
"""How long a request that failed is tried again, once or twice: somebody waits for it."""
MAX_RETRIES = 2

FOLDER = "files"
"""In the data folder, where there is no other store."""
MARK = "switchboard.json"
TRASH = "trash"
TRASH_DAYS = 7


@dataclass(frozen=True)
class StoreMark:
    """Whose store it is, and how often they have tidied it (`core.installation`)."""

    installation_id: str
    tidied: int


class FileGone(NotFound):
    """The store has no such file (any more)."""

    code = "file_gone"

    def __init__(self) -> None:
        super().__init__("This file is no longer available.")


@contextmanager
def _away() -> Iterator[None]:
    """Tell a store that does not do its work, as Unavailable, from a file that is not there."""
    try:
        yield
    except NotFoundError:
        raise
    except BaseError as error:
        log.warning("store_unavailable", reason=error)
        raise Unavailable(
            "File storage is not available right now. Try again in a moment.",
            headers={"Retry-After": "5"},
        ) from error


class Storage:
    """Keeps and gives files by workspace and name; each workspace has keys of its own.

    Every method raises Unavailable when the store does not answer, or cannot do it.
    """

    def __init__(self, store: ObjectStore, sealer: FileCipher) -> None:
        self._store = store
        self._sealer = sealer

    async def put(self, workspace_id: str, name: str, data: bytes) -> None:
        """Keep a file, in place of an earlier one of this name."""
        path = _path(workspace_id, name)
        with _away():
            await obstore.put_async(self._store, path, self._sealer.seal(path, data))

    async def read(self, workspace_id: str, name: str) -> bytes:
        """A whole file. Raises FileGone, or `Unsealable` when it is not as it was kept."""
        path = _path(workspace_id, name)
        try:
            with _away():
                sealed = bytes(await (await obstore.get_async(self._store, path)).bytes_async())
        except (NotFoundError, FileNotFoundError) as error:
            raise FileGone from error
        return self._sealer.open(path, sealed)

    async def read_range(self, workspace_id: str, name: str, start: int, end: int) -> bytes:
        """A file's bytes from `start` up to, not including, `end`; both lie within the file."""
        path = _path(workspace_id, name)
        try:
            with _away():
                total = plain_size((await obstore.head_async(self._store, path))["size"])
                stretch = stretch_of(start, end, total)
                header, body = await obstore.get_ranges_async(
                    self._store, path, starts=[0, stretch.start], ends=[HEADER_BYTES, stretch.end]
                )
        except (NotFoundError, FileNotFoundError) as error:
            raise FileGone from error
        return self._sealer.open_stretch(path, bytes(header), bytes(body), stretch, total)

    async def delete(self, workspace_id: str, *names: str) -> None:
        """Forget files; those that are gone already do not matter."""
        for name in names:
            with suppress(NotFoundError, FileNotFoundError), _away():
                await obstore.delete_async(self._store, _path(workspace_id, name))

    async def names_in(self, workspace_id: str, folder: str) -> list[str]:
        """The names of a workspace that begin with `folder/`, in order."""
        with _away():
            found = obstore.list(self._store, _path(workspace_id, folder))
            paths = [each["path"] async for batch in found for each in batch]
        return sorted(path.removeprefix(f"{workspace_id}/") for path in paths)

    async def names(self, older_than: datetime) -> AsyncIterator[tuple[str, str]]:
        """Every file last written before a time, as workspace and name: for tidying up."""
        async for found in self._listed():
            workspace_id, _, name = found["path"].partition("/")
            if name and workspace_id != TRASH and found["last_modified"] < older_than:
                yield workspace_id, name

    async def discard(self, workspace_id: str, name: str) -> None:
        """Move a file to the trash, where it stays for `TRASH_DAYS`."""
        path = _path(workspace_id, name)
        with suppress(NotFoundError, FileNotFoundError), _away():
            await obstore.rename_async(self._store, path, f"{TRASH}/{now():%Y-%m-%d}/{path}")

    async def discarded(self) -> AsyncIterator[tuple[date, str, str]]:
        """What is in the trash: the day it came there, workspace and name."""
        async for found in self._listed(TRASH):
            _, day, workspace_id, name = found["path"].split("/", 3)
            yield date.fromisoformat(day), workspace_id, name

    async def _listed(self, folder: str | None = None) -> AsyncIterator["ObjectMeta"]:
        with _away():
            async for batch in obstore.list(self._store, folder):
                for found in batch:
                    yield found

    async def undiscard(self, day: date, workspace_id: str, name: str) -> None:
        """Put a file back where it was before it came into the trash."""
        path = _path(workspace_id, name)
        with _away():
            await obstore.rename_async(self._store, f"{TRASH}/{day}/{path}", path)

    async def empty_trash(self, before: date) -> None:
        """Delete for good what came into the trash before a day."""
        async for day, workspace_id, name in self.discarded():
            if day < before:
                path = f"{TRASH}/{day}/{_path(workspace_id, name)}"
                with suppress(NotFoundError, FileNotFoundError), _away():
                    await obstore.delete_async(self._store, path)

    async def mark(self) -> StoreMark | None:
        """Whose store this says it is; None for a new one."""
        try:
            with _away():
                found = await obstore.get_async(self._store, MARK)
                said = orjson.loads(bytes(await found.bytes_async()))
        except (NotFoundError, FileNotFoundError):
            return None
        return StoreMark(str(said["installation_id"]), int(said["tidied"]))

    async def set_mark(self, mark: StoreMark) -> None:
        """Say whose store this is."""
        with _away():
            await obstore.put_async(self._store, MARK, orjson.dumps(asdict(mark)))


def open_storage(url: str | None, data_dir: Path, secret: str) -> Storage:
    """The store of an installation.

    Args:
        url: `s3://bucket/prefix` (its credentials in `AWS_*` variables), `file:///folder` and
            the like; None for a folder in `data_dir`.
        secret: what the files' keys are derived from.
    """
    if url is not None:
        return Storage(_elsewhere(url), FileCipher(secret))
    folder = (data_dir / FOLDER).resolve()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Storage(LocalStore(folder, automatic_cleanup=True), FileCipher(secret))


def _elsewhere(url: str) -> ObjectStore:
    """A store by its URL; one behind a network with limits, or it would be waited for minutes."""
    if url.startswith(("file:", "memory:")):
        return from_url(url)
    return from_url(
        url,
        client_options={
            "connect_timeout": timedelta(seconds=CONNECT_SECONDS),
            "timeout": timedelta(seconds=REQUEST_SECONDS),
        },
        retry_config={
            "max_retries": MAX_RETRIES,
            "retry_timeout": timedelta(seconds=RETRY_SECONDS),
        },
    )


def _path(workspace_id: str, name: str) -> str:
    return f"{workspace_id}/{name}"
