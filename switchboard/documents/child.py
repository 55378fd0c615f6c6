"""`python -m switchboard.documents.child`: reads documents, within limits (`core.child_main`)."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from switchboard.core.child_main import Answer, Limits, serve
from switchboard.documents.divide import divide
from switchboard.documents.document import Document, Empty, Unreadable
from switchboard.documents.limits import (
    ARCHIVE_UNPACKED_BYTES,
    CPU_SECONDS,
    MEMORY_BYTES,
    REST_BYTES,
)
from switchboard.documents.reading import read_file

_TOO_MUCH = "The file is too large or too deeply nested."
_LIMITS = Limits(
    memory_bytes=MEMORY_BYTES,
    rest_bytes=REST_BYTES,
    cpu_seconds=CPU_SECONDS,
    file_bytes=ARCHIVE_UNPACKED_BYTES,
)


def _answer(message: Answer, payload: bytes) -> Answer:
    try:
        return _WORK[message["work"]](message, payload)
    except Unreadable as error:
        return {"error": str(error), "empty": isinstance(error, Empty)}
    except (RecursionError, MemoryError):
        return {"error": _TOO_MUCH}
    except Exception as error:
        return {"error": "The file is damaged and could not be read.", "cause": repr(error)[:500]}


def _file(message: Answer, payload: bytes) -> Answer:
    return {"documents": _listed(read_file(message["name"], payload))}


def _articles(_message: Answer, payload: bytes) -> Answer:
    from switchboard.documents.structured import from_json

    found = from_json("", json.loads(payload))
    return {"documents": _listed([part for document in found for part in divide(document)])}


def _page(message: Answer, payload: bytes) -> Answer:
    from switchboard.documents.html import read_page

    return asdict(read_page(message["address"], payload, message["charset"]))


def _sitemap(_message: Answer, payload: bytes) -> Answer:
    from switchboard.documents.sitemap import read_sitemap

    return asdict(read_sitemap(payload))


def _archive(message: Answer, payload: bytes) -> Answer:
    from switchboard.documents.archive import unpack

    return asdict(unpack(payload, Path(message["folder"])))


def _listed(documents: list[Document]) -> list[tuple[Any, ...]]:
    return [(each.name, each.fields, each.notes, each.left_out) for each in documents]


_WORK: dict[str, Callable[[Answer, bytes], Answer]] = {
    "file": _file,
    "articles": _articles,
    "page": _page,
    "sitemap": _sitemap,
    "archive": _archive,
}

if __name__ == "__main__":
    serve(_answer, _LIMITS)
