"""The table of files that came with conversations."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from switchboard.core.db import Base, CreatedAt, Id, PrimaryId, WorkspaceRow


class Attachment(WorkspaceRow, Base):
    """A file: first on its way (`uploading`), then `ready`, then in use (`used`).

    What nobody uses within a day is forgotten. `received` counts the bytes that have come of
    `size`. `internal` files came with a note: the customer has no right to them.
    `uploaded_by` is a member's or key's id, or `visitor:<inbox>:<visitor>`.
    """

    __tablename__ = "attachments"

    id: Mapped[PrimaryId]
    conversation_id: Mapped[Id | None] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE")
    )
    uploaded_by: Mapped[str]
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    received: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str | None]
    width: Mapped[int | None]
    height: Mapped[int | None]
    duration: Mapped[float | None]
    waveform: Mapped[list[int] | None]
    has_thumbnail: Mapped[bool] = mapped_column(default=False)
    internal: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(default="uploading")
    created_at: Mapped[CreatedAt]

    __table_args__ = (
        CheckConstraint("state IN ('uploading', 'ready', 'used')", name="state"),
        Index("ix_attachments_conversation", "conversation_id"),
        Index("ix_attachments_uploader", "workspace_id", "uploaded_by", sql("created_at DESC")),
        Index("ix_attachments_unused", "created_at", postgresql_where=sql("state <> 'used'")),
    )
