"""A request that met a deadlock is done again, whole, and its caller does not notice."""

from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse

from switchboard.core import api
from switchboard.core.errors import Repeatable, Unavailable
from switchboard.core.repeat import MAX_REMEMBERED


class Seen:
    """An application whose requests fail so many times, and what it got each time."""

    def __init__(self) -> None:
        self.failures = 0
        self.bodies: list[bytes] = []
        self.app = FastAPI()
        api.install(self.app)
        self.app.post("/save")(self.save)
        self.app.post("/stream")(self.stream)

    def _fail(self, error: Exception) -> None:
        if len(self.bodies) <= self.failures:
            raise error

    async def save(self, request: Request) -> dict[str, int]:
        self.bodies.append(await request.body())
        self._fail(Repeatable("in the way", headers={"Retry-After": "1"}))
        return {"tries": len(self.bodies)}

    async def stream(self, request: Request) -> StreamingResponse:
        self.bodies.append(await request.body())
        self._fail(Unavailable("away"))
        return StreamingResponse(iter([b"a", b"b"]))


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest_asyncio.fixture(loop_scope="session")
async def client(seen: Seen) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(seen.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client


async def test_the_same_body_is_given_again(seen: Seen, client: httpx.AsyncClient) -> None:
    seen.failures = 2
    answer = await client.post("/save", content=b"all of it")
    assert (answer.status_code, answer.json()) == (200, {"tries": 3})
    assert seen.bodies == [b"all of it"] * 3


async def test_what_never_succeeds_is_a_503_that_may_be_tried_again(
    seen: Seen, client: httpx.AsyncClient
) -> None:
    seen.failures = 100
    answer = await client.post("/save")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    assert len(seen.bodies) == 5


async def test_a_large_body_is_not_kept_for_another_try(
    seen: Seen, client: httpx.AsyncClient
) -> None:
    seen.failures = 1
    answer = await client.post("/save", content=bytes(MAX_REMEMBERED + 1))
    assert (answer.status_code, len(seen.bodies)) == (503, 1)


async def test_an_engine_that_is_away_is_not_asked_again_and_again(
    seen: Seen, client: httpx.AsyncClient
) -> None:
    seen.failures = 1
    assert (await client.post("/stream")).status_code == 503
    assert (await client.post("/stream")).content == b"ab"
