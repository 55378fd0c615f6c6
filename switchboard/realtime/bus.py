"""The bus: one connection to Valkey for a process, shared by all its subscriptions.

Valkey's pub/sub forgets what nobody hears, so a subscriber is told `RESYNC` whenever something
may have been missed: after every reconnection, every few seconds while there is none, and when
the subscriber itself was too slow. It then reads the timeline from PostgreSQL. Losing Valkey
thus costs latency, never a message.

What could not be published is heard in this process at once; for the other processes its topics
are kept, and get an empty message, which says the same as `RESYNC`, once Valkey answers again.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from types import TracebackType
from typing import Any

import structlog
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)

QUEUE_LENGTH = 1000
RESYNC_SECONDS = 2.0
_RETRY_SECONDS = 0.5
_SILENCE_SECONDS = 5.0
"""After this long without a word Valkey is asked whether it lives; after twice it is given up."""
_CONFIRMED_WITHIN = 2.0
_BREATH = 50
"""Messages read at a stretch: a burst must not keep those who listen from listening."""
_KEEPALIVE = "switchboard:keepalive"


@dataclass(frozen=True)
class Message:
    """Bytes that were published under a topic. Without bytes it says: read what you missed."""

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
        self._redis = Redis.from_url(
            url, socket_timeout=2, socket_connect_timeout=2, retry=Retry(NoBackoff(), 1)
        )
        # A connection that is made anew behind our back would forget to tell of it.
        self._listening = Redis.from_url(
            url, socket_timeout=5, socket_connect_timeout=2, retry=Retry(NoBackoff(), 0)
        )
        self._listeners: dict[str, set[Subscription]] = defaultdict(set)
        self._confirmed: set[str] = set()
        self._awaited: dict[str, asyncio.Future[None]] = {}
        self._unheard: set[str] = set()
        self._pubsub: PubSub | None = None
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def connected(self) -> bool:
        """Whether this process hears what others publish."""
        return self._pubsub is not None

    async def start(self) -> None:
        """Begin to listen; returns at once, whether Valkey answers or not."""
        for task in (self._read_forever(), self._resync_while_apart(), self._make_up_forever()):
            self._tasks.append(asyncio.create_task(task, name="bus"))

    async def stop(self) -> None:
        """Stop listening and close the connections."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._redis.aclose()
        await self._listening.aclose()

    async def publish(self, *messages: tuple[str, bytes]) -> None:
        """Publish `(topic, data)` pairs in order. Never raises: whoever misses them resyncs."""
        try:
            await self._publish(messages)
        except (RedisError, OSError) as error:
            log.warning("publish_failed", reason=error)
            self._unheard.update(topic for topic, _ in messages)
            for topic, data in messages:
                self._deliver(topic, data)

    async def _publish(self, messages: Iterable[tuple[str, bytes]]) -> None:
        async with self._redis.pipeline(transaction=False) as pipe:
            for topic, data in messages:
                pipe.publish(topic, data)
            await pipe.execute()

    def subscribe(self) -> Subscription:
        """A new subscription, without topics yet."""
        return Subscription(self)

    async def ping(self) -> None:
        """Raise if Valkey does not answer."""
        await self._redis.ping()

    async def listen(self, subscription: Subscription, topics: set[str]) -> None:
        """Let a subscription hear topics (see `Subscription.add`)."""
        for topic in topics:
            self._listeners[topic].add(subscription)
        subscription.topics |= topics
        if self._pubsub is None:
            return
        fresh = [
            topic for topic in topics if topic not in self._confirmed and topic not in self._awaited
        ]
        for topic in fresh:
            self._awaited[topic] = asyncio.get_running_loop().create_future()
        confirmations = [self._awaited[topic] for topic in topics if topic in self._awaited]
        with suppress(RedisError, OSError):
            if fresh:
                await self._pubsub.subscribe(*fresh)
            if confirmations:
                await asyncio.wait(confirmations, timeout=_CONFIRMED_WITHIN)

    async def unlisten(self, subscription: Subscription, topics: set[str]) -> None:
        """Let a subscription hear topics no longer (see `Subscription.remove`)."""
        for topic in topics:
            self._listeners[topic].discard(subscription)
        subscription.topics -= topics
        silent = [topic for topic in topics if not self._listeners[topic]]
        for topic in silent:
            del self._listeners[topic]
            self._confirmed.discard(topic)
            self._resolve(topic)
        if silent and self._pubsub is not None:
            with suppress(RedisError, OSError):
                await self._pubsub.unsubscribe(*silent)

    async def _read_forever(self) -> None:
        while True:
            try:
                await self._read()
            except (RedisError, OSError) as error:
                if self._pubsub is not None:
                    log.warning("bus_disconnected", reason=error)
            self._forget_connection()
            await asyncio.sleep(_RETRY_SECONDS)

    async def _read(self) -> None:
        async with self._listening.pubsub() as pubsub:
            await pubsub.connect()
            self._pubsub = pubsub
            # The keep-alive is last: once it is confirmed, all are.
            await pubsub.subscribe(*self._listeners, _KEEPALIVE)
            asked = False
            for number in count():
                if number % _BREATH == 0:
                    await asyncio.sleep(0)
                if pubsub.connection is None or not pubsub.connection.is_connected:
                    raise RedisConnectionError("the connection was closed")
                message = await pubsub.get_message(timeout=_SILENCE_SECONDS)
                if message is not None:
                    self._take(message)
                elif asked:
                    raise RedisConnectionError("no answer")
                else:
                    await pubsub.ping()
                asked = message is None

    def _take(self, message: dict[str, Any]) -> None:
        if message["type"] == "message":
            topic = message["channel"].decode()
            # Until Valkey confirms, what arrives was sent before the topic was left.
            if topic in self._confirmed:
                self._deliver(topic, message["data"])
        elif message["type"] == "subscribe":
            topic = message["channel"].decode()
            self._confirmed.add(topic)
            self._resolve(topic)
            if topic == _KEEPALIVE:
                self._tell_all_to_resync()
        elif message["type"] == "unsubscribe":
            self._confirmed.discard(message["channel"].decode())

    def _resolve(self, topic: str) -> None:
        awaited = self._awaited.pop(topic, None)
        if awaited is not None and not awaited.done():
            awaited.set_result(None)

    def _forget_connection(self) -> None:
        self._pubsub = None
        self._confirmed.clear()
        for topic in list(self._awaited):
            self._resolve(topic)

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

    async def _make_up_forever(self) -> None:
        while True:
            await asyncio.sleep(_RETRY_SECONDS)
            topics, self._unheard = self._unheard, set()
            try:
                if topics:
                    await self._publish((topic, b"") for topic in topics)
            except (RedisError, OSError):
                self._unheard |= topics
