"""Requests to addresses that somebody typed, or that a page or a provider gave us.

Each connection resolves the name once, refuses it unless every address it stands for is public,
and goes to the very address that was checked: a name that answers differently a moment later
gains nothing, nor does a redirect, which opens its connection by the same rule. Every request has
a limit of bytes and of seconds.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
import ssl
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any

import httpcore
import httpx

from switchboard import __version__

USER_AGENT = f"Switchboard/{__version__}"
MEGABYTE = 1024 * 1024
CONNECT_SECONDS = 5.0
READ_SECONDS = 10.0
_REDIRECTS = (301, 302, 303, 307, 308)
_EMBEDS_IPV4 = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16")))
"""Prefixes whose addresses lead on to an IPv4 address (RFC 6052, 8215, 3056)."""

_HOST = re.compile(
    r"[\w-]+(\.[\w-]+)*\.?|(?<![0-9a-fA-F.])[0-9a-fA-F.]*+:[0-9a-fA-F:.]*+", re.ASCII
)

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Refused(Exception):
    """We do not connect there, whatever is there. The text is a sentence for people."""


class Unreachable(Exception):
    """No usable answer came. The text is a sentence for people."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer, whole and decoded. `address` is where it came from after redirects."""

    status: int
    address: str
    headers: httpx.Headers
    body: bytes


class Outbound:
    """A client for addresses we do not choose ourselves. Close it at the end.

    Args:
        allow_private: also connect to loopback and private networks, as an operator may want
            for a help center inside the house.
    """

    def __init__(self, *, allow_private: bool = False) -> None:
        self._client = httpx.AsyncClient(
            transport=_Transport(_CheckedNetwork(allow_private=allow_private)),
            timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
            headers={"User-Agent": USER_AGENT},
            follow_redirects=False,
            trust_env=False,
        )

    async def aclose(self) -> None:
        """Close every connection."""
        await self._client.aclose()

    async def get(
        self,
        address: str,
        *,
        headers: Mapping[str, str] | None = None,
        redirects: int = 5,
        most_bytes: int = 10 * MEGABYTE,
        seconds: float = 30.0,
    ) -> Answer:
        """Fetch an address. See `request`, of which this is the simple case."""
        return await self.request(
            "GET",
            address,
            headers=headers,
            redirects=redirects,
            most_bytes=most_bytes,
            seconds=seconds,
        )

    async def request(
        self,
        method: str,
        address: str,
        *,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        redirects: int = 0,
        most_bytes: int = MEGABYTE,
        seconds: float = 30.0,
    ) -> Answer:
        """Send a request and read the whole answer, whatever its status.

        Args:
            redirects: how many to follow, of a GET; the one after them is answered as it is.
            most_bytes: of the decoded body.
            seconds: for all of it.

        Raises:
            Refused: the address, or one it redirects to, is not for us to connect to.
            Unreachable: no whole answer came within the limits.
        """
        try:
            async with asyncio.timeout(seconds):
                for _ in range(redirects):
                    answer = await self._once(method, address, content, headers, most_bytes)
                    following = _redirect(answer)
                    if following is None:
                        return answer
                    address = following
                return await self._once(method, address, content, headers, most_bytes)
        except TimeoutError as error:
            raise Unreachable(f"No complete response within {seconds:.0f} seconds.") from error

    async def _once(
        self,
        method: str,
        address: str,
        content: bytes | None,
        headers: Mapping[str, str] | None,
        most_bytes: int,
    ) -> Answer:
        url = web_address(address)
        with _plainly(url):
            async with self._client.stream(
                method, url, content=content, headers=headers
            ) as response:
                body = await _read(response, most_bytes)
        return Answer(response.status_code, str(url), response.headers, body)


