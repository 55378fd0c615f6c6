"""The table of what customers thought of an episode."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from switchboard.core.db import Base, CreatedAt, Id, PrimaryId, UpdatedAt, WorkspaceRow


class Rating(WorkspaceRow, Base):
    """A customer's word on one episode of a conversation: 1 (poor) to 5 (great)."""

    __tablename__ = "ratings"

    conversation_id: Mapped[PrimaryId] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE")
    )
    episode_seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    contact_id: Mapped[Id]
    assignee_kind: Mapped[str | None]
    assignee_id: Mapped[Id | None]
    score: Mapped[int]
    comment: Mapped[str] = mapped_column(default="")
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]

    __table_args__ = (
        CheckConstraint("score BETWEEN 1 AND 5", name="score"),
        Index("ix_ratings_recent", "workspace_id", "created_at"),
    )
