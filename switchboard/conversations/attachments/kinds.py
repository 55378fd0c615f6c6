"""What kind of file it is, by its bytes: a name or a declared type is only somebody's word.

The list is short on purpose: what is not on it is not taken. A general detector knows a thousand
kinds and guesses; here a wrong guess would be a way in.
"""

import io
import zipfile
from collections.abc import Callable

from switchboard.core.errors import Problem

PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
"""Looked at, stripped and shown; see `pictures`."""
SHOWN_INLINE = PICTURES | {
    "audio/webm",
    "audio/ogg",
    "audio/mp4",
    "audio/mpeg",
    "audio/wav",
    "audio/flac",
    "video/mp4",
    "video/webm",
    "video/quicktime",
}
"""What a browser may show by itself. All else is saved: a page or a drawing can run scripts."""

_OFFICE = {
    "word/document.xml": "vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/presentation.xml": "vnd.openxmlformats-officedocument.presentationml.presentation",
}
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
_TEXT_SAMPLE = 64 * 1024
_AUDIO_BRANDS = (b"M4A ", b"M4B ", b"M4P ")
_PICTURE_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"avif")


class KindRefused(Problem):
    """A kind of file that is not taken."""

    status, code, title = 415, "kind_refused", "Unsupported file type"

    def __init__(self) -> None:
        super().__init__(
            "Unsupported file type. You can send images, audio, video, PDF, office "
            "documents, archives and plain text."
        )


def media_type_of(data: bytes, *, declared: str = "") -> str:
    """The file's media type, by its first bytes. Raises KindRefused when it is none we take.

    Args:
        declared: what the sender called it; it only says whether WebM, Ogg or MP4 is sound alone.
    """
    for offset, magic, kind in _SIGNATURES:
        if data.startswith(magic, offset):
            found = kind(data) if callable(kind) else kind
            return _heard(found, declared)
    if _is_text(data[:_TEXT_SAMPLE]):
        return "text/plain"
    raise KindRefused


def _heard(found: str, declared: str) -> str:
    """These containers hold sound, or pictures and sound; either way it is only played."""
    family, _, container = found.partition("/")
    if family == "video" and declared.lower().startswith("audio/") and container != "quicktime":
        return f"audio/{container}"
    return found


def _riff(data: bytes) -> str:
    match data[8:12]:
        case b"WEBP":
            return "image/webp"
        case b"WAVE":
            return "audio/wav"
    raise KindRefused


def _iso_media(data: bytes) -> str:
    """ISO/IEC 14496-12: the major brand says what the container is for."""
    brand = data[8:12]
    if brand in _PICTURE_BRANDS:
        return "image/heic"
    if brand in _AUDIO_BRANDS:
        return "audio/mp4"
    return "video/quicktime" if brand == b"qt  " else "video/mp4"


def _ogg(data: bytes) -> str:
    return "video/ogg" if b"theora" in data[:200] else "audio/ogg"


def _archive(data: bytes) -> str:
    """A ZIP, or one of the document kinds that are ZIPs; only its list of names is read."""
    if data[30:].startswith(_OPEN_DOCUMENT):
        return "application/vnd.oasis.opendocument"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return "application/zip"
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise KindRefused
    return next(
        (f"application/{kind}" for part, kind in _OFFICE.items() if part in names),
        "application/zip",
    )


def _is_text(sample: bytes) -> bool:
    if not sample or b"\0" in sample:
        return False
    try:
        # A sample may end in the middle of a character: up to three bytes of one.
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(sample) - 3 and error.reason == "unexpected end of data"
    return not sample.startswith(b"#!")


_SIGNATURES: tuple[tuple[int, bytes, str | Callable[[bytes], str]], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"RIFF", _riff),
    (4, b"ftyp", _iso_media),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (0, b"OggS", _ogg),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"PK\x03\x04", _archive),
)
