"""Where a page's text really stands: pages that redirect, refresh, or name another as their own.

A page that says "my own address is another" is believed only when that address can be read, does
not lead back, and says what the page says. Sites name the home page on all pages, pages that
redirect to the one that names them, or pages that are gone; each of these would lose the text.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

MAX_HOPS = 5
MAX_REMEMBERED = 500
_SHARE = 0.7
"""Of a page's text that has to stand on the other one for that one to be its own."""
_LITTLE = 8
"""Runs of three words; of a page with fewer, there is nothing to lose."""
_TOKEN = re.compile(r"\w+")
_LONG_TOKEN = 20
_SHINGLE = 3


@dataclass(frozen=True, slots=True)
class Peek:
    """What another page turned out to be.

    Attributes:
        leads: where it sends its readers in turn.
        text: what it says; empty when it cannot be read or be taken.
    """

    leads: str | None = None
    text: str = ""


class Leads:
    """Follows what pages of one source name as their own address.

    Args:
        peek: fetches another page of the source.
        has: whether an address is of the source.
    """

    def __init__(self, peek: Callable[[str], Awaitable[Peek]], has: Callable[[str], bool]) -> None:
        self._peek, self._has = peek, has
        self._known: dict[str, Peek] = {}

    async def home_of(self, address: str, named: str, text: str | None) -> str | None:
        """The address where the page's text stands, or None when it stands here alone.

        Args:
            address: of the page.
            named: the address that it names.
            text: what the page says; None for a page that only sends readers on.
        """
        seen, target = {address}, named
        for _ in range(MAX_HOPS):
            if target in seen or not self._has(target):
                return None
            seen.add(target)
            peek = await self._look(target)
            if peek.leads is None:
                return target if peek.text and _says(peek.text, text) else None
            target = peek.leads
        return None

    async def _look(self, address: str) -> Peek:
        if address not in self._known:
            if len(self._known) >= MAX_REMEMBERED:
                self._known.clear()
            self._known[address] = await self._peek(address)
        return self._known[address]


def _says(other: str, text: str | None) -> bool:
    """Whether most of a text stands in another one."""
    if text is None:
        return True
    own = _shingles(text)
    return len(own) < _LITTLE or len(own & _shingles(other)) >= _SHARE * len(own)


def _shingles(text: str) -> set[tuple[str, ...]]:
    tokens: list[str] = []
    for token in _TOKEN.findall(text.casefold()):
        tokens += [token] if len(token) <= _LONG_TOKEN else token
    count = max(len(tokens) - _SHINGLE + 1, 1)
    return {tuple(tokens[start : start + _SHINGLE]) for start in range(count)} if tokens else set()
