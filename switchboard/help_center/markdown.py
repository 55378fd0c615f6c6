"""Renders the Markdown of articles. Long articles are rendered in a child process."""

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

MAX_INLINE_CHARACTERS = 1_500
MAX_CACHED = 512

_cached_render = lru_cache(maxsize=MAX_CACHED)(render)
_cache: dict[tuple[str, str, Pictures], Rendered] = {}
"""The articles that were rendered in a child process, oldest first."""


async def render_article(body: str, title: str, pictures: Pictures = ()) -> Rendered:
    """The article as HTML with its headings; as plain text when rendering takes too long.

    Args:
        pictures: pairs of a picture's address in the text and the address of our copy.
    """
    if len(body) <= MAX_INLINE_CHARACTERS:
        return _cached_render(body, title, pictures)
    key = (title, body, pictures)
    if key not in _cache:
        while len(_cache) >= MAX_CACHED:
            del _cache[next(iter(_cache))]
        _cache[key] = await _render_in_child(body, title, pictures)
    return _cache[key]


async def pictures_in(body: str) -> list[str]:
    """The addresses of the pictures in a text; none when parsing takes too long."""
    if len(body) <= MAX_INLINE_CHARACTERS:
        return picture_addresses(body)
    try:
        return await heavy.run(picture_addresses, body)
    except heavy.TooHeavy:
        return []


async def _render_in_child(body: str, title: str, pictures: Pictures) -> Rendered:
    try:
        html, headings, excerpt = await heavy.run(fields, body, title, pictures)
    except heavy.TooHeavy:
        return unrendered(body)
    return Rendered(html, tuple(Heading(*one) for one in headings), excerpt)
