"""Tables of the help center: how a workspace's looks, and what its readers say of articles."""

from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from switchboard.core.db import Base, CreatedAt, PrimaryId, UpdatedAt, WorkspaceRow


class HelpCenter(WorkspaceRow, Base):
    """A workspace's public pages. `slug` is its name in addresses, unlike any other's here."""

    __tablename__ = "help_centers"

    workspace_id: Mapped[str] = mapped_column(
        Text(collation="C"), ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True
    )
    slug: Mapped[str] = mapped_column(unique=True)
    enabled: Mapped[bool] = mapped_column(default=False)
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]


class ArticleVote(WorkspaceRow, Base):
    """Whether an article helped one reader, who is kept as a keyed hash only."""

    __tablename__ = "article_votes"

    article_id: Mapped[PrimaryId] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    voter: Mapped[PrimaryId]
    helpful: Mapped[bool]
    created_at: Mapped[CreatedAt]
