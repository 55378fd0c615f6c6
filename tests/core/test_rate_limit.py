"""Rate limits: the same through Valkey and without it."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st
from redis.asyncio import Redis

from switchboard.core.errors import TooMany
from switchboard.core.rate_limit import Limit, RateLimiter
from switchboard.engines import Engines

SLOW = Limit("slow", count=3, seconds=3600)


@pytest_asyncio.fixture(loop_scope="session")
async def valkey(engines: Engines) -> AsyncIterator[Redis]:
    client = Redis.from_url(engines.urls.redis_url)
    yield client
    await client.aclose()


@pytest.fixture(params=["valkey", "alone"])
def limiter(request: pytest.FixtureRequest, valkey: Redis) -> RateLimiter:
    return RateLimiter(valkey if request.param == "valkey" else None)


@pytest.fixture
def key() -> str:
    return uuid4().hex


async def test_a_burst_is_allowed_and_then_no_more(limiter: RateLimiter, key: str) -> None:
    verdicts = [await limiter.take(SLOW, key) for _ in range(4)]
    assert [verdict.allowed for verdict in verdicts] == [True, True, True, False]
    assert [verdict.remaining for verdict in verdicts] == [2, 1, 0, 0]
    assert 0 < verdicts[3].retry_after <= 1200


async def test_each_key_and_each_limit_counts_for_itself(limiter: RateLimiter, key: str) -> None:
    for _ in range(4):
        await limiter.take(SLOW, key)
    assert (await limiter.take(SLOW, key + "x")).allowed
    assert (await limiter.take(Limit("other", 3, 3600), key)).allowed


async def test_what_is_given_back_can_be_taken_again(limiter: RateLimiter, key: str) -> None:
    for _ in range(20):
        assert (await limiter.take(SLOW, key)).allowed
        await limiter.refund(SLOW, key)
    await limiter.refund(SLOW, key)
    assert [(await limiter.take(SLOW, key)).allowed for _ in range(4)] == [True] * 3 + [False]


async def test_require_says_when_to_come_back(limiter: RateLimiter, key: str) -> None:
    for _ in range(3):
        await limiter.require(SLOW, key)
    with pytest.raises(TooMany) as refusal:
        await limiter.require(SLOW, key)
    headers = refusal.value.headers
    assert 0 < int(headers["Retry-After"]) <= 1200
    assert headers["RateLimit-Policy"] == '"slow";q=3;w=3600'
    assert headers["RateLimit"].startswith('"slow";r=0;t=')


async def test_processes_share_their_counts(valkey: Redis, key: str) -> None:
    one, other = RateLimiter(valkey), RateLimiter(valkey)
    for limiter in (one, other, one):
        assert (await limiter.take(SLOW, key)).allowed
    assert not (await other.take(SLOW, key)).allowed


async def test_nothing_of_the_key_is_kept_in_the_clear(valkey: Redis) -> None:
    await RateLimiter(valkey).take(SLOW, "ann@office.test")
    assert not [name async for name in valkey.scan_iter("*office.test*")]
    for name in [name async for name in valkey.scan_iter("limit:slow:*")]:
        assert 0 < await valkey.pttl(name) <= 3_600_000


async def test_without_valkey_each_process_counts_alone(key: str) -> None:
    time = [0.0]
    nowhere = Redis.from_url("redis://127.0.0.1:1", socket_connect_timeout=1)
    limiter = RateLimiter(nowhere, clock=lambda: time[0])
    allowed = [(await limiter.take(SLOW, key)).allowed for _ in range(4)]
    assert allowed == [True, True, True, False]
    time[0] += 1200
    assert (await limiter.take(SLOW, key)).allowed
    await nowhere.aclose()


@given(
    count=st.integers(1, 20),
    seconds=st.integers(1, 3600),
    pauses=st.lists(st.floats(0, 600), max_size=60),
)
async def test_never_more_than_twice_the_count_in_any_span(
    count: int, seconds: int, pauses: list[float]
) -> None:
    time, limit = [0.0], Limit("any", count, seconds)
    limiter = RateLimiter(clock=lambda: time[0])
    allowed: list[float] = []
    for pause in pauses:
        time[0] += pause
        if (await limiter.take(limit, "key")).allowed:
            allowed.append(time[0])
    for start in allowed:
        assert sum(start <= at < start + seconds for at in allowed) <= 2 * count