def web_address(address: str) -> httpx.URL:
    """The address, parsed. Raises Refused unless it is one of the web's, with a usual port."""
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, ValueError) as error:
        raise Refused("This is not a valid URL.") from error
    if url.port is not None and url.port > 65_535:
        raise Refused("This is not a valid URL.")
    host = url.raw_host.decode("ascii", "replace")
    if url.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        raise Refused("The URL must start with http:// or https://.")
    if url.userinfo:
        raise Refused("The URL must not contain a user name or password.")
    if url.port is not None and url.port not in (80, 443) and url.port < 1024:
        raise Refused(f"Port {url.port} is not allowed.")
    return url


def is_public(address: Address) -> bool:
    """Whether an address is of the open internet, and leads to nowhere else."""
    mapped = getattr(address, "ipv4_mapped", None)
    if mapped is not None:
        return is_public(mapped)
    if any(address in network for network in _EMBEDS_IPV4):
        return False
    return address.is_global and not address.is_multicast


def _redirect(answer: Answer) -> str | None:
    location = answer.headers.get("location")
    if answer.status not in _REDIRECTS or not location:
        return None
    try:
        return str(httpx.URL(answer.address).join(location))
    except (httpx.InvalidURL, ValueError) as error:
        raise Unreachable("The page redirects to an invalid URL.") from error


async def _read(response: httpx.Response, most_bytes: int) -> bytes:
    body = bytearray()
    async for part in response.aiter_bytes():
        body += part
        if len(body) > most_bytes:
            raise Unreachable(f"The page is larger than {most_bytes / MEGABYTE:.0f} MB.")
    return bytes(body)


@contextmanager
def _plainly(url: httpx.URL) -> Iterator[None]:
    """Turn what goes wrong on the way into one sentence."""
    host = url.host
    try:
        yield
    except (httpcore.TimeoutException, httpx.TimeoutException) as error:
        raise Unreachable(f"{host} did not respond in time.") from error
    except httpcore.ConnectError as error:
        if "certificate" in repr(error).lower():
            raise Unreachable(f"The certificate of {host} is invalid.") from error
        raise Unreachable(f"{host} refused the connection.") from error
    except httpx.DecodingError as error:
        raise Unreachable(f"The response of {host} could not be decompressed.") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError, OSError) as error:
        raise Unreachable(f"The connection to {host} was lost.") from error


class _CheckedNetwork(httpcore.AsyncNetworkBackend):
    """Opens connections only to addresses it has checked."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # the protocol's own
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        address = await self._checked(host, port)
        return await self._network.connect_tcp(
            str(address),
            port,
            timeout=timeout,
            local_address=local_address,
            socket_options=socket_options,
        )

    async def _checked(self, host: str, port: int) -> Address:
        found = await _resolve(host, port)
        if not self._allow_private and not all(map(is_public, found)):
            raise Refused(
                f"{host} is on a private network. Only public addresses are allowed, unless "
                "SWITCHBOARD_ALLOW_PRIVATE_ADDRESSES is set."
            )
        # Laptops and servers that list an IPv6 address without a way there are many.
        return min(found, key=lambda address: address.version)


async def _resolve(host: str, port: int) -> list[Address]:
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, TimeoutError) as error:
        raise Unreachable(f"Could not find {host}. Check the address.") from error
    return [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]


class _Transport(httpx.AsyncBaseTransport):
    """What httpx itself does over httpcore, over a network of our own."""

    def __init__(self, network: httpcore.AsyncNetworkBackend) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=ssl.create_default_context(),
            max_connections=32,
            max_keepalive_connections=8,
            keepalive_expiry=10,
            network_backend=network,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions={}
        )

    async def aclose(self) -> None:
        await self._pool.aclose()


class _Body(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._answer.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._answer.aclose()


@asynccontextmanager
async def outbound(*, allow_private: bool = False) -> AsyncIterator[Outbound]:
    """An `Outbound` for as long as the context lasts."""
    client = Outbound(allow_private=allow_private)
    try:
        yield client
    finally:
        await client.aclose()
