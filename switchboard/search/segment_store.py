"""Built segments in the data folder, so that a restart need not analyse every article again.

They are derived: a file's name says by which code it was made, each article in it has a mark of
its state, and what PostgreSQL does not have in just that state is left out. Files are sealed, as
uploads are, and hold arrays and JSON only: one that was tampered with is no file, and none can
run anything. Several processes may share the folder: files are written whole, under names of what
is in them, and never changed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
import zipfile
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson
import structlog

from switchboard.core.sealing import Sealer, Unsealable
from switchboard.search import analysis, postings, segments, text_analysis
from switchboard.search.index_snapshot import LanguageShelf, Part
from switchboard.search.postings import Postings
from switchboard.search.segments import Document, Numbers, Segment, Shelved

log = structlog.get_logger(__name__)

LEAST = 4_000
"""Segments of fewer texts are not kept: to build them takes less than a second."""

ENOUGH = 0.75
"""While so much of a shelf is in the files, they are not written anew."""

_ENDING = ".segment"
_UNFINISHED = "unfinished-"
_UNFINISHED_SECONDS = 3_600
_CODE = (analysis, text_analysis, postings, segments)
_KINDS = ("passages", "questions")
_FIELDS = ("words", "grams")
_OF_DOCUMENT = ("id", "slug", "language", "title", "url", "audience", "approved_answer")
_OF_POSTINGS = ("terms", "bounds", "owners", "counts", "lengths", "peaks")

_UNREADABLE = (Unsealable, ValueError, TypeError, KeyError, EOFError, zipfile.BadZipFile)

Arrays = dict[str, npt.NDArray[Any]]
Marks = Mapping[str, bytes]
"""Of each published article the mark of its present state, see `Document.mark`."""


class KeptSegments:
    """The files of all workspaces. Its methods take their time: call them in a thread."""

    def __init__(self, folder: Path, secret: str, least: int = LEAST) -> None:
        """Args: where the files are; what their keys are derived from; how many texts make a
        segment worth a file."""
        self._folder = folder
        self._sealer = Sealer(secret)
        self._least = least
        self._mine: dict[str, set[str]] = {}

    def load(self, workspace_id: str, marks: Marks) -> dict[str, LanguageShelf]:
        """Shelves with all articles that are in the files as they are in PostgreSQL."""
        found: dict[str, list[Segment]] = {}
        for name in sorted(self._names(workspace_id)):
            segment = self._read(workspace_id, name)
            if segment and segment.documents:
                found.setdefault(segment.documents[0].language, []).append(segment)
                self._mine.setdefault(workspace_id, set()).add(name)
        shelves = {language: _shelf(own, marks) for language, own in found.items()}
        return {language: shelf for language, shelf in shelves.items() if shelf.documents}

    def size(self, shelves: Mapping[str, LanguageShelf]) -> list[int]:
        """How large the segments are that are worth a file: when that changes, `keep` them."""
        return sorted(part.segment.rows for own in shelves.values() for part in self._large(own))

    def keep(self, workspace_id: str, shelves: Mapping[str, LanguageShelf]) -> None:
        """Write what is worth it, unless the files have nearly all, or another process sees to
        it; and remove those that are out of date. Raises OSError."""
        large = {_name(part.segment): part for own in shelves.values() for part in self._large(own)}
        there, mine = self._names(workspace_id), self._mine.get(workspace_id, set())
        if (there and not there & mine) or not there | large.keys():
            return
        missing = large.keys() - there
        total = sum(part.rows for own in shelves.values() for part in own.parts)
        has = sum(part.rows for name, part in large.items() if name in there)
        # Files that are not wanted here may be another process's: they go when new ones come.
        if large and (not missing or has >= ENOUGH * total):
            return
        for name in missing:
            self._write(workspace_id, name, packed(large[name].segment))
        self._mine[workspace_id] = set(large)
        for path in (self._folder / workspace_id).iterdir():
            if path.name not in large:
                _remove(path)

    def keep_only(self, workspaces: Collection[str]) -> None:
        """Remove the files of all others: they are no more."""
        for own in self._folder.iterdir() if self._folder.is_dir() else ():
            if own.name not in workspaces:
                shutil.rmtree(own, ignore_errors=True)

    def _large(self, shelf: LanguageShelf) -> list[Part]:
        return [part for part in shelf.parts if part.segment.rows >= self._least]

    def _names(self, workspace_id: str) -> set[str]:
        own = (self._folder / workspace_id).glob(f"{code_fingerprint()}-*{_ENDING}")
        return {path.name for path in own}

    def _read(self, workspace_id: str, name: str) -> Segment | None:
        """A segment; None, and no file any more, if it cannot be read."""
        path = self._folder / workspace_id / name
        try:
            return unpacked(self._sealer.open(f"{workspace_id}/{name}", path.read_bytes()))
        except (OSError, *_UNREADABLE) as error:
            log.warning("segment_unreadable", workspace_id=workspace_id, error=error)
            _remove(path)
            return None

    def _write(self, workspace_id: str, name: str, data: bytes) -> None:
        """A file is there whole or not at all, also when the machine stops meanwhile."""
        path = self._folder / workspace_id / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        sealed = self._sealer.seal(f"{workspace_id}/{name}", data)
        with NamedTemporaryFile(dir=path.parent, prefix=_UNFINISHED, delete=False) as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(path)


@cache
def code_fingerprint() -> str:
    """Of the code that segments are made by, so that those of other code are not read."""
    digest = hashlib.blake2b(digest_size=8)
    for module in (*_CODE, None):
        digest.update(Path(str(module.__file__ if module else __file__)).read_bytes())
    return digest.hexdigest()


def packed(segment: Segment) -> bytes:
    """A segment as bytes: numpy's arrays in a zip, nothing pickled."""
    documents = segment.documents
    arrays: Arrays = {
        "reach": segment.reach,
        "marks": _bytes(b"".join(document.mark for document in documents)),
        "packed": _bytes(b"".join(document.packed for document in documents)),
        "bounds": np.append(0, np.cumsum([len(document.packed) for document in documents])),
        "fields": _bytes(orjson.dumps([_fields(document) for document in documents])),
    }
    for kind in _KINDS:
        own: Shelved = getattr(segment, kind)
        arrays |= {
            f"{kind}.{name}": getattr(own, name) for name in ("starts", "chunks", "wordings")
        }
        for field in _FIELDS:
            has: Postings = getattr(own, field)
            arrays[f"{kind}.{field}.mean"] = np.array(has.mean)
            arrays |= {f"{kind}.{field}.{name}": getattr(has, name) for name in _OF_POSTINGS}
    file = BytesIO()
    np.savez(file, allow_pickle=False, **arrays)
    return file.getvalue()


