"""`Idempotency-Key`: done once, answered as often as asked."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio
from fastapi import Body, FastAPI, Request, Response
from sqlalchemy import func, select, text, update
from starlette.requests import HTTPConnection
from starlette.types import Message, Scope

from switchboard.core.api import install
from switchboard.core.clock import now
from switchboard.core.db import Database
from switchboard.core.errors import Conflict, Forbidden
from switchboard.core.idempotency import Idempotency, IdempotencyKey, prune_idempotency_keys
from switchboard.core.jobs import enqueue
from switchboard.core.provide import Services
from tests.support.wait import eventually


class Shop:
    """An application that counts what it did."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.done: list[object] = []
        self.fails: Exception | None = None
        self.one_fails = False
        self.effect: Callable[[], Awaitable[None]] | None = None
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
            "/rows": self.rows,
        }
        for path, endpoint in endpoints.items():
            self.app.post(path, status_code=201)(endpoint)

    async def order(self, what: object = Body(None)) -> dict[str, int]:
        self.done.append(what)
        number = len(self.done)
        await self.go_on.wait()
        return {"number": number}

    async def rows(self, request: Request) -> None:
        """Two units of work, each with a row of its own."""
        for number in range(2):
            await self._row(request.headers["idempotency-key"])
            await self.between()
            if number == 0:
                await self.order()
        if self.one_fails:
            with suppress(ZeroDivisionError):
                await self._row(request.headers["idempotency-key"], fails=True)
        if self.fails is not None:
            raise self.fails

    async def between(self) -> None:
        """Here a process may die."""

    async def _row(self, name: str, *, fails: bool = False) -> None:
        async with self.database.transaction("wsp_shop") as session:
            await enqueue(session, name, {}, delay=timedelta(days=1))
            if self.effect is not None:
                session.after_commit(self.effect)
            if fails:
                raise ZeroDivisionError

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


async def counted(database: Database, key: str) -> int:
    """How many rows the endpoints of this key left."""
    async with database.system() as session:
        rows = text("SELECT count(*) FROM pgqueuer WHERE entrypoint = :key")
        return int(await session.scalar(rows, {"key": key}) or 0)


class Killed(BaseException):
    """The process is no more."""


@pytest.mark.parametrize("dies", ["between two units", "before the answer is kept"])
async def test_a_process_that_dies_leaves_all_of_it_or_nothing(
    shop: Shop, key: str, database: Database, monkeypatch: pytest.MonkeyPatch, dies: str
) -> None:
    with monkeypatch.context() as patch:
        if dies == "before the answer is kept":
            patch.setattr("switchboard.core.idempotency._Store.keep", die)
        else:
            patch.setattr(shop, "between", die)
        with pytest.raises(Killed):
            await call(shop, key)
    assert await counted(database, key) == 0

    statuses = [await call(shop, key) for _ in range(2)]
    assert statuses == [201, 201]
    assert await counted(database, key) == 2


async def die(*_: object) -> None:
    raise Killed


async def call(shop: Shop, key: str) -> int:
    """Call the shop's rows as a server would, which hears of everything that is raised."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = {b"idempotency-key": key, b"x-caller": "ann"}
    scope: Scope = {
        "type": "http",
        "method": "POST",
        "path": "/rows",
        "query_string": b"",
        "headers": [(name, value.encode()) for name, value in headers.items()],
    }
    await shop.app(scope, receive, send)
    return int(sent[0]["status"])


async def test_what_is_refused_in_the_end_has_done_nothing(
    shop: Shop, post: Post, key: str, database: Database
) -> None:
    shop.fails = Forbidden("Not you.")
    assert (await post("/rows", key)).status_code == 403
    assert await counted(database, key) == 0
    shop.fails = None
    assert (await post("/rows", key)).status_code == 201
    assert await counted(database, key) == 2


async def test_a_unit_that_fails_is_undone_alone(
    shop: Shop, post: Post, key: str, database: Database
) -> None:
    shop.one_fails = True
    assert (await post("/rows", key)).status_code == 201
    assert await counted(database, key) == 2


async def test_another_process_does_not_do_it_meanwhile(
    shop: Shop, post: Post, key: str, database: Database
) -> None:
    other = Shop(database)
    shop.go_on.clear()
    running = asyncio.create_task(post("/rows", key))
    await eventually(lambda: shop.done)
    assert await call(other, key) == 409
    shop.go_on.set()
    assert (await running).status_code == 201
    assert await call(other, key) == 201
    assert other.done == []
    assert await counted(database, key) == 2


async def test_what_waits_for_the_commit_waits_for_the_common_one(
    shop: Shop, post: Post, key: str, database: Database
) -> None:
    seen: list[int] = []

    async def effect() -> None:
        seen.append(await counted(database, key))

    shop.effect = effect
    await post("/rows", key)
    assert seen == [2, 2]


async def test_keys_live_for_a_day(shop: Shop, post: Post, key: str, database: Database) -> None:
    await post("/orders", key)
    await age(database, timedelta(hours=25))
    assert (await post("/orders", key)).json() == {"number": 2}
    await age(database, timedelta(hours=25))
    await prune_idempotency_keys(database)
    async with database.system() as session:
        old = IdempotencyKey.created_at < now() - timedelta(hours=24)
        assert await session.scalar(select(func.count()).where(old)) == 0
