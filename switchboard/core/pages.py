"""Lists come in pages: `{"items": [...], "next": cursor or null}`."""

import base64
import json
from datetime import datetime
from typing import Generic, TypeVar

from pydantic import BaseModel

from switchboard.core.errors import Invalid

T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    """One page of a list; `next` goes into `?after=` to get the following one."""

    items: list[T]
    next: str | None = None


class InvalidCursor(Invalid):
    """A cursor that no list of ours gave out."""

    code = "invalid_cursor"

    def __init__(self) -> None:
        super().__init__("Invalid cursor. Leave out `after` to start from the first page.")


def encode_cursor(*position: str | int) -> str:
    """The position behind a page's last row, as an opaque text."""
    return base64.urlsafe_b64encode(json.dumps(position).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, *kinds: type) -> list[str | int]:
    """The position in a cursor. Raises Invalid unless its parts are of these types."""
    try:
        position = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError):
        position = None
    if not isinstance(position, list) or [type(part) for part in position] != list(kinds):
        raise InvalidCursor
    return position


def cursor_time(part: str | int) -> datetime:
    """The time in a cursor's part. Raises Invalid unless it is one with a zone."""
    try:
        at = datetime.fromisoformat(str(part))
    except ValueError:
        raise InvalidCursor from None
    if at.tzinfo is None:
        raise InvalidCursor
    return at
