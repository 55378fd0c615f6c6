"""Bytes as text, whatever they were written with."""

import codecs

from charset_normalizer import from_bytes

_SAMPLE = 100_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, declared: str | None = None) -> str:
    """The text: by its mark, else as UTF-8, else as declared, else as it most likely is."""
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    for encoding in (*marked, "utf-8", declared):
        text = _try(data, encoding)
        if text is not None:
            return text
    best = from_bytes(data[:_SAMPLE]).best()
    guessed = _try(data, best.encoding) if best else None
    return guessed if guessed is not None else data.decode("cp1252", "replace")


def _try(data: bytes, encoding: str | None) -> str | None:
    try:
        return data.decode(encoding) if encoding else None
    except (UnicodeError, LookupError):
        return None
