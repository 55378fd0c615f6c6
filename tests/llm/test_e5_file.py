import contextlib
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from switchboard.llm.e5_file import BadE5File, E5File

SIZES = (384, 12, 12, 1536, 250_037, 512, 2)


def small_file(path: Path) -> Path:
    """A file of the right form with two pieces, one replaced character and two tensors."""
    header = struct.pack("<4sI7ifi", b"E5S1", 1, *SIZES, 1e-12, 32)
    pieces = struct.pack("<5iQ3I2f", 2, 0, 1, 0, 1, 3, 0, 1, 3, -1.0, -2.0) + b"abc"
    normalized = struct.pack("<iIIBI", 1, 9, 0x0A, 1, 0x20)
    block = struct.pack("<e16B", 0.5, *(0x80 + n for n in range(16)))
    words = block * 12
    entries = [(b"emb.word", 1, 384, len(words)), (b"l0.q.b", 0, 2, 8)]
    start = len(header + pieces + normalized) + 4 + sum(2 + len(e[0]) + 21 for e in entries)
    directory, at = struct.pack("<i", len(entries)), start
    for name, kind, count, length in entries:
        directory += struct.pack("<H", len(name)) + name
        directory += struct.pack("<BIQQ", kind, count, at, length)
        at += length
    tensors = words + struct.pack("<2f", 1.5, -2.5)
    path.write_bytes(header + pieces + normalized + directory + tensors)
    return path


def test_pieces_and_tensors_are_read(tmp_path: Path) -> None:
    file = E5File(small_file(tmp_path / "x"))
    assert file.pieces.normalized == {0x0A: " "}
    assert bytes(file.pieces.text) == b"abc"
    assert file.pieces.offsets.tolist() == [0, 1, 3]
    assert file.tensor("l0.q.b").tolist() == [1.5, -2.5]
    [row] = file.words(np.array([0]))
    # The low nibbles are 0 to 15, the high ones 8; both less 8, times the scale.
    assert row[:32].tolist() == [(n - 8) / 2 for n in range(16)] + [0.0] * 16
    assert row.tolist() == file.tensor("emb.word").tolist()


def test_another_models_file_is_refused(tmp_path: Path) -> None:
    path = small_file(tmp_path / "x")
    data = bytearray(path.read_bytes())
    data[12] += 1
    path.write_bytes(data)
    with pytest.raises(BadE5File, match="another model"):
        E5File(path)


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_refused_or_read_without_surprise(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = small_file(tmp_path_factory.mktemp("e5") / "x")
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content[: data.draw(st.integers(1, len(content)))])
    with contextlib.suppress(BadE5File, KeyError, ValueError):
        E5File(path).tensor("l0.q.b")
