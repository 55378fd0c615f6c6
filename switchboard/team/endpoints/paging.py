"""How the lists of this module are cut into pages: by id, which is by age."""

from collections.abc import Sequence
from typing import Annotated, Any, TypeVar

from fastapi import Path, Query
from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute

from switchboard.core.pages import decode_cursor, encode_cursor

Q = TypeVar("Q", bound=Select[*tuple[Any, ...]])

PathId = Annotated[str, Path(max_length=64, pattern=r"^\w+$")]
After = Annotated[str | None, Query(max_length=200, description="`next` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=200, description="The most items to give.")]


def one_page(query: Q, position: InstrumentedAttribute[str], after: str | None, limit: int) -> Q:
    """The query for one page, with one row more to see whether another page follows.

    Raises Invalid if the cursor is not one of ours.
    """
    if after is not None:
        (last,) = decode_cursor(after, str)
        query = query.where(position > last)
    return query.order_by(position).limit(limit + 1)


def next_cursor(ids: Sequence[str], limit: int) -> str | None:
    """The cursor behind the page's last row, if there is a row more than `limit`."""
    return encode_cursor(ids[limit - 1]) if len(ids) > limit else None
