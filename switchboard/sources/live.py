"""Publishes the state of a source to open consoles, after the commit."""

from typing import Any

import orjson

from switchboard.conversations.live import workspace_topic
from switchboard.core.db import Session
from switchboard.realtime import Bus
from switchboard.sources import schemas
from switchboard.sources.models import Source
from switchboard.sources.queries import shown_one


async def publish_source(bus: Bus, session: Session, source: Source) -> schemas.ArticleSource:
    """Publish the source as it is now, once this transaction is committed; returns it."""
    await session.flush()
    shown = await shown_one(session, source)
    _publish(bus, session, shown.model_dump(mode="json"))
    return shown


def publish_deleted(bus: Bus, session: Session, source_id: str) -> None:
    """Publish that a source was deleted, once this transaction is committed."""
    _publish(bus, session, {"id": source_id, "deleted": True})


def _publish(bus: Bus, session: Session, source: dict[str, Any]) -> None:
    topic = workspace_topic(session.workspace_id)
    frame = orjson.dumps({"type": "source", "source": source})

    async def publish() -> None:
        await bus.publish((topic, frame))

    session.after_commit(publish)
