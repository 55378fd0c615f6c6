"""The card of a contact: who they are, and where they write from."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel
from sqlalchemy import select

from switchboard.contacts import Contact, Identity
from switchboard.conversations import Inbox
from switchboard.core.db import Session
from switchboard.core.errors import NotFound


class ContactIdentity(BaseModel):
    """How one inbox knows a contact; `verified` when somebody vouches for them there."""

    inbox_id: str
    inbox_name: str
    channel: str
    external_id: str
    verified: bool


class ContactCard(BaseModel):
    """A contact with the identities of every channel."""

    id: str
    name: str | None
    email: str | None
    phone: str | None
    language: str | None
    attributes: dict[str, Any]
    identities: list[ContactIdentity]
    created_at: datetime


async def contact_card(session: Session, contact_id: str) -> ContactCard:
    """One contact. Raises NotFound when the workspace has none by this id."""
    contact = await session.get(Contact, contact_id)
    if contact is None:
        raise NotFound("There is no such contact.")
    rows = await session.execute(
        select(Identity, Inbox.name, Inbox.channel)
        .join(Inbox, Inbox.id == Identity.inbox_id)
        .where(Identity.contact_id == contact_id)
        .order_by(Identity.created_at)
        .limit(50)
    )
    return ContactCard(
        id=contact.id,
        name=contact.name,
        email=contact.email,
        phone=contact.phone,
        language=contact.language,
        attributes=contact.attributes,
        identities=[
            ContactIdentity(
                inbox_id=identity.inbox_id,
                inbox_name=name,
                channel=channel,
                external_id=identity.external_id,
                verified=identity.verified,
            )
            for identity, name, channel in rows
        ],
        created_at=contact.created_at,
    )
