"""Files are sealed: nobody else reads them, no change goes unnoticed, any stretch is readable."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.core.clock import now
from switchboard.core.encryption import (
    CHUNK_BYTES,
    HEADER_BYTES,
    FileCipher,
    Unsealable,
    plain_size,
    stretch_of,
)
from switchboard.core.storage import FileGone, Storage, open_storage

SEALER = FileCipher("a secret of this installation")
SIZES = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES]


@given(size=st.sampled_from(SIZES), data=st.data())
def test_any_stretch_of_a_sealed_file_can_be_read_alone(size: int, data: st.DataObject) -> None:
    plain = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    sealed = SEALER.seal("w/a", plain)
    assert SEALER.open("w/a", sealed) == plain
    assert plain_size(len(sealed)) == size
    if size:
        start = data.draw(st.integers(0, size - 1))
        end = data.draw(st.integers(start + 1, size))
        where = stretch_of(start, end, size)
        body = sealed[where.start : where.end]
        assert (
            SEALER.open_stretch("w/a", sealed[:HEADER_BYTES], body, where, size) == plain[start:end]
        )


@given(size=st.sampled_from(SIZES), at=st.integers(0), bit=st.integers(0, 7))
def test_no_bit_can_change_unnoticed(size: int, at: int, bit: int) -> None:
    sealed = bytearray(SEALER.seal("w/a", bytes(size)))
    sealed[at % len(sealed)] ^= 1 << bit
    with pytest.raises(Unsealable):
        SEALER.open("w/a", bytes(sealed))


@pytest.mark.parametrize(
    ("name", "cut", "sealer"),
    [
        ("w/b", None, SEALER),
        ("w/a", None, FileCipher("another installation")),
        ("w/a", -CHUNK_BYTES - 16, SEALER),
        ("w/a", 5, SEALER),
    ],
    ids=["another name", "another key", "last chunk gone", "nearly all gone"],
)
def test_it_opens_only_whole_and_only_as_what_it_was(
    name: str, cut: int | None, sealer: FileCipher
) -> None:
    sealed = SEALER.seal("w/a", bytes(2 * CHUNK_BYTES))
    with pytest.raises(Unsealable):
        sealer.open(name, sealed[:cut])


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    return open_storage(None, tmp_path, "a secret")


async def test_a_file_is_kept_sealed_and_given_back(storage: Storage, tmp_path: Path) -> None:
    secret = b"the customer's passport " * 5000
    await storage.put("wsp_1", "att_1", secret)
    assert await storage.read("wsp_1", "att_1") == secret
    assert await storage.read_range("wsp_1", "att_1", 70_000, 70_010) == secret[70_000:70_010]
    on_disk = (tmp_path / "files/wsp_1/att_1").read_bytes()
    assert b"passport" not in on_disk

    with pytest.raises(FileGone):
        await storage.read("wsp_2", "att_1")
    assert [name async for name in storage.names(now())] == [("wsp_1", "att_1")]
    await storage.delete("wsp_1", "att_1", "att_nobody")
    with pytest.raises(FileGone):
        await storage.read_range("wsp_1", "att_1", 0, 1)


async def test_any_store_can_be_named_by_its_url(tmp_path: Path) -> None:
    storage = open_storage(f"file://{tmp_path}", Path("/nowhere"), "a secret")
    await storage.put("wsp_1", "att_1", b"text")
    assert await storage.read("wsp_1", "att_1") == b"text"
