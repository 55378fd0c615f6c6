"""Tells open consoles how a source is doing, after the commit."""

import orjson

from switchboard.conversations.live import workspace_topic
from switchboard.core.db import Session
from switchboard.realtime import Bus
from switchboard.sources.models import Source
from switchboard.sources.queries import shown_one


async def tell(bus: Bus, session: Session, source: Source) -> None:
    """Publish the source as it is now, once this transaction is committed."""
    await session.flush()
    shown = await shown_one(session, source)
    frame = {"type": "source", "source": shown.model_dump(mode="json")}
    topic = workspace_topic(session.workspace_id)

    async def publish() -> None:
        await bus.publish((topic, orjson.dumps(frame)))

    session.after_commit(publish)


async def tell_deleted(bus: Bus, session: Session, source_id: str) -> None:
    """Publish that a source is no more."""
    frame = {"type": "source", "source": {"id": source_id, "deleted": True}}
    topic = workspace_topic(session.workspace_id)

    async def publish() -> None:
        await bus.publish((topic, orjson.dumps(frame)))

    session.after_commit(publish)
