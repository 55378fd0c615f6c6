"""Votes on articles: one for each reader, who stays anonymous."""

from __future__ import annotations

import hashlib
import hmac

from sqlalchemy.dialects.postgresql import insert

from switchboard.core.clock import now
from switchboard.core.db import Session
from switchboard.help_center.models import ArticleVote


def voter_of(key: str, address: str, agent: str, article_id: str) -> str:
    """A keyed hash of a reader for one article, from which the address cannot be derived."""
    message = "\x1f".join((address, agent, article_id))
    return hmac.digest(key.encode(), message.encode(), hashlib.sha256).hex()[:32]


async def vote(session: Session, article_id: str, voter: str, *, helpful: bool) -> None:
    """Save a reader's vote; a second one replaces the first."""
    await session.execute(
        insert(ArticleVote)
        .values(
            article_id=article_id,
            workspace_id=session.workspace_id,
            voter=voter,
            helpful=helpful,
            created_at=now(),
        )
        .on_conflict_do_update(
            index_elements=["article_id", "voter"],
            set_={"helpful": helpful, "created_at": now()},
        )
    )
