"""Contacts as staff see and keep them: the list, the card, and two that are one person."""

from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import func, select, text

from switchboard.console.people import schemas
from switchboard.contacts import Contact, Identity, display_name
from switchboard.contacts.profile import change_contact, find_contact, lock_both, take_over
from switchboard.conversations import Conversation, Inbox
from switchboard.conversations.merge_contacts import move_conversations, tell_of_contact
from switchboard.core.db import Session
from switchboard.core.pages import Page, decode_cursor, encode_cursor
from switchboard.core.search_terms import terms_query
from switchboard.team import workspace_language

Order = Literal["created", "-created"]

_SEARCH = text("SELECT contact_id FROM find_people(CAST(:q AS tsquery), :before, :n)")


async def list_contacts(
    session: Session, *, q: str | None, sort: Order, after: str | None, limit: int
) -> Page[schemas.ContactSummary]:
    """Contacts, the newest first; `q` looks through names, addresses and numbers.

    `sort` counts without `q`: what is found is always the newest first.
    """
    last = str(decode_cursor(after, str)[0]) if after else None
    ids = await _page_of_ids(session, q, sort, last, limit + 1)
    rows = await session.execute(_summaries(session, ids[:limit]))
    found = {row.id: _summary(row) for row in rows}
    items = [found[own_id] for own_id in ids[:limit] if own_id in found]
    more = len(ids) > limit
    return Page(items=items, next=encode_cursor(ids[limit - 1]) if more else None)


async def _page_of_ids(
    session: Session, q: str | None, sort: Order, last: str | None, count: int
) -> Sequence[str]:
    if q:
        terms = terms_query(session.workspace_id, q)
        found = await session.scalars(_SEARCH, {"q": terms, "before": last, "n": count})
        return found.all() if terms else []
    # An id begins with its time: those of a workspace are in this index, from either end.
    query = select(Contact.id).where(Contact.workspace_id == session.workspace_id)
    newest = sort == "-created"
    if last is not None:
        query = query.where(Contact.id < last if newest else Contact.id > last)
    order = Contact.id.desc() if newest else Contact.id
    return (await session.scalars(query.order_by(order).limit(count))).all()


def _summaries(session: Session, ids: Sequence[str]) -> Any:
    latest = (
        select(func.max(Conversation.last_activity_at))
        .where(Conversation.contact_id == Contact.id)
        .scalar_subquery()
    )
    shown = (
        Contact.id,
        Contact.name,
        Contact.email,
        Contact.phone,
        Contact.attributes,
        Contact.language,
        Contact.created_at,
        latest.label("last_activity_at"),
        workspace_language(session).label("workspace_language"),
    )
    return select(*shown).where(Contact.id.in_(ids))


def _summary(row: Any) -> schemas.ContactSummary:
    name = display_name(row, row.workspace_language)
    return schemas.ContactSummary.model_validate({**row._mapping, "display_name": name})


async def contact_card(session: Session, contact_id: str) -> schemas.ContactCard:
    """One contact. Raises NotFound when the workspace has none by this id."""
    contact = await find_contact(session, contact_id)
    rows = await session.execute(
        select(
            Identity.inbox_id,
            Inbox.name.label("inbox_name"),
            Inbox.channel,
            Identity.external_id,
            Identity.verified,
        )
        .join(Inbox, Inbox.id == Identity.inbox_id)
        .where(Identity.contact_id == contact_id)
        .order_by(Identity.created_at)
        .limit(50)
    )
    identities = [schemas.ContactIdentity.model_validate(row._mapping) for row in rows]
    shown = {name: getattr(contact, name) for name in _SAME_IN_BOTH}
    language = await session.scalar(select(workspace_language(session)))
    name = display_name(contact, language or "")
    return schemas.ContactCard.model_validate(
        {**shown, "display_name": name, "identities": identities}
    )


_SAME_IN_BOTH = set(schemas.ContactCard.model_fields) - {"display_name", "identities"}


async def change(session: Session, contact_id: str, given: dict[str, Any]) -> schemas.ContactCard:
    """Change what is known of a contact (see `change_contact`), wherever it is shown."""
    await change_contact(session, contact_id, given)
    await tell_of_contact(session, contact_id)
    return await contact_card(session, contact_id)


async def merge(session: Session, source_id: str, target_id: str) -> schemas.ContactCard:
    """Make two contacts one: the source's identities and conversations become the target's.

    What the target lacks of a profile is taken from the source, which is gone afterwards.
    Raises NotFound, and Invalid for one and the same.
    """
    source, target = await lock_both(session, source_id, target_id)
    # Identities before conversations, as whoever receives a message locks them.
    await take_over(session, source, target)
    await move_conversations(session, source.id, target.id)
    await session.delete(source)
    await session.flush()
    await tell_of_contact(session, target.id)
    return await contact_card(session, target.id)
