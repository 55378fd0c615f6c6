"""A plain ASGI layer around every request: its id, its time, and the size it may have."""

import time
from collections.abc import Mapping
from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from switchboard.core.errors import TooLarge
from switchboard.core.telemetry import REQUEST_SECONDS, REQUESTS

MEGABYTE = 1024 * 1024
MAX_BODY_BYTES = 10 * MEGABYTE
COUNT_THEMSELVES = ("/api/v1/attachments", "/api/v1/widget/attachments")
"""Calls that take files: they stop reading at their own limit."""
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class BodyTooLarge(TooLarge, HTTPException):
    """Also an `HTTPException`, since FastAPI turns any other error of a body into its own 400."""

    status_code = TooLarge.status
    headers: dict[str, str]

    def __init__(self, most: int = MAX_BODY_BYTES) -> None:
        TooLarge.__init__(self, f"At most {most // MEGABYTE} MB can be sent in one request.")


class Observe:
    """Echoes `X-Request-Id`, puts it on every log line, measures, and refuses huge bodies.

    Args:
        app: what it stands before.
        larger: paths whose bodies may have more bytes than others.
    """

    def __init__(self, app: ASGIApp, larger: Mapping[str, int] | None = None) -> None:
        self._app = app
        self._larger = larger or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._larger.get(scope["path"], MAX_BODY_BYTES)
        request = _Request(scope, receive, send, most)
        with structlog.contextvars.bound_contextvars(request_id=request.id):
            try:
                await self._app(scope, request.receive, request.send)
            finally:
                request.measure()


class _Request:
    def __init__(self, scope: Scope, receive: Receive, send: Send, most: int) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._most = most
        headers = Headers(scope=scope)
        self.id = headers.get("x-request-id", "")[:64] or uuid4().hex
        self._start = time.perf_counter()
        declared = headers.get("content-length", "")
        self._declared = int(declared) if declared.isdecimal() else 0
        self._limited = not scope["path"].startswith(COUNT_THEMSELVES)
        self._received = 0
        self._status = 500

    async def receive(self) -> Message:
        if self._limited and self._declared > self._most:
            raise BodyTooLarge(self._most)
        message = await self._receive()
        self._received += len(message.get("body", b""))
        if self._limited and self._received > self._most:
            raise BodyTooLarge(self._most)
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["X-Request-Id"] = self.id
            headers.setdefault("X-Content-Type-Options", "nosniff")
        await self._send(message)

    def measure(self) -> None:
        route = getattr(self._scope.get("route"), "path", "unmatched")
        method = self._scope["method"]
        REQUESTS.labels(
            method if method in _METHODS else "other", route, f"{self._status // 100}xx"
        ).inc()
        REQUEST_SECONDS.labels(_part(route)).observe(time.perf_counter() - self._start)


def _part(route: str) -> str:
    """Which part of the product a route belongs to."""
    if route.startswith("/api/v1/widget"):
        return "widget"
    return "api" if route.startswith("/api/") else "page"
