"""The parent's side: one child process that reads documents, replaced when it dies."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from switchboard.core.child_process import ChildEnded, ChildProcess
from switchboard.documents.document import Document, Empty, Page, Sitemap, Unpacked, Unreadable
from switchboard.documents.limits import CPU_SECONDS, MEMORY_BYTES, SECONDS, SUFFIXES
from switchboard.documents.reading import check_size

_MODULE = "switchboard.documents.child"
_IDLE_SECONDS = 60.0
_ENDED = (
    "The file could not be read: it takes more than"
    f" {CPU_SECONDS} seconds or {MEMORY_BYTES // 1024 // 1024} MB of memory."
)


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
        self._child = ChildProcess(_MODULE, seconds=seconds, idle_seconds=idle_seconds)

    @property
    def started(self) -> int:
        """How many children there have been."""
        return self._child.started

    async def file(self, name: str, data: bytes) -> list[Document]:
        """The articles in a file, by its name's ending. Raises Unreadable."""
        suffix = PurePosixPath(name).suffix.lower()
        if suffix in SUFFIXES:
            check_size(suffix, len(data))
        return _documents(await self._ask({"work": "file", "name": name}, data))

    async def articles(self, given: Sequence[Any]) -> list[Document]:
        """The articles in JSON values, as programs send them. Raises Unreadable."""
        data = json.dumps(given, ensure_ascii=False).encode("utf-8", "replace")
        return _documents(await self._ask({"work": "articles"}, data))

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
            tuple(found["notes"]),
        )

    async def close(self) -> None:
        """End the child."""
        await self._child.close()

    async def _ask(self, message: dict[str, Any], payload: bytes) -> dict[str, Any]:
        try:
            answer = await self._child.ask(message, payload)
        except ChildEnded as error:
            raise Unreadable(_ENDED) from error
        if "error" in answer:
            raise (Empty if answer.get("empty") else Unreadable)(answer["error"])
        return answer


def _documents(found: dict[str, Any]) -> list[Document]:
    return [
        Document(label, fields, tuple(notes), left_out)
        for label, fields, notes, left_out in found["documents"]
    ]
