"""`Idempotency-Key`: a POST that is sent again is answered again, not done again.

The rules are Stripe's (https://docs.stripe.com/api/idempotent_requests): the first answer is kept
for 24 hours and replayed with `Idempotent-Replayed: true`; the same key with another body is an
error, as is one whose first request is still running. What was refused (4xx but 409) or failed
(5xx: nothing was written) is not kept, so it can be tried again with the same key. An answer
marked `Cache-Control: no-store`, as those with secrets are, is never kept.

The claim of the key, what the request does and its answer are one transaction: a process that dies
leaves all of it or nothing.
"""

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, Index, and_, delete, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from switchboard.core.api import problem_response
from switchboard.core.clock import now
from switchboard.core.db import Base, CreatedAt, Database, Session
from switchboard.core.errors import Conflict, Invalid, Problem, TooLarge
from switchboard.core.joint import Joint, joined
from switchboard.core.provide import Services
from switchboard.core.repeat import ask_again
from switchboard.core.request_middleware import MAX_BODY_BYTES

Identify = Callable[[HTTPConnection], Awaitable[str | None]]

KEPT_FOR = timedelta(hours=24)
_LONGEST_KEY = 255
_LARGEST_BODY = 256 * 1024


class IdempotencyKey(Base):
    """A request that was made under a key, and its answer."""

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
        self._running: set[bytes] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = self._key(scope)
        caller = await self._identify(HTTPConnection(scope)) if key is not None else None
        if key is None or caller is None:
            await self._app(scope, receive, send)
            return
        try:
            await self._once(caller, key, scope, receive, send)
        except Problem as problem:
            ask_again(scope, problem)
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
            raise Invalid(f"The Idempotency-Key must have 1 to {_LONGEST_KEY} characters.")
        body = await _read(receive)
        if body is None:
            return
        request = _Keyed(_digest(caller, scope["path"], key), _digest(_query(scope), body))
        services: Services = scope["app"].state.services
        store = _Store(services.get(Database), request)
        earlier = await store.find()
        if earlier is not None:
            await _replay(earlier)(scope, receive, send)
            return
        with self._alone(request):
            await self._run(store, _again(body, receive), scope, send)

    @contextmanager
    def _alone(self, request: "_Keyed") -> Iterator[None]:
        """Requests that touch no database are told apart in this process only."""
        if request.id in self._running:
            raise _still_running()
        self._running.add(request.id)
        try:
            yield
        finally:
            self._running.discard(request.id)

    async def _run(self, store: "_Store", receive: Receive, scope: Scope, send: Send) -> None:
        joint = Joint(store.claim)
        answer = _Answer(store, joint, send)
        try:
            with joined(joint):
                await self._app(scope, receive, answer.hold)
        except BaseException:
            await joint.abandon()
            raise
        await answer.settle()


@dataclass(frozen=True)
class _Keyed:
    id: bytes
    fingerprint: bytes


class _Store:
    """One key in the database."""

    def __init__(self, database: Database, request: _Keyed) -> None:
        self._database = database
        self._request = request

    async def find(self) -> IdempotencyKey | None:
        """The answer of an earlier request. Raises Invalid when that one had another body."""
        async with self._database.system() as session:
            earlier = await session.scalar(select(IdempotencyKey).where(self._mine))
        if earlier is None:
            return None
        if earlier.fingerprint != self._request.fingerprint:
            raise Invalid(
                "This Idempotency-Key was used for a different request. Use a new key.",
                code="idempotency_mismatch",
            )
        return earlier

    async def claim(self, session: Session) -> None:
        """Take the key until the transaction ends, in whatever way.

        Raises Conflict while another request has it, and when that one has just been done.
        """
        number = int.from_bytes(self._request.id[:8], signed=True)
        taken = await session.scalar(_CLAIM, {"key": number})
        if not taken or await session.scalar(select(IdempotencyKey.id).where(self._mine)):
            raise _still_running()

    async def keep(
        self, session: Session, status: int, media_type: str | None, body: bytes | None
    ) -> None:
        """Keep the answer with what was done."""
        values = {
            "id": self._request.id,
            "fingerprint": self._request.fingerprint,
            "run": "",
            "status": status,
            "media_type": media_type,
            "body": body,
            "created_at": now(),
        }
        await session.execute(
            insert(IdempotencyKey)
            .values(values)
            .on_conflict_do_update(index_elements=[IdempotencyKey.id], set_=values)
        )

    @asynccontextmanager
    async def transaction(self, joint: Joint) -> AsyncIterator[Session]:
        """The one of the request; one of its own for a request that needed none."""
        if joint.session is not None:
            yield joint.session
            return
        async with self._database.system() as session:
            yield session

    @property
    def _mine(self) -> ColumnElement[bool]:
        fresh = IdempotencyKey.created_at >= now() - KEPT_FOR
        answered = IdempotencyKey.status.is_not(None)
        return and_(IdempotencyKey.id == self._request.id, fresh, answered)


_CLAIM = text("SELECT pg_try_advisory_xact_lock(:key)")


def _still_running() -> Conflict:
    return Conflict(
        "A request with this Idempotency-Key is still running. Try again in a moment.",
        code="idempotency_running",
        headers={"Retry-After": "1"},
    )


class _Answer:
    """Holds an answer back until it is kept, so that whoever got it finds it kept."""

    def __init__(self, store: _Store, joint: Joint, send: Send) -> None:
        self._store, self._joint, self._send = store, joint, send
        self._held: list[Message] = []

    async def hold(self, message: Message) -> None:
        """Take a part of the answer."""
        self._held.append(message)

    async def settle(self) -> None:
        """Commit what was done together with the answer, or undo it; then send the answer."""
        if not self._held:
            await self._joint.abandon()
            return
        status, headers = self._held[0]["status"], Headers(raw=self._held[0]["headers"])
        is_done = status < 400 or status == Conflict.status
        try:
            if is_done:
                await self._keep(status, headers)
                await self._joint.commit()
            else:
                await self._joint.abandon()
        except BaseException:
            await self._joint.abandon()
            raise
        for held in self._held:
            await self._send(held)

    async def _keep(self, status: int, headers: Headers) -> None:
        if "no-store" in headers.get("cache-control", ""):
            return
        body = b"".join(message.get("body", b"") for message in self._held[1:])
        kept = body if len(body) <= _LARGEST_BODY else None
        async with self._store.transaction(self._joint) as session:
            await self._store.keep(session, status, headers.get("content-type"), kept)


def _replay(earlier: IdempotencyKey) -> Response:
    if earlier.body is None:
        raise Conflict(
            "This request was already completed, but its response was too large to store. "
            "Fetch the result with GET.",
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
            raise TooLarge("The request is too large. The limit is 10 MB.")
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
