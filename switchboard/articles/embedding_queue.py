"""Leaves the embedding of what a transaction wrote to jobs: a few articles each."""

from __future__ import annotations

from switchboard.core.db import Session
from switchboard.core.jobs import enqueue

EACH = 16
"""Articles of a job: enough to embed them in good batches, few enough to let others in between."""

_KEY = "knowledge.embed_later"


def embed_later(session: Session, article_id: str) -> None:
    """Have a worker embed this article's new chunks once the transaction is committed."""
    session.info.setdefault(_KEY, {})[article_id] = None
    session.before_commit(_enqueue)


async def _enqueue(session: Session) -> None:
    articles = list(session.info.pop(_KEY, ()))
    for start in range(0, len(articles), EACH):
        own = articles[start : start + EACH]
        # What a person has just written goes before a large import.
        await enqueue(session, "knowledge.index", {"article_ids": own}, urgent=len(articles) == 1)
