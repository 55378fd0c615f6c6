"""Short lists of what happened lately, kept in Valkey for a while. Losing them loses no message."""

from collections.abc import Sequence
from datetime import timedelta

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)


class Recent:
    """Lists by name: the newest items of each, for as long as something is added in time.

    Args:
        redis: with short time-outs, as nobody waits long for this.
        most: how many items a list keeps.
        lasts: after this long without a new item a list is forgotten.
    """

    def __init__(self, redis: Redis, *, most: int = 50, lasts: timedelta = timedelta(days=30)):
        self._redis, self._most, self._lasts = redis, most, lasts

    async def add(self, name: str, items: Sequence[bytes]) -> None:
        """Add items, oldest first. Without Valkey they are lost."""
        key = _key(name)
        try:
            async with self._redis.pipeline(transaction=True) as pipe:
                pipe.lpush(key, *items)
                pipe.ltrim(key, 0, self._most - 1)
                pipe.expire(key, self._lasts)
                await pipe.execute()
        except (RedisError, OSError) as error:
            log.warning("recent_not_kept", reason=error)

    async def newest(self, name: str) -> list[bytes]:
        """All items of a list, newest first; none without Valkey."""
        try:
            items = await self._redis.lrange(_key(name), 0, -1)
        except (RedisError, OSError) as error:
            log.warning("recent_not_read", reason=error)
            return []
        return [item for item in items if isinstance(item, bytes)]


def _key(name: str) -> str:
    return f"recent:{name}"
