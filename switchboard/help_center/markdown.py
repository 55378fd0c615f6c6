"""An article's Markdown as its page shows it. Long ones are read where nobody waits for it."""

from functools import lru_cache

from switchboard.core import heavy
from switchboard.documents.rendering import (
    Heading,
    Rendered,
    fields,
    picture_addresses,
    render,
    unrendered,
)

Pictures = tuple[tuple[str, str], ...]

_QUICK_CHARACTERS = 1_500
_KEPT = 512

_quick = lru_cache(maxsize=_KEPT)(render)
_heavy: dict[tuple[str, str, Pictures], Rendered] = {}
"""The latest ones, oldest first."""


async def shown(body: str, title: str, pictures: Pictures = ()) -> Rendered:
    """The article as HTML with its headings; as it was written when it takes too long to read.

    Args:
        pictures: pairs of a picture's address in the text and the one that it is shown from.
    """
    if len(body) <= _QUICK_CHARACTERS:
        return _quick(body, title, pictures)
    key = (title, body, pictures)
    if key not in _heavy:
        while len(_heavy) >= _KEPT:
            del _heavy[next(iter(_heavy))]
        _heavy[key] = await _away(body, title, pictures)
    return _heavy[key]


async def pictures_in(body: str) -> list[str]:
    """The addresses of the pictures in a text; none when it takes too long to read."""
    if len(body) <= _QUICK_CHARACTERS:
        return picture_addresses(body)
    try:
        return await heavy.run(picture_addresses, body)
    except heavy.TooHeavy:
        return []


async def _away(body: str, title: str, pictures: Pictures) -> Rendered:
    try:
        html, headings, excerpt = await heavy.run(fields, body, title, pictures)
    except heavy.TooHeavy:
        return unrendered(body)
    return Rendered(html, tuple(Heading(*one) for one in headings), excerpt)
