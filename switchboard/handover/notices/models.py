"""The browsers that want to be told when no console is open in them."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from switchboard.core.db import Base, CreatedAt, Id, PrimaryId, WorkspaceRow


class PushSubscription(WorkspaceRow, Base):
    """One browser of one person, as its push service knows it (RFC 8030)."""

    __tablename__ = "push_subscriptions"

    id: Mapped[PrimaryId]
    member_id: Mapped[Id] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    endpoint: Mapped[str]
    p256dh: Mapped[str]
    auth: Mapped[str]
    locale: Mapped[str]
    created_at: Mapped[CreatedAt]

    __table_args__ = (
        UniqueConstraint("workspace_id", "endpoint"),
        Index("ix_push_subscriptions_member", "member_id"),
    )
