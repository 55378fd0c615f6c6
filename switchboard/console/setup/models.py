"""How far a workspace has come with its set-up."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from switchboard.core.db import Base, PrimaryId, UpdatedAt


class Setup(Base):
    """One row for each workspace whose set-up somebody has begun."""

    __tablename__ = "setups"

    workspace_id: Mapped[PrimaryId] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"))
    step: Mapped[int]
    tried_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    dismissed_at: Mapped[datetime | None]
    updated_at: Mapped[UpdatedAt]

    __table_args__ = (CheckConstraint("step BETWEEN 1 AND 5", name="step"),)
