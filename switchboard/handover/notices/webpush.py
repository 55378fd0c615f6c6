"""Web push: a message that only the browser can read, and who sends it.

RFC 8291 (encryption), RFC 8188 (its coding), RFC 8292 (VAPID, which names the sender to the push
service). The sender's key is derived from the installation's own, so that all its processes have
the same one and nothing more has to be kept.
"""

import base64
import json
import os
import time
from dataclasses import dataclass

import jwt
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from switchboard.core.parsing import origin_of

_RECORD_SIZE = 4096
LONGEST_MESSAGE = 3000
"""Bytes. Push services take 4096 in all; the coding and its header need some of them."""
_TOKEN_SECONDS = 12 * 3600
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""The order of the group of P-256 (FIPS 186-4, D.1.2.3)."""


def decode(text: str) -> bytes:
    """Base64url, with or without padding. Raises ValueError."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def encode(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass(frozen=True)
class Receiver:
    """A browser: where its push service takes messages, and the keys to encrypt them with."""

    endpoint: str
    p256dh: str
    auth: str

    def check(self) -> None:
        """Raise ValueError unless the keys are a point of P-256 and 16 bytes."""
        _point(decode(self.p256dh))
        if len(decode(self.auth)) != 16:
            raise ValueError("the authentication secret has 16 bytes")


class Sender:
    """This installation, as push services know it. `contact`: a mailto: or https: address."""

    def __init__(self, secret: str, contact: str) -> None:
        seed = HKDF(hashes.SHA256(), length=48, salt=None, info=b"switchboard web push").derive(
            secret.encode()
        )
        # 48 bytes over an order of 32: the bias of the remainder is below 2^-128.
        number = int.from_bytes(seed) % (_ORDER - 1) + 1
        self._key = ec.derive_private_key(number, ec.SECP256R1())
        self._contact = contact

    @property
    def public_key(self) -> str:
        """What browsers subscribe with: the uncompressed point."""
        return encode(_raw(self._key.public_key()))

    def headers(self, endpoint: str, *, seconds: int) -> dict[str, str]:
        """The request's headers; the push service keeps the message for so long at most."""
        claims = {
            "aud": origin_of(endpoint),
            "exp": int(time.time()) + _TOKEN_SECONDS,
            "sub": self._contact,
        }
        token = jwt.encode(claims, self._key, algorithm="ES256")
        return {
            "Authorization": f"vapid t={token}, k={self.public_key}",
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(seconds),
            "Urgency": "high",
        }


def encrypt(message: bytes, receiver: Receiver) -> bytes:
    """The message as its receiver alone can read it, in one record."""
    own = ec.generate_private_key(ec.SECP256R1())
    return _encrypt(message, receiver, own, os.urandom(16))


def _encrypt(
    message: bytes, receiver: Receiver, own: ec.EllipticCurvePrivateKey, salt: bytes
) -> bytes:
    theirs, ours = decode(receiver.p256dh), _raw(own.public_key())
    shared = own.exchange(ec.ECDH(), _point(theirs))
    info = b"WebPush: info\0" + theirs + ours
    secret = _derive(decode(receiver.auth), shared, info, 32)
    key = _derive(salt, secret, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derive(salt, secret, b"Content-Encoding: nonce\0", 12)
    header = salt + _RECORD_SIZE.to_bytes(4) + len(ours).to_bytes(1) + ours
    return header + AESGCM(key).encrypt(nonce, message + b"\x02", None)


def _derive(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length=length, salt=salt, info=info).derive(secret)


def _point(raw: bytes) -> ec.EllipticCurvePublicKey:
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)


def _raw(key: ec.EllipticCurvePublicKey) -> bytes:
    encoding, form = serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    return key.public_bytes(encoding, form)


def as_message(notice: dict[str, str]) -> bytes:
    """A notice as its service worker reads it, cut to what push services take."""
    data = json.dumps(notice, ensure_ascii=False).encode()
    while len(data) > LONGEST_MESSAGE and notice["body"]:
        notice = {**notice, "body": notice["body"][: len(notice["body"]) // 2]}
        data = json.dumps(notice, ensure_ascii=False).encode()
    return data
