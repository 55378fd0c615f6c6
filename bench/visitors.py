"""Visitors of the sample shop's web chat, by the public API."""

import json
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from uuid import uuid4

import httpx

from bench.load import request
from bench.support import Product
from switchboard.channels.webchat.tokens import VisitorTokens, new_visitor_id

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


def new_tokens(data_dir: Path, token: str, count: int) -> list[str]:
    """Tokens of so many visitors whom nobody knows yet, signed as the product signs them.

    The API starts 600 sessions a minute for one address, which is a second's worth of messages.

    Args:
        token: of a visitor of the same inbox.
    """
    tokens = VisitorTokens((data_dir / "secret_key").read_text().strip())
    known = tokens.read(token)
    visitors = (replace(known, external_id=new_visitor_id()) for _ in range(count))
    return [tokens.issue(visitor)[0] for visitor in visitors]


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
