"""Tables of the help center: its settings, the votes of readers, and copies of pictures."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from switchboard.core.db import Base, CreatedAt, Id, PrimaryId, UpdatedAt, WorkspaceRow


class HelpCenter(WorkspaceRow, Base):
    """A workspace's public pages. `slug` is its unique name in addresses."""

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
    """Whether an article helped one reader, who is stored as a keyed hash only."""

    __tablename__ = "article_votes"

    article_id: Mapped[PrimaryId] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    voter: Mapped[PrimaryId]
    helpful: Mapped[bool]
    created_at: Mapped[CreatedAt]


class HelpPicture(WorkspaceRow, Base):
    """A picture of an article, or the logo (`article_id` is null), fetched from where it is.

    `state` is `ready` when our copy can be shown, `refused` when there will be none, and
    `unreachable` when it is tried again. The file in the object store has the row's id as its name.
    """

    __tablename__ = "help_pictures"

    id: Mapped[PrimaryId]
    article_id: Mapped[Id | None] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    address: Mapped[str]
    state: Mapped[str]
    reason: Mapped[str | None]
    media_type: Mapped[str | None]
    created_at: Mapped[CreatedAt]

    __table_args__ = (
        CheckConstraint("state IN ('ready', 'refused', 'unreachable')", name="state"),
        Index("ix_help_pictures_article", "article_id"),
        Index("ix_help_pictures_logo", "workspace_id", postgresql_where=sql("article_id IS NULL")),
    )
