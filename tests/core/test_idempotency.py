"""`Idempotency-Key`: done once, answered as often as asked."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from datetime import timedelta
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio
from fastapi import Body, FastAPI, Response
from sqlalchemy import func, select, update
from starlette.requests import HTTPConnection

from switchboard.core.api import install
from switchboard.core.clock import now
from switchboard.core.db import Database
from switchboard.core.errors import Conflict, Forbidden
from switchboard.core.idempotency import Idempotency, IdempotencyKey, prune_idempotency_keys
from switchboard.core.provide import Services
from tests.support.wait import eventually


class Shop:
    """An application that counts what it did."""

    def __init__(self, database: Database) -> None:
        self.done: list[object] = []
        self.go_on = asyncio.Event()
        self.go_on.set()
        self.app = FastAPI()
        self.app.state.services = Services()
        self.app.state.services.add(database)
        self.app.add_middleware(Idempotency, identify=_by_header, skip=("/skipped",))
        install(self.app)
        endpoints: dict[str, Callable[..., Awaitable[object]]] = {
            "/orders": self.order,
            "/skipped": self.order,
            "/secret": self.secret,
            "/large": self.large,
            "/refuse": self.refuse,
            "/conflict": self.conflict,
            "/fail": self.fail,
        }
        for path, endpoint in endpoints.items():
            self.app.post(path, status_code=201)(endpoint)

    async def order(self, what: object = Body(None)) -> dict[str, int]:
        self.done.append(what)
        number = len(self.done)
        await self.go_on.wait()
        return {"number": number}

    async def secret(self, response: Response) -> dict[str, int]:
        response.headers["Cache-Control"] = "no-store"
        return await self.order()

    async def large(self) -> str:
        await self.order()
        return "x" * 300_000

    async def refuse(self) -> None:
        await self.order()
        raise Forbidden("Not you.")

    async def conflict(self) -> None:
        await self.order()
        raise Conflict("It is so already.")

    async def fail(self) -> None:
        await self.order()
        raise RuntimeError("a fault")


async def _by_header(connection: HTTPConnection) -> str | None:
    return connection.headers.get("x-caller")


Post = Callable[..., Coroutine[None, None, httpx.Response]]


@pytest_asyncio.fixture(loop_scope="session")
async def shop(database: Database) -> Shop:
    return Shop(database)


@pytest_asyncio.fixture(loop_scope="session")
async def post(shop: Shop) -> AsyncIterator[Post]:
    transport = httpx.ASGITransport(shop.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://shop.test") as http:

        async def send(
            path: str, key: str | None, body: object = None, caller: str | None = "ann"
        ) -> httpx.Response:
            headers = {"Idempotency-Key": key, "X-Caller": caller}
            sent = {name: value for name, value in headers.items() if value is not None}
            return await http.post(path, json=body, headers=sent)

        yield send


@pytest.fixture
def key() -> str:
    return uuid4().hex


async def test_the_first_answer_is_replayed(shop: Shop, post: Post, key: str) -> None:
    first, second = await post("/orders", key, 1), await post("/orders", key, 1)
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json() == {"number": 1}
    assert "idempotent-replayed" not in first.headers
    assert second.headers["idempotent-replayed"] == "true"
    assert second.headers["content-type"] == "application/json"
    assert shop.done == [1]


async def test_without_a_key_or_a_caller_everything_is_done(
    shop: Shop, post: Post, key: str
) -> None:
    for _ in range(2):
        await post("/orders", None)
        await post("/orders", key, caller=None)
        await post("/skipped", key)
    assert len(shop.done) == 6


async def test_another_body_is_refused(shop: Shop, post: Post, key: str) -> None:
    await post("/orders", key, 1)
    answer = await post("/orders", key, 2)
    assert answer.status_code == 422
    assert answer.json()["type"].endswith("idempotency_mismatch")
    assert (await post("/orders?x=1", key, 1)).status_code == 422
    assert shop.done == [1]


async def test_callers_and_paths_do_not_meet(shop: Shop, post: Post, key: str) -> None:
    await post("/orders", key, 1)
    await post("/orders", key, 1, caller="bob")
    assert (await post("/conflict", key, 1)).status_code == 409
    assert len(shop.done) == 3


async def test_of_many_at_once_one_is_done(shop: Shop, post: Post, key: str) -> None:
    shop.go_on.clear()
    running = asyncio.create_task(post("/orders", key))
    await eventually(lambda: shop.done)
    others = await asyncio.gather(*(post("/orders", key) for _ in range(5)))
    assert {answer.status_code for answer in others} == {409}
    assert others[0].headers["retry-after"] == "1"
    shop.go_on.set()
    assert (await running).status_code == 201
    assert (await post("/orders", key)).json() == {"number": 1}
    assert len(shop.done) == 1


@pytest.mark.parametrize(("path", "status"), [("/refuse", 403), ("/fail", 500), ("/secret", 201)])
async def test_refusals_faults_and_secrets_are_not_kept(
    shop: Shop, post: Post, key: str, path: str, status: int
) -> None:
    for _ in range(2):
        answer = await post(path, key)
        assert answer.status_code == status
        assert "idempotent-replayed" not in answer.headers
    assert len(shop.done) == 2


async def test_invalid_requests_can_be_mended(shop: Shop, post: Post, key: str) -> None:
    assert (await post("/nowhere", key)).status_code == 404
    assert (await post("/nowhere", key, "mended")).status_code == 404


async def test_conflicts_are_kept(shop: Shop, post: Post, key: str) -> None:
    first, second = await post("/conflict", key), await post("/conflict", key)
    assert first.json() == second.json()
    assert second.headers["idempotent-replayed"] == "true"
    assert second.headers["content-type"] == "application/problem+json"
    assert len(shop.done) == 1


async def test_large_answers_are_not_replayed_but_not_done_again(
    shop: Shop, post: Post, key: str
) -> None:
    assert len((await post("/large", key)).text) > 300_000
    answer = await post("/large", key)
    assert answer.status_code == 409
    assert answer.json()["type"].endswith("idempotency_done")
    assert len(shop.done) == 1


@pytest.mark.parametrize("bad", ["", "k" * 256])
async def test_keys_have_a_length(shop: Shop, post: Post, bad: str) -> None:
    assert (await post("/orders", bad)).status_code == 422
    assert shop.done == []


async def test_too_large_a_body_is_refused(shop: Shop, post: Post, key: str) -> None:
    assert (await post("/orders", key, "x" * 11_000_000)).status_code == 413
    assert shop.done == []


async def age(database: Database, by: timedelta, **values: object) -> None:
    """Let every key be older than it is."""
    async with database.system() as session:
        await session.execute(update(IdempotencyKey).values(created_at=now() - by, **values))


async def test_a_run_whose_process_died_is_taken_over_after_a_minute(
    shop: Shop, post: Post, key: str, database: Database
) -> None:
    await post("/orders", key)
    await age(database, timedelta(seconds=50), status=None)
    assert (await post("/orders", key)).status_code == 409
    await age(database, timedelta(seconds=61))
    assert (await post("/orders", key)).json() == {"number": 2}
    assert (await post("/orders", key)).headers["idempotent-replayed"] == "true"


async def test_whoever_was_taken_over_keeps_nothing(
    shop: Shop, post: Post, key: str, database: Database
) -> None:
    shop.go_on.clear()
    slow = asyncio.create_task(post("/orders", key))
    await eventually(lambda: shop.done)
    await age(database, timedelta(seconds=61))
    taker = asyncio.create_task(post("/orders", key))
    await eventually(lambda: shop.done[1:])
    shop.go_on.set()
    assert (await slow).json() == {"number": 1}
    assert (await taker).json() == {"number": 2}
    assert (await post("/orders", key)).json() == {"number": 2}


async def test_keys_live_for_a_day(shop: Shop, post: Post, key: str, database: Database) -> None:
    await post("/orders", key)
    await age(database, timedelta(hours=25))
    assert (await post("/orders", key)).json() == {"number": 2}
    await age(database, timedelta(hours=25))
    await prune_idempotency_keys(database)
    async with database.system() as session:
        old = IdempotencyKey.created_at < now() - timedelta(hours=24)
        assert await session.scalar(select(func.count()).where(old)) == 0
