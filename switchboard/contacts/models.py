"""Tables of the people who write to a company."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from switchboard.core.db import Base, CreatedAt, Id, PrimaryId, UpdatedAt, WorkspaceRow


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

    __table_args__ = (
        # Newest first is by id: an id begins with its time.
        Index("ix_contacts_list", "workspace_id", "id"),
        Index("ix_contacts_email", "workspace_id", sql("lower(email)")),
        Index(
            "ix_contacts_words",
            # As PostgreSQL prints it, so that it can be compared with the migrations.
            sql(
                "to_tsvector('simple'::regconfig,"
                " (((COALESCE(name, ''::text) || ' '::text) || COALESCE(email, ''::text))"
                " || ' '::text) || COALESCE(phone, ''::text))"
            ),
            postgresql_using="gin",
        ),
    )


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
