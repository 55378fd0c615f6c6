"""The first frames of a widget's socket."""

import asyncio
import json

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from tests.support.screens import Frame
from tests.support.server import Server
from tests.support.wait import LONGEST_SECONDS


async def opened(server: Server, *hello: str, origin: str | None = None) -> list[Frame]:
    """What a socket says to a first frame before it closes."""
    frames = []
    headers = {"Origin": origin} if origin else {}
    async with connect(
        f"{server.ws_url}/ws/widget",
        additional_headers=headers,
        proxy=None,
        open_timeout=LONGEST_SECONDS,
    ) as connection:
        for first in hello:
            await connection.send(first)
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                async for text in connection:
                    frames.append(json.loads(text))
                    if frames[-1]["type"] == "welcome":
                        break
        except ConnectionClosed:
            pass
    return frames


def hello(token: object, **fields: object) -> str:
    return json.dumps({"type": "hello", "token": token, **fields})
