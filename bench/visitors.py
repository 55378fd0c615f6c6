"""Visitors of the sample shop's web chat, by the public API."""

import json
from itertools import cycle
from uuid import uuid4

import httpx

from bench.load import request
from bench.support import Product

WIDGET_KEY = "wk_demo"
AT_MOST = 590
"""Sessions that one address may start at once; each may write 40 messages, then one a second."""


async def start_sessions(product: Product, count: int) -> list[str]:
    """Session tokens of new visitors."""
    if count > AT_MOST:
        raise ValueError(f"at most {AT_MOST} visitors can start at once")
    body = {"widget_key": WIDGET_KEY, "visitor": {"locale": "en"}}
    tokens = []
    async with httpx.AsyncClient(base_url=product.url, timeout=30) as client:
        for _ in range(count):
            answer = await client.post("/api/v1/widget/sessions", json=body)
            tokens.append(answer.raise_for_status().json()["session_token"])
    return tokens


class Messages:
    """Requests that write a message each, by one visitor after the other.

    Args:
        path: where messages are written to.
        tokens: the visitors' session tokens.
        text: what they all write.
    """

    def __init__(self, path: str, tokens: list[str], text: str) -> None:
        self._path = path
        self._tokens = cycle(tokens)
        self._text = json.dumps(text)

    def next(self) -> bytes:
        """The next visitor's message, with an id of its own."""
        body = f'{{"id":"{uuid4().hex}","text":{self._text}}}'.encode()
        return request("POST", self._path, next(self._tokens), body)
