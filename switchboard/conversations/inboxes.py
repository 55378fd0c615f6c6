"""Inboxes: the configured accounts of channels that conversations arrive in."""

import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from switchboard.conversations.errors import InboxNotFound
from switchboard.conversations.models import Inbox
from switchboard.core.db import Session
from switchboard.core.ids import new_id


async def create_inbox(
    session: Session,
    *,
    name: str,
    channel: str,
    settings: dict[str, Any],
    assistant_id: str | None,
) -> Inbox:
    """Add an inbox; `settings` have been checked by its channel."""
    inbox = Inbox(
        id=new_id("ibx"),
        workspace_id=session.workspace_id,
        name=name,
        channel=channel,
        settings=settings,
        public_key=f"wk_{secrets.token_urlsafe(18)}",
        assistant_id=assistant_id,
    )
    session.add(inbox)
    await session.flush()
    return inbox


async def list_inboxes(session: Session) -> Sequence[Inbox]:
    """Every inbox of the workspace, oldest first."""
    rows = await session.scalars(
        select(Inbox)
        .where(Inbox.workspace_id == session.workspace_id)
        .order_by(Inbox.created_at, Inbox.id)
    )
    return rows.all()


async def get_inbox(session: Session, inbox_id: str) -> Inbox:
    """One inbox. Raises InboxNotFound when the workspace has none by this id."""
    inbox = await session.get(Inbox, inbox_id)
    if inbox is None:
        raise InboxNotFound
    return inbox


async def find_by_public_key(session: Session, public_key: str) -> Inbox:
    """The inbox of a public key, in whatever workspace: use with `Database.system`."""
    inbox = await session.scalar(select(Inbox).where(Inbox.public_key == public_key))
    if inbox is None:
        raise InboxNotFound
    return inbox
