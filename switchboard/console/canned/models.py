"""The table of canned responses."""

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from switchboard.core.db import Base, CreatedAt, Id, PrimaryId, UpdatedAt, WorkspaceRow


class CannedResponse(WorkspaceRow, Base):
    """A text to answer with, found by its shortcut. Without an owner it is everybody's."""

    __tablename__ = "canned_responses"

    id: Mapped[PrimaryId]
    owner_id: Mapped[Id | None]
    created_by: Mapped[Id]
    title: Mapped[str]
    shortcut: Mapped[str]
    body: Mapped[str]
    language: Mapped[str | None]
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]

    __table_args__ = (
        UniqueConstraint(
            "workspace_id",
            "owner_id",
            "shortcut",
            "language",
            name="uq_canned_responses_shortcut",
            postgresql_nulls_not_distinct=True,
        ),
        Index("ix_canned_responses_list", "workspace_id", "shortcut", "id"),
    )
