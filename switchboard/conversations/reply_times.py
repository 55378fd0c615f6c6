"""How long customers of an inbox wait for a person."""

from statistics import median
from typing import Final

from sqlalchemy import text

from switchboard.core.clock import now
from switchboard.core.db import Session

_CONVERSATIONS: Final = 40
_DAYS: Final = 14
MIN_SAMPLES: Final = 3
"""Fewer waits say nothing."""

_WAITS = text("""
SELECT extract(epoch FROM reply.created_at - asked.created_at)
FROM (
    SELECT id FROM conversations WHERE inbox_id = :inbox_id
    ORDER BY last_activity_at DESC, id DESC LIMIT :conversations
) recent
CROSS JOIN LATERAL (
    SELECT seq, created_at FROM entries
    WHERE conversation_id = recent.id AND kind = 'event' AND event ->> 'type' = 'handed_over'
    ORDER BY seq DESC LIMIT 1
) asked
CROSS JOIN LATERAL (
    SELECT created_at FROM entries
    WHERE conversation_id = recent.id AND seq > asked.seq
        AND kind = 'message' AND author_kind = 'member'
    ORDER BY seq LIMIT 1
) reply
WHERE asked.created_at > cast(:at AS timestamptz) - make_interval(days => :days)
""")


async def usual_wait(session: Session, inbox_id: str) -> float | None:
    """Seconds from a handover to a person's first reply: the median of the newest conversations.

    Returns None when too few were answered lately to tell.
    """
    rows = await session.scalars(
        _WAITS,
        {
            "inbox_id": inbox_id,
            "conversations": _CONVERSATIONS,
            "at": now(),
            "days": _DAYS,
        },
    )
    waits = [float(seconds) for seconds in rows]
    return median(waits) if len(waits) >= MIN_SAMPLES else None
