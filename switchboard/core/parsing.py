"""Reads what outsiders wrote, where the standard library raises what nobody expects of it.

`urlsplit` raises on a lone bracket, a token's header may be nested a thousand deep, a time with a
zone may lie before the year 1 in ours: each of these is the caller's mistake, and told as one.
"""

import json
from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import SplitResult, urlsplit

import jwt
from pydantic import AfterValidator, AwareDatetime

MAX_TOKEN_CHARACTERS = 16_000
_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST = datetime(9000, 1, 1, tzinfo=UTC)


def split_address(address: str) -> SplitResult | None:
    """The parts of an address, or None if it is none: also its port and host can be read then."""
    try:
        parts = urlsplit(address)
        _ = parts.port, parts.hostname
    except ValueError:
        return None
    return parts


def origin_of(address: str) -> str | None:
    """Scheme and host with port, as browsers write an origin; None if it is not of the web."""
    parts = split_address(address)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return f"{parts.scheme}://{parts.netloc}"


def read_jwt(token: str, key: str | bytes, **rules: Any) -> dict[str, Any]:
    """The claims of a token that is signed with this key by HS256.

    Args:
        rules: as `jwt.decode` takes them.

    Raises jwt.InvalidTokenError, whatever is wrong with the token.
    """
    if len(token) > MAX_TOKEN_CHARACTERS:
        raise jwt.InvalidTokenError("is too long")
    try:
        claims: dict[str, Any] = jwt.decode(token, key, algorithms=["HS256"], **rules)
    except (ValueError, OverflowError, TypeError, RecursionError) as error:
        raise jwt.InvalidTokenError("cannot be parsed") from error
    return claims


def read_json(text: str | bytes) -> Any:
    """What JSON says. Raises ValueError, also when it is too deep or a number too long."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("is too deeply nested") from error


def _in_our_time(at: datetime) -> datetime:
    if not _EARLIEST <= at <= _LATEST:
        raise ValueError("must be between the years 1970 and 9000")
    return at.astimezone(UTC)


Moment = Annotated[AwareDatetime, AfterValidator(_in_our_time)]
"""A time with a zone, in years that every part of the product can reckon with; in UTC."""
