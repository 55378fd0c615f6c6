"""An article's Markdown as its page shows it. Long ones are read where nobody waits for it."""

from functools import lru_cache

from switchboard.core import heavy
from switchboard.documents.rendering import Heading, Rendered, fields, render, unrendered

_QUICK_CHARACTERS = 1_500
_KEPT = 512

_quick = lru_cache(maxsize=_KEPT)(render)
_heavy: dict[tuple[str, str], Rendered] = {}
"""The latest ones, oldest first."""


async def shown(body: str, title: str) -> Rendered:
    """The article as HTML with its headings; as it was written when it takes too long to read."""
    if len(body) <= _QUICK_CHARACTERS:
        return _quick(body, title)
    if (title, body) not in _heavy:
        while len(_heavy) >= _KEPT:
            del _heavy[next(iter(_heavy))]
        _heavy[title, body] = await _away(body, title)
    return _heavy[title, body]


async def _away(body: str, title: str) -> Rendered:
    try:
        html, headings, excerpt = await heavy.run(fields, body, title)
    except heavy.TooHeavy:
        return unrendered(body)
    return Rendered(html, tuple(Heading(*one) for one in headings), excerpt)
