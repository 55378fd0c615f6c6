"""The metrics page: for those who watch, and small whatever outsiders send."""

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from switchboard.core.settings import Settings


async def metrics(app: FastAPI, address: str, **headers: str) -> httpx.Response:
    transport = httpx.ASGITransport(app, client=(address, 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
        return await http.get("/metrics", headers=headers)


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("10.0.0.7", {}, 200),
        ("198.51.100.7", {}, 403),
        ("10.0.0.7", {"X-Forwarded-For": "198.51.100.7"}, 403),
    ],
)
async def test_without_a_token_only_the_neighbourhood_reads_them(
    app: FastAPI, address: str, headers: dict[str, str], status: int
) -> None:
    assert (await metrics(app, address, **headers)).status_code == status


async def test_with_a_token_only_who_has_it_reads_them(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = app.state.services.get(Settings)
    monkeypatch.setattr(settings, "metrics_token", SecretStr("watch-me"))
    assert (await metrics(app, "198.51.100.7", Authorization="Bearer watch-me")).status_code == 200
    assert (await metrics(app, "127.0.0.1", Authorization="Bearer wrong")).status_code == 401
    assert (await metrics(app, "127.0.0.1")).status_code == 401


async def test_what_outsiders_send_does_not_make_them_grow(
    app: FastAPI, http: httpx.AsyncClient
) -> None:
    async def lines() -> int:
        return len((await metrics(app, "127.0.0.1")).text.splitlines())

    # Each series is there from its first request on.
    for path in ("/api/v1/tea", "/api/v1/conversations/cnv_1/timeline", "/tea"):
        await http.request("BREW", path)
        await http.get(path)
    before = await lines()
    for number in range(30):
        await http.request(f"BREW{number}", f"/api/v1/pot-{number}")
        await http.get(f"/api/v1/conversations/cnv_{number}/timeline")
    assert await lines() <= before + 2
