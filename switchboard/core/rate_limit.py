"""Rate limits, shared through Valkey; kept by each process alone while Valkey is away.

The generic cell rate algorithm (ITU-T I.371): one number per key, the time at which the bucket
would be empty again. It allows `count` at once and then one each `seconds / count`.
"""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from switchboard.core.errors import TooMany

log = structlog.get_logger(__name__)

_RETRY_SECONDS = 5.0
_REMEMBERED = 50_000

_SCRIPT = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local cost, span = tonumber(ARGV[1]), tonumber(ARGV[2])
local full = math.max(tonumber(redis.call('GET', KEYS[1]) or now), now)
local wait = full + cost - now - span
if cost > 0 and wait > 0 then return wait end
local left = full + cost - now
if left <= 0 then redis.call('DEL', KEYS[1])
else redis.call('SET', KEYS[1], string.format('%.0f', now + left), 'PX', math.ceil(left / 1000)) end
return wait
"""


@dataclass(frozen=True)
class Limit:
    """At most `count` at once, and `count` in each further span of `seconds`."""

    name: str
    count: int
    seconds: int

    @property
    def interval(self) -> int:
        """Microseconds until one more is allowed."""
        return self.seconds * 1_000_000 // self.count


@dataclass(frozen=True)
class Verdict:
    """Whether it was allowed, how many more are right now, and seconds until the next one."""

    allowed: bool
    remaining: int
    retry_after: float


class RateLimiter:
    """Counts what each key does against its limits. Never fails: without Valkey it counts alone."""

    def __init__(
        self, redis: Redis | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Args: Valkey, if there is one (with short time-outs); a clock in seconds."""
        self._redis = redis
        self._clock = clock
        self._away_until = 0.0
        self._alone: dict[str, int] = {}

    async def require(self, limit: Limit, key: str) -> None:
        """Take one, or raise TooMany with `Retry-After` and the draft's `RateLimit` fields."""
        verdict = await self.take(limit, key)
        if not verdict.allowed:
            raise _too_many(limit, verdict)

    async def take(self, limit: Limit, key: str) -> Verdict:
        """Take one of what the limit allows this key. `key` is kept as a hash only."""
        wait = await self._move(limit, key, limit.interval)
        return Verdict(wait <= 0, max(-wait, 0) // limit.interval, max(wait, 0) / 1_000_000)

    async def refund(self, limit: Limit, key: str) -> None:
        """Give one back, for limits that count failures only."""
        await self._move(limit, key, -limit.interval)

    async def _move(self, limit: Limit, key: str, cost: int) -> int:
        name = f"limit:{limit.name}:{hashlib.sha256(key.encode()).hexdigest()[:32]}"
        span = limit.interval * limit.count
        if self._redis is None or self._clock() < self._away_until:
            return self._move_alone(name, cost, span)
        try:
            return int(await self._redis.eval(_SCRIPT, 1, name, str(cost), str(span)))
        except (RedisError, OSError) as error:
            log.warning("rate_limits_without_valkey", error=error)
            self._away_until = self._clock() + _RETRY_SECONDS
            return self._move_alone(name, cost, span)

    def _move_alone(self, name: str, cost: int, span: int) -> int:
        now = int(self._clock() * 1_000_000)
        full = max(self._alone.get(name, now), now)
        wait = full + cost - now - span
        if cost > 0 and wait > 0:
            return wait
        self._alone[name] = full + cost
        if len(self._alone) > _REMEMBERED:
            self._alone = {key: at for key, at in self._alone.items() if at > now}
        return wait


def _too_many(limit: Limit, verdict: Verdict) -> TooMany:
    seconds = int(verdict.retry_after) + 1
    return TooMany(
        f"Too many requests. Try again in {seconds} seconds.",
        headers={
            "Retry-After": str(seconds),
            "RateLimit-Policy": f'"{limit.name}";q={limit.count};w={limit.seconds}',
            "RateLimit": f'"{limit.name}";r={verdict.remaining};t={seconds}',
        },
    )
