"""Finds the contact behind a channel's sender, or makes one on their first message."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from switchboard.contacts.models import Contact, Identity
from switchboard.core.db import Session
from switchboard.core.ids import new_id


@dataclass(frozen=True)
class Sender:
    """Who wrote, as the channel tells it.

    `verified` says that the channel vouches for name and e-mail (a token signed by the
    company's own site, say). Unverified claims never join a contact to somebody else's.
    """

    external_id: str
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    language: str | None = None
    time_zone: str | None = None
    verified: bool = False


async def find_or_create(session: Session, inbox_id: str, sender: Sender) -> Identity:
    """The sender's identity in this inbox, its row locked until the transaction ends.

    The lock lines up everything that one sender does at once: their first twenty messages,
    arriving together, make one contact. It is `FOR NO KEY UPDATE`, as everywhere: a stronger one
    would be waited for by foreign keys that point here, and whoever holds a conversation while
    checking one would deadlock with whoever holds this and waits for the conversation.
    """
    identity = await _locked(session, inbox_id, sender.external_id)
    if identity is None:
        await _insert(session, inbox_id, sender)
        identity = await _locked(session, inbox_id, sender.external_id)
        assert identity is not None
    return identity


_LOCK = (
    select(Identity)
    .where(
        Identity.inbox_id == bindparam("inbox_id"),
        Identity.external_id == bindparam("external_id"),
    )
    .with_for_update(key_share=True)
)
"""Made once: SQLAlchemy spends more on making a statement than PostgreSQL on running it."""


async def _locked(session: Session, inbox_id: str, external_id: str) -> Identity | None:
    return await session.scalar(_LOCK, {"inbox_id": inbox_id, "external_id": external_id})


async def _insert(session: Session, inbox_id: str, sender: Sender) -> None:
    """Insert contact and identity, unless another transaction was first with the identity."""
    contact = Contact(
        id=new_id("con"),
        workspace_id=session.workspace_id,
        name=sender.name,
        email=sender.email,
        phone=sender.phone,
        language=sender.language,
        time_zone=sender.time_zone,
        attributes={},
    )
    session.add(contact)
    await session.flush()
    made = await session.scalar(
        insert(Identity)
        .values(
            id=new_id("idn"),
            workspace_id=session.workspace_id,
            contact_id=contact.id,
            inbox_id=inbox_id,
            external_id=sender.external_id,
            verified=sender.verified,
        )
        .on_conflict_do_nothing(index_elements=["inbox_id", "external_id"])
        .returning(Identity.id)
    )
    if made is None:
        await session.delete(contact)
        await session.flush()


async def update_profile(session: Session, contact_id: str, sender: Sender) -> Contact:
    """Take over what the sender says of themselves, where it says anything."""
    contact = await session.get_one(Contact, contact_id)
    for field in ("name", "email", "phone", "language", "time_zone"):
        said = getattr(sender, field)
        if said and said != getattr(contact, field):
            setattr(contact, field, said)
    await session.flush()
    return contact
