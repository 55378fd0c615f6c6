"""Reads where the tensors lie in a safetensors file, without loading any of them.

The format: eight bytes little-endian with the length of a JSON header, the header, then the raw
numbers. https://github.com/huggingface/safetensors#format
"""

import json
import struct
from dataclasses import dataclass
from pathlib import Path

_LARGEST_HEADER = 16 * 1024 * 1024


class BadSafetensors(ValueError):
    """The file is not a well-formed safetensors file."""


@dataclass(frozen=True, slots=True)
class TensorPlace:
    """Where one tensor lies: `offset` and `length` in bytes, counted from the start of the file."""

    dtype: str
    shape: tuple[int, ...]
    offset: int
    length: int


def read_index(path: Path) -> dict[str, TensorPlace]:
    """Return the place of each tensor in the file by name. Raises BadSafetensors."""
    with path.open("rb") as file:
        prefix = file.read(8)
        if len(prefix) < 8:
            raise BadSafetensors("shorter than its length field")
        (header_length,) = struct.unpack("<Q", prefix)
        if header_length > _LARGEST_HEADER:
            raise BadSafetensors("the header is too long")
        header = file.read(header_length)
    return _parse_header(header, data_starts_at=8 + header_length, file_size=path.stat().st_size)


def _parse_header(header: bytes, *, data_starts_at: int, file_size: int) -> dict[str, TensorPlace]:
    try:
        entries = json.loads(header)
        places = {
            name: _place(entry, data_starts_at)
            for name, entry in entries.items()
            if name != "__metadata__"
        }
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BadSafetensors("the header is not understood") from error
    for name, place in places.items():
        if place.length < 0 or place.offset < data_starts_at:
            raise BadSafetensors(f"{name} lies before the data")
        if place.offset + place.length > file_size:
            raise BadSafetensors(f"{name} reaches past the end of the file")
    return places


def _place(entry: dict[str, object], data_starts_at: int) -> TensorPlace:
    begin, end = (int(value) for value in _list(entry["data_offsets"]))
    shape = tuple(int(value) for value in _list(entry["shape"]))
    return TensorPlace(str(entry["dtype"]), shape, data_starts_at + begin, end - begin)


def _list(value: object) -> list[int]:
    if not isinstance(value, list) or not all(isinstance(item, int) for item in value):
        raise ValueError("a list of whole numbers was expected")
    return value
