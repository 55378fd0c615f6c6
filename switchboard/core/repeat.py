"""Requests are done again, from the beginning, when PostgreSQL asks for it.

A deadlock or a failed serialization rolls one of two transactions back, and the same once more
succeeds. Nothing of it was kept and nothing was sent, so the caller need not hear of it.
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from switchboard.core.db_faults import MAX_ATTEMPTS, pause_before
from switchboard.core.errors import Problem, Repeatable

MAX_REMEMBERED = 1024 * 1024
"""Bytes of a body. A larger one is not kept for a second attempt; its caller is told to retry."""
_ATTEMPT = "switchboard.attempt"


class Repeat:
    """A plain ASGI layer around what may be repeated as a whole.

    It stands outside of whatever turns exceptions into answers; these say `ask_again`.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body, before = _Body(receive), dict(scope)
        for number in range(1, MAX_ATTEMPTS + 1):
            attempt = _Attempt(send, last=number == MAX_ATTEMPTS, body=body)
            scope[_ATTEMPT] = attempt
            await self._app(scope, body.receiver(), attempt.send)
            if not attempt.dropped:
                return
            await pause_before(number + 1)
            scope.clear()
            scope.update(before)


def ask_again(scope: Scope, problem: Problem) -> None:
    """Have the request repeated instead of answered, if this problem is one that asks for it."""
    attempt = scope.get(_ATTEMPT)
    if isinstance(problem, Repeatable) and attempt is not None:
        attempt.wanted = True


class _Body:
    """A request's body, remembered as it is read."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._read: list[Message] = []
        self._bytes = 0

    @property
    def whole(self) -> bool:
        """Whether it can be given again."""
        return self._bytes <= MAX_REMEMBERED

    def receiver(self) -> Receive:
        """A `receive` that gives what was read before, then what comes."""
        again = list(self._read)

        async def give() -> Message:
            if again:
                return again.pop(0)
            message = await self._receive()
            self._bytes += len(message.get("body", b""))
            if self.whole:
                self._read.append(message)
            else:
                self._read.clear()
            return message

        return give


class _Attempt:
    """One run of the request; its answer is dropped when another run was asked for."""

    def __init__(self, send: Send, *, last: bool, body: _Body) -> None:
        self._send = send
        self._last = last
        self._body = body
        self.wanted = False
        self.dropped = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.dropped = self.wanted and not self._last and self._body.whole
        if not self.dropped:
            await self._send(message)
