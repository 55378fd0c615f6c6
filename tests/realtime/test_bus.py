"""The bus: what is published is heard everywhere, and what may have been missed is said."""

import asyncio
from uuid import uuid4

import pytest
from redis.asyncio import Redis

from switchboard.engines import Engines
from switchboard.realtime import RESYNC, Bus, Message, Subscription
from switchboard.realtime.bus import QUEUE_LENGTH
from tests.support.wait import LONGEST_SECONDS, eventually


@pytest.fixture
def topic() -> str:
    return f"topic:{uuid4().hex}"


async def heard(subscription: Subscription, count: int) -> list[Message]:
    """The next messages, RESYNC left out."""
    found: list[Message] = []
    async with asyncio.timeout(LONGEST_SECONDS):
        async for message in subscription:
            if message.data:
                found.append(message)
            if len(found) == count:
                break
    return found


async def resynced(subscription: Subscription) -> None:
    """Returns once the subscriber was told to read what it missed."""
    async with asyncio.timeout(LONGEST_SECONDS):
        async for message in subscription:
            if not message.data:
                return


def numbered(topic: str, count: int) -> list[tuple[str, bytes]]:
    return [(topic, str(number).encode()) for number in range(count)]


async def test_every_process_hears_in_order(bus: Bus, other_bus: Bus, topic: str) -> None:
    async with bus.subscribe() as here, other_bus.subscribe() as there:
        await here.add(topic)
        await there.add(topic)
        await bus.publish(*numbered(topic, 100))
        expected = [Message(topic, str(number).encode()) for number in range(100)]
        assert await heard(here, 100) == expected
        assert await heard(there, 100) == expected


async def test_a_topic_is_heard_from_when_adding_it_returns(
    bus: Bus, other_bus: Bus, topic: str
) -> None:
    async with bus.subscribe() as live:
        for number in range(50):
            fresh = f"{topic}:{number}"
            await live.add(fresh)
            await other_bus.publish((fresh, b"news"))
        assert [message.topic for message in await heard(live, 50)] == [
            f"{topic}:{number}" for number in range(50)
        ]


async def test_topics_are_for_those_who_asked(bus: Bus, topic: str) -> None:
    async with bus.subscribe() as one, bus.subscribe() as other:
        await one.add(topic, topic + "x")
        await other.add(topic + "x")
        await bus.publish((topic, b"1"), (topic + "x", b"2"))
        assert [message.data for message in await heard(one, 2)] == [b"1", b"2"]
        assert [message.data for message in await heard(other, 1)] == [b"2"]


async def test_a_topic_can_be_left_and_joined_again(bus: Bus, topic: str) -> None:
    async with bus.subscribe() as live:
        for number in range(20):
            await live.add(topic)
            await bus.publish((topic, str(number).encode()))
            await heard(live, 1)
            await live.remove(topic)
            await bus.publish((topic, b"not heard"))
        await asyncio.gather(live.remove(topic), live.add(topic))
        await bus.publish((topic, b"end"))
        assert [message.data for message in await heard(live, 1)] == [b"end"]


async def test_leaving_does_not_deafen_another(bus: Bus, topic: str) -> None:
    async with bus.subscribe() as stays:
        await stays.add(topic)
        async with bus.subscribe() as leaves:
            await leaves.add(topic)
        await bus.publish((topic, b"still"))
        assert [message.data for message in await heard(stays, 1)] == [b"still"]


async def test_a_slow_listener_starts_over(bus: Bus, topic: str) -> None:
    async with bus.subscribe() as slow, bus.subscribe() as quick:
        await slow.add(topic)
        await quick.add(topic)
        reading = asyncio.create_task(heard(quick, QUEUE_LENGTH + 10))
        await bus.publish(*numbered(topic, QUEUE_LENGTH + 10))
        await reading
        first = await anext(aiter(slow))
        assert first == RESYNC
        assert await heard(slow, 9) != []


async def test_a_cut_connection_is_told_and_made_anew(
    bus: Bus, other_bus: Bus, own_valkey: Engines, topic: str
) -> None:
    async with bus.subscribe() as live:
        await live.add(topic)
        async with Redis.from_url(own_valkey.urls.redis_url) as redis:
            await redis.client_kill_filter(_type="pubsub")
        await resynced(live)
        await other_bus.publish((topic, b"after"))
        assert [message.data for message in await heard(live, 1)] == [b"after"]


async def test_without_valkey_listeners_are_told_to_read(
    bus: Bus, own_valkey: Engines, topic: str
) -> None:
    async with bus.subscribe() as live:
        await live.add(topic)
        await own_valkey.stop("valkey")
        try:
            await eventually(lambda: not bus.connected)
            for _ in range(2):
                await resynced(live)
            added = f"{topic}:added while away"
            await live.add(added)
            await bus.publish((topic, b"heard here at once"))
            assert (await heard(live, 1))[0].data == b"heard here at once"
        finally:
            await own_valkey.start("valkey")
        await eventually(lambda: bus.connected)
        await resynced(live)
        await bus.publish((added, b"back"))
        assert [message.data for message in await heard(live, 1)] == [b"back"]


async def test_other_processes_are_told_of_what_could_not_be_published(
    bus: Bus, own_valkey: Engines, topic: str
) -> None:
    await own_valkey.stop("valkey")
    alone = Bus(own_valkey.urls.redis_url)
    try:
        await alone.publish((topic, b"nobody hears this"))
        await own_valkey.start("valkey")
        await eventually(lambda: bus.connected)
        async with bus.subscribe() as live:
            await live.add(topic)
            # Only now does it try again, so that it is not told of by the reconnection itself.
            await alone.start()
            async with asyncio.timeout(LONGEST_SECONDS):
                told = await anext(message async for message in live if message.topic == topic)
        assert told.data == b""
    finally:
        await alone.stop()


async def test_a_bus_may_start_before_valkey(own_valkey: Engines, topic: str) -> None:
    await own_valkey.stop("valkey")
    early = Bus(own_valkey.urls.redis_url)
    await early.start()
    try:
        async with early.subscribe() as live:
            await live.add(topic)
            await own_valkey.start("valkey")
            await eventually(lambda: early.connected)
            await resynced(live)
            await early.publish((topic, b"now"))
            assert [message.data for message in await heard(live, 1)] == [b"now"]
    finally:
        await early.stop()


async def test_a_silent_valkey_is_given_up(
    bus: Bus, own_valkey: Engines, topic: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("switchboard.realtime.bus._SILENCE_SECONDS", 0.2)
    waiting = Bus(own_valkey.urls.redis_url)
    await waiting.start()
    await eventually(lambda: waiting.connected)
    async with waiting.subscribe() as live, Redis.from_url(own_valkey.urls.redis_url) as redis:
        await live.add(topic)
        await redis.client_pause(3000)
        await eventually(lambda: not waiting.connected)
        await resynced(live)
        await eventually(lambda: waiting.connected)
    await waiting.stop()