def _fields(document: Document) -> dict[str, str | None]:
    return {name: getattr(document, name) for name in _OF_DOCUMENT}


def unpacked(data: bytes) -> Segment:
    """What `packed` made bytes of. Raises ValueError and the like where it did not."""
    with np.load(BytesIO(data), allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    bounds: Numbers = arrays["bounds"]
    texts, marks = arrays["packed"].tobytes(), arrays["marks"].tobytes()
    fields = orjson.loads(arrays["fields"].tobytes())
    size = len(marks) // max(len(fields), 1)
    documents = tuple(
        Document(
            **own,
            packed=texts[bounds[n] : bounds[n + 1]],
            mark=marks[n * size : (n + 1) * size],
        )
        for n, own in enumerate(fields)
    )
    passages, questions = (_shelved(arrays, kind) for kind in _KINDS)
    return Segment(documents, passages, questions, arrays["reach"])


def _shelved(arrays: Arrays, kind: str) -> Shelved:
    words, grams = (
        Postings(
            **{name: arrays[f"{kind}.{field}.{name}"] for name in _OF_POSTINGS},
            mean=float(arrays[f"{kind}.{field}.mean"]),
        )
        for field in _FIELDS
    )
    starts, chunks, wordings = (
        arrays[f"{kind}.{name}"] for name in ("starts", "chunks", "wordings")
    )
    return Shelved.of(words, grams, starts, chunks, wordings)


def _shelf(segments: Sequence[Segment], marks: Marks) -> LanguageShelf:
    """Of one language: what is still as PostgreSQL has it."""
    valid = {
        document.id: document
        for segment in segments
        for document in segment.documents
        if document.mark and document.mark == marks.get(document.id)
    }
    shelf = LanguageShelf((), {}, {})
    for segment in segments:
        shelf = LanguageShelf(shelf.parts, valid, {}).merged([], segment)
    return shelf


def _name(segment: Segment) -> str:
    digest = hashlib.blake2b(digest_size=12)
    for document in segment.documents:
        digest.update(document.mark)
    return f"{code_fingerprint()}-{digest.hexdigest()}{_ENDING}"


def _remove(path: Path) -> None:
    """A file; an unfinished one only when whoever wrote it is surely gone."""
    with suppress(OSError):
        young = time.time() - path.stat().st_mtime < _UNFINISHED_SECONDS
        if not (young and path.name.startswith(_UNFINISHED)):
            path.unlink()


def _bytes(data: bytes) -> npt.NDArray[np.uint8]:
    return np.frombuffer(data, np.uint8)
