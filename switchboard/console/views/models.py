"""The table of saved views."""

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from switchboard.core.db import Base, CreatedAt, Id, PrimaryId, UpdatedAt, WorkspaceRow


class View(WorkspaceRow, Base):
    """A filter and an order of conversations, kept by name. Without an owner it is everybody's."""

    __tablename__ = "views"

    id: Mapped[PrimaryId]
    owner_id: Mapped[Id | None]
    created_by: Mapped[Id]
    name: Mapped[str]
    filter: Mapped[dict[str, Any]]
    sort: Mapped[str]
    position: Mapped[int]
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]

    __table_args__ = (Index("ix_views_list", "workspace_id", "position", "id"),)
