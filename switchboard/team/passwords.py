"""Passwords: Argon2id, hashed in threads of their own so that nothing else waits."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

SHORTEST, LONGEST = 8, 1024

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""The OWASP minimum for Argon2id, in KiB: https://cheatsheetseries.owasp.org (Password Storage)."""

_NOBODY = _HASHER.hash("nobody has this password")
_THREADS = ThreadPoolExecutor(2, thread_name_prefix="argon2")


async def hash_password(password: str) -> str:
    """A new salted hash."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, _HASHER.hash, password)


async def verify_password(password_hash: str | None, password: str) -> bool:
    """Whether the password is right. Without a hash it takes as long, and says no."""
    right = await asyncio.get_running_loop().run_in_executor(
        _THREADS, _verify, password_hash or _NOBODY, password
    )
    return right and password_hash is not None


def needs_rehash(password_hash: str) -> bool:
    """Whether the hash was made with weaker parameters than today's."""
    return _HASHER.check_needs_rehash(password_hash)


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
