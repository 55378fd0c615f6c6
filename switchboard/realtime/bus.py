"""The bus: one connection to Valkey for a process, shared by all its subscriptions.

Valkey's pub/sub forgets what nobody hears, so a subscriber is told `RESYNC` whenever something
may have been missed: after every reconnection, every few seconds while there is none, and when
the subscriber itself was too slow. It then reads the timeline from PostgreSQL. Losing Valkey
thus costs latency, never a message.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType

import structlog
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)

QUEUE_LENGTH = 1000
RESYNC_SECONDS = 2.0
_RETRY_SECONDS = 0.5


@dataclass(frozen=True)
class Message:
    """Bytes that were published under a topic; `RESYNC` has neither."""

    topic: str
    data: bytes


RESYNC = Message("", b"")


class Subscription:
    """What one listener hears: iterate over it. Use as an async context manager."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._queue: asyncio.Queue[Message] = asyncio.Queue(QUEUE_LENGTH)
        self.topics: set[str] = set()

    async def add(self, *topics: str) -> None:
        """Hear these topics as well, from when this returns."""
        await self._bus.listen(self, set(topics))

    async def remove(self, *topics: str) -> None:
        """Hear these topics no longer."""
        await self._bus.unlisten(self, set(topics))

    def deliver(self, message: Message) -> None:
        """Queue a message; a listener too slow for its queue starts over with RESYNC."""
        if self._queue.full():
            while not self._queue.empty():
                self._queue.get_nowait()
            message = RESYNC
        self._queue.put_nowait(message)

    async def __aiter__(self) -> AsyncIterator[Message]:
        while True:
            yield await self._queue.get()

    async def __aenter__(self) -> Subscription:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.remove(*self.topics)


class Bus:
    """Publishes to every process and hears them all. Start it before use, stop it after."""

    def __init__(self, url: str) -> None:
        """Args: url: `redis://`, `rediss://` or `unix://`."""
        self._redis = Redis.from_url(url, socket_timeout=5, socket_connect_timeout=2)
        self._listeners: dict[str, set[Subscription]] = defaultdict(set)
        self._subscriptions: dict[Subscription, int] = defaultdict(int)
        self._pubsub: PubSub | None = None
        self._reader: asyncio.Task[None] | None = None
        self.connected = False

    async def start(self) -> None:
        """Begin to listen; returns at once, whether Valkey answers or not."""
        self._reader = asyncio.create_task(self._read_forever(), name="bus-reader")

    async def stop(self) -> None:
        """Stop listening and close the connections."""
        if self._reader:
            self._reader.cancel()
            with suppress(asyncio.CancelledError):
                await self._reader
        await self._redis.aclose()

    async def publish(self, *messages: tuple[str, bytes]) -> None:
        """Publish `(topic, data)` pairs in order. Never raises: whoever misses them resyncs."""
        try:
            async with self._redis.pipeline(transaction=False) as pipe:
                for topic, data in messages:
                    pipe.publish(topic, data)
                await pipe.execute()
        except (RedisError, OSError) as error:
            log.warning("publish_failed", reason=str(error))

    def subscribe(self) -> Subscription:
        """A new subscription, without topics yet."""
        return Subscription(self)

    async def ping(self) -> None:
        """Raise if Valkey does not answer."""
        await self._redis.ping()

    async def listen(self, subscription: Subscription, topics: set[str]) -> None:
        """Let a subscription hear topics (see `Subscription.add`)."""
        fresh = [topic for topic in topics if not self._listeners[topic]]
        for topic in topics:
            self._listeners[topic].add(subscription)
        subscription.topics |= topics
        if fresh and self._pubsub is not None and self.connected:
            with suppress(RedisError, OSError):
                await self._pubsub.subscribe(*fresh)

    async def unlisten(self, subscription: Subscription, topics: set[str]) -> None:
        """Let a subscription hear topics no longer (see `Subscription.remove`)."""
        for topic in topics:
            self._listeners[topic].discard(subscription)
        subscription.topics -= topics
        silent = [topic for topic in topics if not self._listeners[topic]]
        for topic in silent:
            del self._listeners[topic]
        if silent and self._pubsub is not None and self.connected:
            with suppress(RedisError, OSError):
                await self._pubsub.unsubscribe(*silent)

    async def _read_forever(self) -> None:
        resync = asyncio.create_task(self._resync_while_apart(), name="bus-resync")
        try:
            while True:
                try:
                    await self._read()
                except (RedisError, OSError) as error:
                    if self.connected:
                        log.warning("bus_disconnected", reason=str(error))
                self.connected = False
                await asyncio.sleep(_RETRY_SECONDS)
        finally:
            resync.cancel()

    async def _read(self) -> None:
        async with self._redis.pubsub() as pubsub:
            await pubsub.subscribe("switchboard:keepalive", *self._listeners)
            self._pubsub, self.connected = pubsub, True
            self._tell_all_to_resync()
            while True:
                message = await pubsub.get_message(ignore_subscribe_messages=True, timeout=30)
                if message is None:
                    await pubsub.ping()
                elif message["type"] == "message":
                    self._deliver(message["channel"].decode(), message["data"])

    def _deliver(self, topic: str, data: bytes) -> None:
        for subscription in tuple(self._listeners.get(topic, ())):
            subscription.deliver(Message(topic, data))

    async def _resync_while_apart(self) -> None:
        while True:
            await asyncio.sleep(RESYNC_SECONDS)
            if not self.connected:
                self._tell_all_to_resync()

    def _tell_all_to_resync(self) -> None:
        for subscription in set().union(*self._listeners.values()):
            subscription.deliver(RESYNC)
