"""`Idempotency-Key`: a POST that is sent again is answered again, not done again.

The rules are Stripe's (https://docs.stripe.com/api/idempotent_requests): the first answer is kept
for 24 hours and replayed with `Idempotent-Replayed: true`; the same key with another body is an
error, as is one whose first request is still running. What was refused (4xx but 409) or failed
(5xx: nothing was written) is not kept, so it can be tried again with the same key. An answer
marked `Cache-Control: no-store`, as those with secrets are, is never kept.
"""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import structlog
from sqlalchemy import ColumnElement, Index, and_, delete, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, mapped_column
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from switchboard.core.api import problem_response
from switchboard.core.clock import now
from switchboard.core.db import Base, CreatedAt, Database
from switchboard.core.errors import Conflict, Invalid, Problem, TooLarge
from switchboard.core.observe import MAX_BODY_BYTES
from switchboard.core.provide import Services

log = structlog.get_logger(__name__)

Identify = Callable[[HTTPConnection], Awaitable[str | None]]

KEPT_FOR = timedelta(hours=24)
_RUNS_AT_MOST = timedelta(seconds=60)
_LONGEST_KEY = 255
_LARGEST_BODY = 256 * 1024


class IdempotencyKey(Base):
    """A request that was made under a key: still running while it has no `status`."""

    __tablename__ = "idempotency_keys"

    id: Mapped[bytes] = mapped_column(primary_key=True)
    fingerprint: Mapped[bytes]
    run: Mapped[str]
    status: Mapped[int | None]
    media_type: Mapped[str | None]
    body: Mapped[bytes | None]
    created_at: Mapped[CreatedAt]

    __table_args__ = (Index("ix_idempotency_keys_created", "created_at"),)


async def prune_idempotency_keys(database: Database) -> None:
    """Drop the keys older than 24 hours. To be run now and then."""
    old = delete(IdempotencyKey).where(IdempotencyKey.created_at < now() - KEPT_FOR)
    async with database.system() as session:
        await session.execute(old)


