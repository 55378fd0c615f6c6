"""The parent's side: one child process that reads documents, replaced when it dies."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any

from switchboard.documents import frames
from switchboard.documents.document import Document, Page, Sitemap, Unpacked, Unreadable
from switchboard.documents.limits import CPU_SECONDS, MEGABYTE, MEMORY_BYTES, SECONDS, SUFFIXES
from switchboard.documents.reading import check_size

_PACKAGE_ROOT = Path(__file__).parents[2]
_ANSWER_BYTES = 64 * MEGABYTE
_IDLE_SECONDS = 60.0
_ENDED = (
    "The file could not be read: it takes more than"
    f" {CPU_SECONDS} seconds or {MEMORY_BYTES // 1024 // 1024} MB of memory."
)


class _Ended(Exception):
    """The child died, or had to be killed."""


class Parser:
    """Reads documents that others wrote. Close it at the end.

    The child is started when the first document comes, takes one after the other, and is let go
    after a minute without any. A document that kills it is unreadable; the next one gets a new
    child.

    Args:
        seconds: for one document, by the clock.
        idle_seconds: how long the child waits for another document.
    """

    def __init__(self, *, seconds: float = SECONDS, idle_seconds: float = _IDLE_SECONDS) -> None:
        self._seconds, self._idle_seconds = seconds, idle_seconds
        self._child: asyncio.subprocess.Process | None = None
        self._one_at_a_time = asyncio.Lock()
        self._letting_go: asyncio.TimerHandle | None = None
        self.started = 0

    async def file(self, name: str, data: bytes) -> list[Document]:
        """The articles in a file, by its name's ending. Raises Unreadable."""
        suffix = PurePosixPath(name).suffix.lower()
        if suffix in SUFFIXES:
            check_size(suffix, len(data))
        found = await self._ask({"work": "file", "name": name}, data)
        return [
            Document(label, fields, tuple(notes)) for label, fields, notes in found["documents"]
        ]

    async def page(self, address: str, data: bytes, charset: str | None = None) -> Page:
        """A web page. `charset` is the answer header's. Raises Unreadable."""
        found = await self._ask({"work": "page", "address": address, "charset": charset}, data)
        return Page(
            fields=found["fields"],
            links=tuple(found["links"]),
            canonical=found["canonical"],
            refresh=found["refresh"],
            notes=tuple(found["notes"]),
            index=found["index"],
            follow=found["follow"],
            menu=found["menu"],
        )

    async def sitemap(self, data: bytes) -> Sitemap:
        """A sitemap or an index of them, packed or not. Raises Unreadable."""
        found = await self._ask({"work": "sitemap"}, data)
        return Sitemap(tuple(found["pages"]), tuple(found["sitemaps"]))

    async def unpack(self, data: bytes, folder: Path) -> Unpacked:
        """Write a zip's documents into an empty folder of the caller's. Raises Unreadable."""
        check_size(".zip", len(data))
        found = await self._ask({"work": "archive", "folder": str(folder)}, data)
        return Unpacked(
            tuple((name, path) for name, path in found["files"]),
            tuple((name, detail) for name, detail in found["errors"]),
        )

    async def close(self) -> None:
        """End the child."""
        if self._letting_go is not None:
            self._letting_go.cancel()
        async with self._one_at_a_time:
            await self._end()

    async def _ask(self, message: dict[str, Any], payload: bytes) -> dict[str, Any]:
        async with self._one_at_a_time:
            if self._letting_go is not None:
                self._letting_go.cancel()
            try:
                answer = await self._exchange(message, payload)
            except _Ended as error:
                raise Unreadable(_ENDED) from error
            finally:
                loop = asyncio.get_running_loop()
                self._letting_go = loop.call_later(self._idle_seconds, self._let_go)
        if "error" in answer:
            raise Unreadable(answer["error"])
        return answer

    async def _exchange(self, message: dict[str, Any], payload: bytes) -> dict[str, Any]:
        child = await self._running()
        try:
            async with asyncio.timeout(self._seconds):
                answer = await _send_and_read(child, frames.encode(message, payload))
        except (TimeoutError, OSError, ValueError) as error:
            await self._end()
            raise _Ended from error
        except BaseException:
            # Cancelled in the middle: its answer would be taken for the next one's.
            await self._end()
            raise
        if answer.pop("last"):
            await self._end()
        return answer

    async def _running(self) -> asyncio.subprocess.Process:
        if self._child is not None and self._child.returncode is None:
            return self._child
        self.started += 1
        self._child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "switchboard.documents.child",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=_ANSWER_BYTES,
            cwd=os.sep,
            env={"PYTHONPATH": str(_PACKAGE_ROOT), "PYTHONUTF8": "1", "PATH": os.defpath},
            start_new_session=True,
        )
        return self._child

    async def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        with suppress(ProcessLookupError):
            child.kill()
        await child.wait()

    def _let_go(self) -> None:
        """The child sees the end of its input, and ends."""
        child, self._child = self._child, None
        if child is not None and child.stdin is not None:
            child.stdin.close()


async def _send_and_read(child: asyncio.subprocess.Process, data: bytes) -> dict[str, Any]:
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(data)
    await child.stdin.drain()
    line = await child.stdout.readline()
    if not line.endswith(b"\n"):
        raise _Ended
    answer: dict[str, Any] = json.loads(line)
    del answer["bytes"]
    return answer
