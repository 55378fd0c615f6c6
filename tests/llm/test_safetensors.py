import contextlib
import json
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.llm.safetensors import BadSafetensors, TensorPlace, read_index


def write(path: Path, header: object, data: bytes = b"") -> Path:
    encoded = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(encoded)) + encoded + data)
    return path


def test_the_index_gives_absolute_places(tmp_path: Path) -> None:
    header = {
        "__metadata__": {"format": "pt"},
        "a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]},
        "b": {"dtype": "F32", "shape": [1, 1], "data_offsets": [8, 12]},
    }
    path = write(tmp_path / "x", header, bytes(12))
    start = path.stat().st_size - 12
    assert read_index(path) == {
        "a": TensorPlace("F32", (2,), start, 8),
        "b": TensorPlace("F32", (1, 1), start + 8, 4),
    }


@pytest.mark.parametrize(
    "entry",
    [
        {"dtype": "F32", "shape": [9], "data_offsets": [0, 36]},
        {"dtype": "F32", "shape": [1], "data_offsets": [8, 4]},
        {"dtype": "F32", "shape": [1], "data_offsets": [-4, 0]},
        {"dtype": "F32", "shape": "x", "data_offsets": [0, 4]},
        {"dtype": "F32", "shape": [1]},
        "not an entry",
    ],
)
def test_a_place_outside_the_file_is_refused(tmp_path: Path, entry: object) -> None:
    with pytest.raises(BadSafetensors):
        read_index(write(tmp_path / "x", {"a": entry}, bytes(8)))


@given(content=st.binary(max_size=200))
def test_any_other_file_is_refused_or_read_without_surprise(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("safetensors") / "x"
    path.write_bytes(content)
    with contextlib.suppress(BadSafetensors):
        assert isinstance(read_index(path), dict)
