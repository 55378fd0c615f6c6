"""Tables of the people who write to a company."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, inspect
from sqlalchemy import text as sql
from sqlalchemy.event import listens_for
from sqlalchemy.orm import Mapped, mapped_column

from switchboard.contacts.naming import searched_names
from switchboard.core.db import Base, CreatedAt, Id, PrimaryId, UpdatedAt, WorkspaceRow
from switchboard.core.search_terms import SearchTerms, stored_terms


class Contact(WorkspaceRow, Base):
    """A customer, as far as they let themselves be known."""

    __tablename__ = "contacts"

    id: Mapped[PrimaryId]
    name: Mapped[str | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    language: Mapped[str | None]
    time_zone: Mapped[str | None]
    attributes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]
    search: Mapped[list[str] | None] = mapped_column(SearchTerms, deferred=True)
    """Under which terms they are found (`core.search_terms`)."""

    __table_args__ = (
        # Newest first is by id: an id begins with its time.
        Index("ix_contacts_list", "workspace_id", "id"),
        Index("ix_contacts_email", "workspace_id", sql("lower(email)")),
        Index("ix_contacts_search", "search", postgresql_using="gin"),
    )


@listens_for(Contact, "before_insert")
@listens_for(Contact, "before_update")
def _make_searchable(_mapper: object, _connection: object, contact: Contact) -> None:
    state = inspect(contact)
    if not state.persistent or any(
        state.attrs[name].history.has_changes() for name in ("name", "email", "phone", "attributes")
    ):
        contact.search = stored_terms(contact.workspace_id, *searched_names(contact))


class Identity(WorkspaceRow, Base):
    """How one inbox knows a contact: a visitor's id, a phone number, an address."""

    __tablename__ = "identities"

    id: Mapped[PrimaryId]
    contact_id: Mapped[Id] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"))
    inbox_id: Mapped[Id] = mapped_column(ForeignKey("inboxes.id", ondelete="CASCADE"))
    external_id: Mapped[str]
    verified: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[CreatedAt]
    seen_at: Mapped[datetime | None]

    __table_args__ = (
        Index("uq_identities_external", "inbox_id", "external_id", unique=True),
        Index("ix_identities_contact_id", "contact_id"),
    )
