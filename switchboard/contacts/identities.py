"""Finds the contact behind a channel's sender, or makes one on their first message."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from switchboard.contacts.models import Contact, Identity
from switchboard.contacts.naming import names_to_search
from switchboard.core.clock import now
from switchboard.core.db import Session
from switchboard.core.ids import new_id
from switchboard.core.search_terms import stored_terms


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
        await create_missing(session, [(inbox_id, sender)])
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


_CREATE = """
WITH new AS (
  SELECT * FROM unnest(
    $1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::text[], $10::bool[], $11::text[]
  ) AS n (
    inbox_id, external_id, identity_id, contact_id, name, email, phone, language, time_zone,
    verified, terms
  )
), created AS (
  INSERT INTO identities
    (id, workspace_id, contact_id, inbox_id, external_id, verified, created_at)
  SELECT identity_id, $12, contact_id, inbox_id, external_id, verified, $13 FROM new
  ORDER BY inbox_id, external_id
  ON CONFLICT (inbox_id, external_id) DO NOTHING
  RETURNING contact_id, inbox_id, external_id
), contacts AS (
  INSERT INTO contacts
    (id, workspace_id, name, email, phone, language, time_zone, attributes, created_at, updated_at,
     search)
  SELECT contact_id, $12, name, email, phone, language, time_zone, '{}', $13, $13,
    array_to_tsvector(string_to_array(terms, ' '))
  FROM new JOIN created USING (contact_id)
)
SELECT inbox_id, external_id FROM created
"""
"""In one order, so that two transactions with the same senders wait for each other in turn."""


async def create_missing(
    session: Session, senders: Sequence[tuple[str, Sender]]
) -> set[tuple[str, str]]:
    """Make contact and identity for those senders of an inbox who have none.

    Returns the (inbox's id, sender's external id) of those that are new: until the transaction
    ends, nobody else sees them. Raises asyncpg.ForeignKeyViolationError when an inbox is gone.
    """
    workspace_id = session.workspace_id
    rows = [_new_row(workspace_id, inbox_id, sender) for inbox_id, sender in senders]
    columns = [list(column) for column in zip(*rows, strict=True)]
    created = await session.driver.fetch(_CREATE, *columns, workspace_id, now())
    return {(row["inbox_id"], row["external_id"]) for row in created}


def _new_row(workspace_id: str, inbox_id: str, sender: Sender) -> tuple[object, ...]:
    contact_id = new_id("con")
    known = (sender.name, sender.email, sender.phone)
    terms = stored_terms(workspace_id, *names_to_search(contact_id, known))
    return (
        inbox_id,
        sender.external_id,
        new_id("idn"),
        contact_id,
        *known,
        sender.language,
        sender.time_zone,
        sender.verified,
        " ".join(terms),
    )


async def update_profile(session: Session, contact_id: str, sender: Sender) -> Contact:
    """Take over what the sender says of themselves, where it says anything."""
    contact = await session.get_one(Contact, contact_id)
    for field in ("name", "email", "phone", "language", "time_zone"):
        said = getattr(sender, field)
        if said and said != getattr(contact, field):
            setattr(contact, field, said)
    await session.flush()
    return contact
