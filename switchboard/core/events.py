"""News travels upward as events; the module that tells it never knows who listens.

Handlers run inside the transaction that emitted the event, so what they write or enqueue is
kept or dropped together with it. What must happen after the commit (a live update, say), a
handler registers with `session.after_commit`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from switchboard.core.db import Session


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened in a workspace. Subclasses say what."""

    workspace_id: str


E = TypeVar("E", bound=Event)
Handler = Callable[["Session", E], Awaitable[None]]


class Events:
    """Who hears which event."""

    def __init__(self) -> None:
        self._handlers: dict[type[Event], list[Handler[Any]]] = defaultdict(list)

    def subscribe(self, kind: type[E], handler: Handler[E]) -> None:
        """Let `handler` hear every event of exactly this kind."""
        self._handlers[kind].append(handler)

    async def emit(self, session: Session, event: Event) -> None:
        """Tell the event to its handlers, in the order in which they subscribed."""
        for handler in self._handlers[type(event)]:
            await handler(session, event)
