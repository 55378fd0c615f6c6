"""Requests to addresses that somebody typed: nothing inside the house is reached."""

import gzip
import ipaddress
import socket
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import pytest_asyncio

from switchboard.core.http import Outbound, Refused, Unreachable, is_public
from tests.support.site import Site, running_site


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with running_site() as running:
        running.put("/", "hello")
        yield running


@pytest_asyncio.fixture
async def careful() -> AsyncIterator[Outbound]:
    client = Outbound()
    yield client
    await client.aclose()


@pytest_asyncio.fixture
async def trusting() -> AsyncIterator[Outbound]:
    client = Outbound(allow_private=True)
    yield client
    await client.aclose()


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "0177.0.0.1"],
)
async def test_the_loopback_is_refused_however_it_is_written(
    careful: Outbound, site: Site, host: str
) -> None:
    before = len(site.asked)
    with pytest.raises(Refused, match=r"private network|valid URL"):
        await careful.get(f"http://{host}:{site.port}/")
    assert len(site.asked) == before


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "gopher://example.com/",
        "http://user:secret@example.com/",
        "http://example.com:22/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://[64:ff9b::7f00:1]/",
        "http://[fe80::1]/",
        "//example.com/",
        "",
    ],
)
async def test_what_is_not_the_public_web_is_refused(careful: Outbound, address: str) -> None:
    with pytest.raises(Refused):
        await careful.get(address)


@pytest.mark.parametrize(
    ("answers", "public"), [(["93.184.216.34"], True), (["93.184.216.34", "10.0.0.7"], False)]
)
async def test_the_connection_goes_to_the_address_that_was_checked(
    careful: Outbound, monkeypatch: pytest.MonkeyPatch, answers: list[str], public: bool
) -> None:
    connected: list[Any] = []

    async def resolve(_host: str, _port: int) -> list[Any]:
        return [ipaddress.ip_address(found) for found in answers]

    async def connect(_self: object, host: str, *_args: object, **_options: object) -> None:
        connected.append(host)
        raise OSError

    monkeypatch.setattr("switchboard.core.http._resolve", resolve)
    monkeypatch.setattr("httpcore.AnyIOBackend.connect_tcp", connect)
    with pytest.raises(Unreachable if public else Refused):
        await careful.get("http://rebinding.example/")
    assert connected == (["93.184.216.34"] if public else [])


def test_addresses_that_lead_elsewhere_are_not_public() -> None:
    for inside in ("::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::a00:1", "100.64.0.1", "0.0.0.0"):
        assert not is_public(ipaddress.ip_address(inside))
    assert is_public(ipaddress.ip_address("2606:2800:220:1:248:1893:25c8:1946"))


async def test_a_redirect_is_checked_like_the_first_address(trusting: Outbound, site: Site) -> None:
    site.put("/inside", "", status=302, headers={"Location": "ftp://127.0.0.1/"})
    site.put("/away", "", status=302, headers={"Location": "/"})
    site.put("/round", "", status=302, headers={"Location": "/round"})
    with pytest.raises(Refused):
        await trusting.get(f"{site.url}/inside")
    assert (await trusting.get(f"{site.url}/away")).body == b"hello"
    assert (await trusting.get(f"{site.url}/away", redirects=0)).status == 302
    assert (await trusting.get(f"{site.url}/round")).status == 302


async def test_what_is_too_large_is_not_read_to_its_end(trusting: Outbound, site: Site) -> None:
    bomb = gzip.compress(b"0" * 30_000_000)
    site.put("/bomb", bomb, headers={"Content-Encoding": "gzip"})
    with pytest.raises(Unreachable, match="larger than 1 MB"):
        await trusting.get(f"{site.url}/bomb", most_bytes=1024 * 1024)


async def test_who_does_not_answer_is_named(trusting: Outbound) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(Unreachable, match="refused the connection"):
        await trusting.get(f"http://127.0.0.1:{port}/")
    with pytest.raises(Unreachable, match="Could not find"):
        await trusting.get("http://nowhere.invalid/")
