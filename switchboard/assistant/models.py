"""The table of the assistant's turns: why it answered as it did."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from switchboard.core.db import Base, CreatedAt, Id, PrimaryId, WorkspaceRow


class Turn(WorkspaceRow, Base):
    """One run of the assistant, with its trace.

    `outcome` is how it ended, "dropped" when a person had taken over before it could post.
    `entry_id` is the message that was posted. `passages` are what was found, with the score of
    each way of searching; `manifest` says which messages it answers, what the model was shown and
    what had no room.
    `cost` is in US dollars, `timings` in milliseconds by step. `error` says what went wrong on
    the way, also when the turn still ended in an answer; `provider_says` is the model provider's
    own message then, which only those see who set up the assistant.
    """

    __tablename__ = "turns"

    id: Mapped[PrimaryId]
    conversation_id: Mapped[Id] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    entry_id: Mapped[Id | None]
    assistant_id: Mapped[Id]
    outcome: Mapped[str]
    reason: Mapped[str | None]
    confidence: Mapped[float | None]
    decision: Mapped[str | None]
    language: Mapped[str | None]
    query: Mapped[str | None]
    passages: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    model: Mapped[str | None]
    input_tokens: Mapped[int] = mapped_column(default=0)
    output_tokens: Mapped[int] = mapped_column(default=0)
    cost: Mapped[float | None]
    duration_ms: Mapped[int]
    timings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    manifest: Mapped[dict[str, Any]] = mapped_column(default=dict)
    error: Mapped[str | None]
    provider_says: Mapped[str | None]
    created_at: Mapped[CreatedAt]

    __table_args__ = (
        CheckConstraint(
            "outcome IN ('reply', 'clarify', 'handover', 'resolve', 'dropped')", name="outcome"
        ),
        Index("ix_turns_conversation", "conversation_id", "created_at"),
        Index("ix_turns_recent", "workspace_id", "created_at", "id"),
    )
