"""The built front ends as browsers get them: small, kept for good, readable from other sites."""

import gzip
import os
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from switchboard.core.provide import Services
from switchboard.core.settings import Settings
from switchboard.roles import pages
from switchboard.roles.compressed import compressed

HTML = "<!doctype html><script>theme()</script><h1>Console</h1>"
FILES = {
    "apps/widget/dist/widget.js": "loader()",
    "apps/widget/dist/parts/visits.js": "export const visits = 1",
    "apps/widget/dist/parts/widget.d.ts": "export {}",
    "apps/widget/dist/frame/index.html": HTML,
    "apps/widget/dist/frame/assets/index-a1b2.js": "frame()",
    "apps/console/out/index.html": HTML,
    "apps/console/out/icon.svg": "<svg/>",
}


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """A build, with everything compressed as the real one is."""
    for name, text in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.with_name(file.name + ".gz").write_bytes(gzip.compress(text.encode()))
        file.with_name(file.name + ".br").write_bytes(b"brotli")
    return tmp_path


@pytest_asyncio.fixture
async def http(web: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A browser that decodes nothing by itself."""
    app, services = FastAPI(), Services()
    services.add(Settings(web_dir=web))
    app.state.services = services
    pages.mount(app)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        client.headers["Accept-Encoding"] = "gzip"
        yield client


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/widget.js", "loader()"),
        ("/widget/parts/visits.js", "export const visits = 1"),
        ("/widget.d.ts", "export {}"),
        ("/widget/assets/index-a1b2.js", "frame()"),
        ("/", HTML),
    ],
)
async def test_it_comes_compressed(http: httpx.AsyncClient, path: str, text: str) -> None:
    answer = await http.get(path)
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.text == text
    plain = await http.get(path, headers={"Accept-Encoding": "identity"})
    assert plain.text == text
    assert "content-encoding" not in plain.headers
    assert plain.headers["content-type"] == answer.headers["content-type"]


async def test_names_with_a_hash_are_kept_for_good(http: httpx.AsyncClient) -> None:
    kept = (await http.get("/widget/assets/index-a1b2.js")).headers
    assert "immutable" in kept["cache-control"]
    icon = await http.get("/icon.svg")
    assert icon.headers["cache-control"] == "no-cache"
    again = await http.get("/icon.svg", headers={"If-None-Match": icon.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_other_sites_may_load_the_script_and_its_parts(http: httpx.AsyncClient) -> None:
    for path in ("/widget.js", "/widget/parts/visits.js"):
        headers = (await http.get(path)).headers
        assert headers["access-control-allow-origin"] == "*"
        assert headers["cross-origin-resource-policy"] == "cross-origin"
    assert "access-control-allow-origin" not in (await http.get("/")).headers


async def test_a_page_has_its_policy_however_it_comes(http: httpx.AsyncClient) -> None:
    answer = await http.get("/")
    assert "script-src 'self' 'sha256-" in answer.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("accepted", "suffix"),
    [
        ("gzip, deflate, br, zstd", ".br"),
        ("GZIP;q=1.0, br;q=0", ".gz"),
        ("br; q=0.0, gzip; q=0", ""),
        ("*", ""),
        ("", ""),
    ],
)
def test_the_smallest_that_is_accepted(web: Path, accepted: str, suffix: str) -> None:
    file = web / "apps/widget/dist/widget.js"
    assert compressed(file, accepted)[0].name == f"widget.js{suffix}"


def test_what_an_earlier_build_compressed_is_left_alone(web: Path) -> None:
    file = web / "apps/widget/dist/widget.js"
    os.utime(file, (2**31, 2**31))
    assert compressed(file, "br, gzip")[0] == file
