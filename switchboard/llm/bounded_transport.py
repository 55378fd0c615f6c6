"""An end to what a provider sends: the library collects a line of any length before it reads it."""

from collections.abc import AsyncIterator

import httpx2

from switchboard.llm.errors import ModelBadAnswer

MAX_CHAT_BYTES = 2_000_000
"""Of one streamed answer. Several hundred tokens, each with its envelope, have a tenth of it."""
MAX_BYTES = 64_000_000
"""Of any other answer: a batch of embeddings is large."""


class BoundedTransport(httpx2.AsyncHTTPTransport):
    """Breaks off an answer that is longer than any of ours can be."""

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send the request. Its answer's body raises ModelBadAnswer beyond the limit."""
        response = await super().handle_async_request(request)
        chat = request.url.path.endswith("/chat/completions")
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        response.stream = _Bounded(response.stream, MAX_CHAT_BYTES if chat else MAX_BYTES)
        return response


class _Bounded(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream, most: int) -> None:
        self._stream, self._left = stream, most

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._stream:
            self._left -= len(part)
            if self._left < 0:
                raise ModelBadAnswer("The model provider's response is too long.")
            yield part

    async def aclose(self) -> None:
        """Close what it reads from."""
        await self._stream.aclose()
