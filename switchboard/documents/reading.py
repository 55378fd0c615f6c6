"""Which reader takes which file. Runs in the child process (see `parser.Parser`)."""

import struct
from collections.abc import Callable
from pathlib import PurePosixPath

from switchboard.documents.divide import divide
from switchboard.documents.document import Document, Empty, Unreadable
from switchboard.documents.limits import ARCHIVES, MEGABYTE, SUFFIXES, most_bytes

NOTHING = "Nothing to import."
_BLANK = b" \t\r\n\x00\x0b\x0c\xef\xbb\xbf\xff\xfe"
_PDF, _ZIP = b"%PDF-", b"PK\x03\x04"

Reader = Callable[[str, bytes], list[Document]]


def read_file(name: str, data: bytes) -> list[Document]:
    """The articles in a file, by its name's ending. Raises Unreadable."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in SUFFIXES or suffix in ARCHIVES:
        raise Unreadable(f"Only {', '.join(SUFFIXES)} files can be imported.")
    check_size(suffix, len(data))
    if not data.strip(_BLANK):
        raise Empty(NOTHING)
    _check_kind(suffix, data)
    try:
        found = _READERS[suffix](name, data)
    except (RecursionError, MemoryError, struct.error) as error:
        raise Unreadable("The file is too large or too deeply nested.") from error
    if not any(_has_text(document) for document in found):
        raise Empty(NOTHING)
    return [part for document in found for part in divide(document)]


def _has_text(document: Document) -> bool:
    fields = document.fields
    if document.left_out:
        return True
    return any(fields.get(name) for name in ("approved_answer", "questions")) or bool(
        str(fields.get("body") or "").strip()
    )


def check_size(suffix: str, size: int) -> None:
    """Raises Unreadable when a file with this ending may not be so large."""
    most = most_bytes(suffix)
    if size > most:
        raise Unreadable(f"The file is larger than {most // MEGABYTE} MB.")


def _check_kind(suffix: str, data: bytes) -> None:
    """What a file is, its first bytes say; its name only promises."""
    if suffix == ".pdf" and _PDF not in data[:1_024]:
        raise Unreadable("This file isn't a valid PDF.")
    if suffix == ".docx" and not data.startswith(_ZIP):
        raise Unreadable("This file isn't a valid Word document (.docx).")
    if suffix not in (".pdf", ".docx") and data.startswith((_PDF, _ZIP)):
        raise Unreadable(f"This file isn't a valid {suffix} file.")


def _markdown(name: str, data: bytes) -> list[Document]:
    from switchboard.documents.markdown import read_markdown
    from switchboard.documents.text import decode

    return read_markdown(name, decode(data))


def _text(name: str, data: bytes) -> list[Document]:
    from switchboard.documents.markdown import read_text
    from switchboard.documents.text import decode

    return read_text(name, decode(data))


def _json(name: str, data: bytes) -> list[Document]:
    from switchboard.documents.structured import read_json
    from switchboard.documents.text import decode

    return read_json(name, decode(data))


def _csv(name: str, data: bytes) -> list[Document]:
    from switchboard.documents.table import read_csv
    from switchboard.documents.text import decode

    return read_csv(name, decode(data))


def _html(name: str, data: bytes) -> list[Document]:
    from switchboard.documents.html import read_html

    return read_html(name, data)


def _pdf(name: str, data: bytes) -> list[Document]:
    from switchboard.documents.pdf import read_pdf

    return read_pdf(name, data)


def _docx(name: str, data: bytes) -> list[Document]:
    from switchboard.documents.docx import read_docx

    return read_docx(name, data)


_READERS: dict[str, Reader] = {
    ".md": _markdown,
    ".markdown": _markdown,
    ".txt": _text,
    ".json": _json,
    ".csv": _csv,
    ".html": _html,
    ".htm": _html,
    ".pdf": _pdf,
    ".docx": _docx,
}
"""The libraries are loaded when the first file of their kind comes: most children see one kind."""
