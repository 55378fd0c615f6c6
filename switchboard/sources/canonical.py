"""Finds the canonical address of a page: pages may redirect, refresh, or name another address.

A page that says "my own address is another" is believed only when that address can be read, does
not lead back, and says what the page says. Sites name the home page on all pages, pages that
redirect to the one that names them, or pages that are gone; each of these would lose the text.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

MAX_HOPS = 5
MAX_CACHED_PAGES = 500
MIN_SHARED_TEXT = 0.7
"""The share of a page's text that the other page must contain to be its canonical page."""
MIN_SHINGLES = 8
"""With fewer shingles (three words in a row), a page has no text that could be lost."""
_TOKEN = re.compile(r"\w+")
MAX_TOKEN_LENGTH = 20
_SHINGLE = 3


@dataclass(frozen=True, slots=True)
class PagePreview:
    """What is known of another page.

    Attributes:
        leads: the address to which it leads in turn.
        text: what it says; empty when it cannot be read or be taken.
    """

    leads: str | None = None
    text: str = ""


class CanonicalResolver:
    """Follows the canonical addresses that the pages of one source name.

    Args:
        peek: fetches another page of the source.
        has: whether an address is of the source.
    """

    def __init__(
        self, peek: Callable[[str], Awaitable[PagePreview]], has: Callable[[str], bool]
    ) -> None:
        self._preview, self._has = peek, has
        self._known: dict[str, PagePreview] = {}

    async def resolve(self, address: str, named: str, text: str | None) -> str | None:
        """The address that has the page's text, or None when only this page has it.

        Args:
            address: of the page.
            named: the address that it names.
            text: of the page; None for a page that only redirects.
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

    async def _look(self, address: str) -> PagePreview:
        if address not in self._known:
            if len(self._known) >= MAX_CACHED_PAGES:
                self._known.clear()
            self._known[address] = await self._preview(address)
        return self._known[address]


def _says(other: str, text: str | None) -> bool:
    """Whether a text contains most of another one."""
    if text is None:
        return True
    own = _shingles(text)
    return len(own) < MIN_SHINGLES or len(own & _shingles(other)) >= MIN_SHARED_TEXT * len(own)


def _shingles(text: str) -> set[tuple[str, ...]]:
    tokens: list[str] = []
    for token in _TOKEN.findall(text.casefold()):
        tokens += [token] if len(token) <= MAX_TOKEN_LENGTH else token
    count = max(len(tokens) - _SHINGLE + 1, 1)
    return {tuple(tokens[start : start + _SHINGLE]) for start in range(count)} if tokens else set()
