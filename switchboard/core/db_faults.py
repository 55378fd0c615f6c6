"""What an error of the database means to whoever asked: not now, once more, or not like that."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

import asyncpg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from switchboard.core.errors import Invalid, Problem, Repeatable, Unavailable

T = TypeVar("T")

MAX_ATTEMPTS = 5
_FIRST_PAUSE = 0.02
"""Seconds, at most; twice as many before each further attempt."""

_REPEAT = ("40001", "40P01", "55P03")
"""serialization_failure, deadlock_detected, lock_not_available (PostgreSQL's appendix A)."""
_BROKEN = ("08", "57")
"""Beginnings of the codes of connections that broke, and of an operator's or a crash's end."""
_LACKING = ("53", "58", "25006")
"""Of missing resources (a full disk), errors of the system; and a standby that only reads."""
_NO_TEXT = ("22021", "22P05")
"""character_not_in_repertoire, untranslatable_character."""
_TOO_LARGE = "22003"
"""numeric_value_out_of_range. The driver finds most of them itself, without a code."""
_RETRY_SECONDS = "1"


def is_broken(error: BaseException) -> bool:
    """Whether the error says that the connection to the database is of no more use."""
    cause = driver_error(error)
    if isinstance(cause, ConnectionError | TimeoutError | asyncpg.InternalClientError):
        return True
    if isinstance(cause, asyncpg.InterfaceError):
        # All others of its kind are mistakes of whoever made the call.
        return not isinstance(cause, ValueError) and "connection" in str(cause)
    return _code(cause).startswith(_BROKEN)


def is_away(error: BaseException) -> bool:
    """Whether the error says that the database cannot do its work for now."""
    cause = driver_error(error)
    lacking = isinstance(cause, PoolTimeout) or _code(cause).startswith(_LACKING)
    return lacking or is_broken(error)


def named(error: Exception, *, committing: bool = False) -> Problem | None:
    """The problem that an error of the database is to a caller; None for what is a fault of ours.

    Args:
        error: as SQLAlchemy or the driver raised it.
        committing: the transaction may have been committed before the connection broke.
    """
    if _code(driver_error(error)) in _REPEAT:
        return Repeatable(
            "Someone else made a change at the same time. Try again.",
            headers={"Retry-After": _RETRY_SECONDS},
        )
    if not is_away(error):
        return None
    said = (
        "The connection to the database was lost while saving. Check whether your change was "
        "saved before you try again."
        if committing
        else "The database is not available right now. No changes were made. Try again in a moment."
    )
    return Unavailable(said, headers={"Retry-After": _RETRY_SECONDS})


def refused_value(error: Exception) -> Invalid | None:
    """The caller's mistake behind an error of the database: a value that no column can hold.

    None for every other error. This is the one guard for what validation of the single fields
    lets through: NUL characters and half surrogates in text, numbers beyond a column's range.
    """
    cause = driver_error(error)
    if not isinstance(cause, asyncpg.DataError):
        return None
    if cause.sqlstate in _NO_TEXT or "surrogates" in str(cause):
        return Invalid("Text must not contain NUL characters or unpaired surrogates.")
    if cause.sqlstate == _TOO_LARGE or "out of int" in str(cause):
        return Invalid("A number is too large.")
    return None


def driver_error(error: BaseException | None) -> BaseException | None:
    """The driver's own error behind one of SQLAlchemy's; any other as it is."""
    return error.orig and error.orig.__cause__ if isinstance(error, DBAPIError) else error


async def repeated(work: Callable[[], Awaitable[T]]) -> T:
    """Do all of `work`, and again when PostgreSQL asks for it (a deadlock, say).

    Only for what can be repeated as a whole: it begins its transactions itself.
    """
    for attempt in range(1, MAX_ATTEMPTS):
        try:
            return await work()
        except Repeatable:
            await pause_before(attempt + 1)
    return await work()


async def pause_before(attempt: int) -> None:
    """Rest for a random while, so that those who were in each other's way do not meet again."""
    longest: float = _FIRST_PAUSE * 2 ** (attempt - 2)
    await asyncio.sleep(random.uniform(0, longest))  # noqa: S311 (spreads load, keeps no secret)


def _code(error: BaseException | None) -> str:
    return str(getattr(error, "sqlstate", None) or "")
