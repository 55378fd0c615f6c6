"""What is kept of a contact, changed by staff; and two contacts that are one person."""

from typing import Any

from sqlalchemy import select, update

from switchboard.contacts.models import Contact, Identity
from switchboard.core.db import Session
from switchboard.core.errors import Invalid, NotFound

MOST_ATTRIBUTES = 50
_FIELDS = ("name", "email", "phone", "language", "time_zone")


async def find_contact(session: Session, contact_id: str, *, lock: bool = False) -> Contact:
    """One contact, locked until the transaction ends if asked for. Raises NotFound."""
    query = select(Contact).where(
        Contact.workspace_id == session.workspace_id, Contact.id == contact_id
    )
    contact = await session.scalar(query.with_for_update(key_share=True) if lock else query)
    if contact is None:
        raise NotFound("Contact not found.")
    return contact


async def change_contact(session: Session, contact_id: str, given: dict[str, Any]) -> Contact:
    """Change the fields that are given. Attributes are taken one by one; None removes one.

    Raises NotFound, and Invalid when there would be too many attributes.
    """
    contact = await find_contact(session, contact_id, lock=True)
    for name in _FIELDS:
        if name in given:
            setattr(contact, name, given[name] or None)
    if given.get("attributes"):
        merged = {**contact.attributes, **given["attributes"]}
        contact.attributes = {name: value for name, value in merged.items() if value is not None}
    if len(contact.attributes) > MOST_ATTRIBUTES:
        raise Invalid(f"A contact can have up to {MOST_ATTRIBUTES} attributes.")
    await session.flush()
    return contact


async def lock_both(session: Session, one_id: str, other_id: str) -> tuple[Contact, Contact]:
    """Two contacts, locked in an order that everyone keeps. Raises NotFound and Invalid."""
    if one_id == other_id:
        raise Invalid("A contact cannot be merged into itself.")
    locked = {
        id_: await find_contact(session, id_, lock=True) for id_ in sorted((one_id, other_id))
    }
    return locked[one_id], locked[other_id]


async def take_over(session: Session, source: Contact, target: Contact) -> None:
    """Give the target the source's identities, and what of its profile the target lacks."""
    await session.execute(
        update(Identity).where(Identity.contact_id == source.id).values(contact_id=target.id)
    )
    for name in _FIELDS:
        if not getattr(target, name):
            setattr(target, name, getattr(source, name))
    together = {**source.attributes, **target.attributes}
    target.attributes = dict(list(together.items())[:MOST_ATTRIBUTES])
    await session.flush()
