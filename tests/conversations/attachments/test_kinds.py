"""A file is what its bytes say."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.conversations.attachments.kinds import KindRefused, media_type_of
from switchboard.conversations.attachments.receive_body import file_name
from switchboard.conversations.attachments.schemas import LONGEST_NAME
from switchboard.conversations.attachments.serve import byte_range
from tests.support.files import PAGE, PROGRAM, SVG, WEBM, photo


def _zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("data", "declared", "expected"),
    [
        (photo(8, 8), "text/html", "image/jpeg"),
        (WEBM, "audio/webm", "audio/webm"),
        (WEBM, "text/html", "video/webm"),
        (b"\0\0\0\x20ftypM4A " + bytes(20), "", "audio/mp4"),
        (b"\0\0\0\x20ftypisom" + bytes(20), "audio/mp4", "audio/mp4"),
        (b"RIFF\0\0\0\0WAVEfmt ", "", "audio/wav"),
        (b"OggS" + bytes(24) + b"OpusHead", "audio/ogg", "audio/ogg"),
        (b"%PDF-1.7\n", "image/png", "application/pdf"),
        (_zip("[Content_Types].xml", "word/document.xml"), "", WORD),
        (_zip("a.txt"), "", "application/zip"),
        (SVG, "image/svg+xml", "text/plain"),
        (PAGE, "text/html", "text/plain"),
        ("naïve, 東京".encode(), "application/pdf", "text/plain"),
    ],
)
def test_kinds(data: bytes, declared: str, expected: str) -> None:
    assert media_type_of(data, declared=declared) == expected


@pytest.mark.parametrize(
    "data",
    [PROGRAM, b"MZ\x90\0", b"#!/bin/sh\n", bytes(100), b"", _zip("word/vbaProject.bin")],
    ids=["elf", "exe", "script", "zeros", "empty", "macros"],
)
def test_what_is_not_taken(data: bytes) -> None:
    with pytest.raises(KindRefused):
        media_type_of(data, declared="image/png")


@given(st.text(max_size=400))
def test_a_name_is_a_name_and_no_path(given_name: str) -> None:
    name = file_name(given_name)
    assert 1 <= len(name) <= LONGEST_NAME
    assert not {"/", "\\", "\0", "\n"} & set(name)
    assert name not in (".", "..")


@given(size=st.integers(1, 1000), first=st.integers(0, 1200), last=st.integers(0, 1200))
def test_a_range_stays_within_the_file(size: int, first: int, last: int) -> None:
    for wanted in (f"bytes={first}-{last}", f"bytes={first}-", f"bytes=-{last}", "bytes=-", "x"):
        try:
            start, end = byte_range(wanted, size)
        except ValueError:
            assert first >= size or last == 0
        else:
            assert 0 <= start < end <= size
