"""Seals bytes so that only this installation can read them, and any stretch can be read alone.

The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015, as in age and libsodium): the
plaintext is cut into chunks, each sealed with AES-256-GCM under a key of its own file; the nonce
counts the chunks and marks the last one. So a chunk that is changed, moved, left out or cut off
is noticed, and a range in the middle costs only its own chunks.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CHUNK_BYTES = 64 * 1024
_TAG_BYTES = 16
_SALT_BYTES = 16
_MAGIC = b"SWB1"
HEADER_BYTES = len(_MAGIC) + _SALT_BYTES
SEALED_CHUNK_BYTES = CHUNK_BYTES + _TAG_BYTES


class Unsealable(Exception):
    """The bytes were not sealed under this name by this installation, or have changed since."""


@dataclass(frozen=True)
class Stretch:
    """Which sealed bytes hold a range of the plaintext, and where in them the range lies."""

    start: int
    end: int
    first_chunk: int
    skip: int
    length: int


class FileCipher:
    """Seals and opens, under keys derived from one secret."""

    def __init__(self, secret: str) -> None:
        """Args: the installation's secret; without it, what was sealed is lost."""
        self._secret = secret.encode()

    def seal(self, name: str, data: bytes) -> bytes:
        """The sealed form; it opens under the same name only."""
        salt = os.urandom(_SALT_BYTES)
        aead = self._aead(name, salt)
        chunks = [data[at : at + CHUNK_BYTES] for at in range(0, len(data), CHUNK_BYTES)] or [b""]
        last = len(chunks) - 1
        sealed = (
            aead.encrypt(_nonce(index, last=index == last), chunk, None)
            for index, chunk in enumerate(chunks)
        )
        return b"".join((_MAGIC, salt, *sealed))

    def open(self, name: str, sealed: bytes) -> bytes:
        """The plaintext of all that was sealed. Raises Unsealable."""
        total = plain_size(len(sealed))
        stretch = stretch_of(0, total, total)
        return self.open_stretch(name, sealed[:HEADER_BYTES], sealed[HEADER_BYTES:], stretch, total)

    def open_stretch(
        self, name: str, header: bytes, sealed: bytes, stretch: Stretch, total: int
    ) -> bytes:
        """A range of the plaintext, from just the sealed bytes that `stretch` names.

        Args:
            header: the first HEADER_BYTES of what was sealed; total: the plaintext's length.
        """
        if header[: len(_MAGIC)] != _MAGIC or len(header) != HEADER_BYTES:
            raise Unsealable("this was not sealed by us")
        aead = self._aead(name, header[len(_MAGIC) :])
        last = max(0, (total - 1) // CHUNK_BYTES)
        try:
            plain = b"".join(
                aead.decrypt(_nonce(index, last=index == last), chunk, None)
                for index, chunk in enumerate(_cut(sealed), stretch.first_chunk)
            )
        except InvalidTag as error:
            raise Unsealable("these bytes have been changed, or are another file's") from error
        return plain[stretch.skip : stretch.skip + stretch.length]

    def _aead(self, name: str, salt: bytes) -> AESGCM:
        derive = HKDF(
            hashes.SHA256(), length=32, salt=salt, info=b"switchboard file\0" + name.encode()
        )
        return AESGCM(derive.derive(self._secret))


def plain_size(sealed_size: int) -> int:
    """How many bytes were sealed into so many. Raises Unsealable when no number fits."""
    body = sealed_size - HEADER_BYTES
    chunks = -(-body // SEALED_CHUNK_BYTES)
    if body < _TAG_BYTES or body - chunks * _TAG_BYTES < 0:
        raise Unsealable("this is too short to have been sealed by us")
    return body - chunks * _TAG_BYTES


def stretch_of(start: int, end: int, total: int) -> Stretch:
    """Where the plaintext's bytes from `start` up to, not including, `end` are kept."""
    first, last = start // CHUNK_BYTES, max(start, end - 1) // CHUNK_BYTES
    return Stretch(
        start=HEADER_BYTES + first * SEALED_CHUNK_BYTES,
        end=HEADER_BYTES + min((last + 1) * SEALED_CHUNK_BYTES, total + (last + 1) * _TAG_BYTES),
        first_chunk=first,
        skip=start - first * CHUNK_BYTES,
        length=end - start,
    )


def _cut(sealed: bytes) -> Iterator[bytes]:
    for at in range(0, len(sealed), SEALED_CHUNK_BYTES):
        yield sealed[at : at + SEALED_CHUNK_BYTES]


def _nonce(index: int, *, last: bool) -> bytes:
    return index.to_bytes(11) + bytes([last])