class Idempotency:
    """A plain ASGI layer. Requests without the header, and anonymous ones, pass untouched.

    Args:
        app: what it stands before.
        identify: a stable name of the caller when the credential is valid, or None.
        skip: the beginnings of paths it leaves alone.
    """

    def __init__(self, app: ASGIApp, identify: Identify, skip: tuple[str, ...] = ()) -> None:
        self._app = app
        self._identify = identify
        self._skip = skip

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = self._key(scope)
        caller = await self._identify(HTTPConnection(scope)) if key is not None else None
        if key is None or caller is None:
            await self._app(scope, receive, send)
            return
        try:
            await self._once(caller, key, scope, receive, send)
        except Problem as problem:
            await problem_response(problem, scope["path"])(scope, receive, send)

    def _key(self, scope: Scope) -> str | None:
        if scope["type"] != "http" or scope["method"] != "POST":
            return None
        if scope["path"].startswith(self._skip):
            return None
        return Headers(scope=scope).get("idempotency-key")

    async def _once(
        self, caller: str, key: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        if not 0 < len(key) <= _LONGEST_KEY:
            raise Invalid(f"An Idempotency-Key has 1 to {_LONGEST_KEY} characters.")
        body = await _read(receive)
        if body is None:
            return
        request = _Keyed(_digest(caller, scope["path"], key), _digest(_query(scope), body))
        services: Services = scope["app"].state.services
        store = _Store(services.get(Database), request)
        earlier = await store.claim()
        if earlier is not None:
            await _replay(earlier)(scope, receive, send)
            return
        await self._run(store, body, scope, receive, send)

    async def _run(
        self, store: "_Store", body: bytes, scope: Scope, receive: Receive, send: Send
    ) -> None:
        answer = _Answer(store, send)
        try:
            await self._app(scope, _again(body, receive), answer.send)
        except Exception:
            await store.release()
            raise


@dataclass(frozen=True)
class _Keyed:
    id: bytes
    fingerprint: bytes


class _Store:
    """One key in the database."""

    def __init__(self, database: Database, request: _Keyed) -> None:
        self._database = database
        self._request = request
        self._run = uuid4().hex

    async def claim(self) -> IdempotencyKey | None:
        """Mark the key as running, or give the answer of the first request.

        Raises Invalid when that one had another body, and Conflict while it still runs.
        """
        async with self._database.system() as session:
            if await session.scalar(self._claim(now())) is not None:
                return None
            earlier = await session.scalar(select(IdempotencyKey).where(self._mine))
        if earlier is None or (self._same(earlier) and earlier.status is None):
            raise Conflict(
                "A request with this Idempotency-Key is still running. Try again in a moment.",
                code="idempotency_running",
                headers={"Retry-After": "1"},
            )
        if not self._same(earlier):
            raise Invalid(
                "This Idempotency-Key was used for a request with another body. Use a new one.",
                code="idempotency_mismatch",
            )
        return earlier

    async def keep(self, status: int, media_type: str | None, body: bytes | None) -> None:
        """Keep the answer, unless somebody took over because this took too long."""
        kept = {"status": status, "media_type": media_type, "body": body}
        async with self._database.system() as session:
            await session.execute(update(IdempotencyKey).where(self._my_run).values(kept))

    async def release(self) -> None:
        """Let the key be used again, as if it had not been."""
        async with self._database.system() as session:
            await session.execute(delete(IdempotencyKey).where(self._my_run))

    def _claim(self, at: datetime) -> Any:
        values = {
            "id": self._request.id,
            "fingerprint": self._request.fingerprint,
            "run": self._run,
            "status": None,
            "media_type": None,
            "body": None,
            "created_at": at,
        }
        died = and_(IdempotencyKey.status.is_(None), IdempotencyKey.created_at < at - _RUNS_AT_MOST)
        return (
            insert(IdempotencyKey)
            .values(values)
            .on_conflict_do_update(
                index_elements=[IdempotencyKey.id],
                set_=values,
                where=or_(died, IdempotencyKey.created_at < at - KEPT_FOR),
            )
            .returning(IdempotencyKey.id)
        )

    @property
    def _mine(self) -> ColumnElement[bool]:
        return IdempotencyKey.id == self._request.id

    @property
    def _my_run(self) -> ColumnElement[bool]:
        return and_(self._mine, IdempotencyKey.run == self._run)

    def _same(self, earlier: IdempotencyKey) -> bool:
        return earlier.fingerprint == self._request.fingerprint


class _Answer:
    """Holds an answer back until it is kept, so that whoever got it finds it kept."""

    def __init__(self, store: _Store, send: Send) -> None:
        self._store = store
        self._send = send
        self._held: list[Message] = []

    async def send(self, message: Message) -> None:
        self._held.append(message)
        if message["type"] == "http.response.body" and not message.get("more_body", False):
            await self._settle()
            for held in self._held:
                await self._send(held)

    async def _settle(self) -> None:
        status, headers = self._held[0]["status"], Headers(raw=self._held[0]["headers"])
        body = b"".join(message.get("body", b"") for message in self._held[1:])
        try:
            if _is_kept(status, headers):
                kept = body if len(body) <= _LARGEST_BODY else None
                await self._store.keep(status, headers.get("content-type"), kept)
            else:
                await self._store.release()
        except (SQLAlchemyError, OSError):
            log.exception("idempotency_key_not_settled")


def _is_kept(status: int, headers: Headers) -> bool:
    return (status < 400 or status == Conflict.status) and (
        "no-store" not in headers.get("cache-control", "")
    )


def _replay(earlier: IdempotencyKey) -> Response:
    if earlier.body is None:
        raise Conflict(
            "This was done already; its answer was too large to be kept. Read the result by GET.",
            code="idempotency_done",
        )
    headers = {"Idempotent-Replayed": "true"}
    if earlier.media_type:
        headers["Content-Type"] = earlier.media_type
    return Response(earlier.body, earlier.status or 200, headers)


async def _read(receive: Receive) -> bytes | None:
    """The whole body, or None when the client has gone."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        if len(body) > MAX_BODY_BYTES:
            raise TooLarge("At most 10 MB can be sent in one request.")
        if not message.get("more_body", False):
            return bytes(body)


def _again(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the body that was read already, then what comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def give() -> Message:
        return waiting.pop() if waiting else await receive()

    return give


def _query(scope: Scope) -> bytes:
    return bytes(scope.get("query_string", b""))


def _digest(*parts: str | bytes) -> bytes:
    """One hash over all parts, each with its length, so that none can pass for another."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8) + data)
    return digest.digest()
