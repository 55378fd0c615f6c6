"""What a visitor may do: files, ratings, rich messages."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from switchboard.migrations.security import separate_workspaces

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.add_column(
        "entries", sa.Column("rich", postgresql.JSONB(astext_type=sa.Text()), nullable=True)
    )
    op.create_table(
        "attachments",
        sa.Column("id", sa.Text(collation="C"), nullable=False),
        sa.Column("conversation_id", sa.Text(collation="C"), nullable=True),
        sa.Column("uploaded_by", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("duration", sa.Float(), nullable=True),
        sa.Column("waveform", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("has_thumbnail", sa.Boolean(), nullable=False),
        sa.Column("internal", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace_id", sa.Text(collation="C"), nullable=False),
        sa.CheckConstraint(
            "state IN ('uploading', 'ready', 'used')", name=op.f("ck_attachments_state")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_attachments_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_attachments_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    op.create_index("ix_attachments_conversation", "attachments", ["conversation_id"])
    op.create_index(
        "ix_attachments_uploader",
        "attachments",
        ["workspace_id", "uploaded_by", sa.literal_column("created_at DESC")],
    )
    op.create_index(
        "ix_attachments_unused",
        "attachments",
        ["created_at"],
        postgresql_where=sa.text("state <> 'used'"),
    )
    op.create_table(
        "ratings",
        sa.Column("conversation_id", sa.Text(collation="C"), nullable=False),
        sa.Column("episode_seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("contact_id", sa.Text(collation="C"), nullable=False),
        sa.Column("assignee_kind", sa.Text(), nullable=True),
        sa.Column("assignee_id", sa.Text(collation="C"), nullable=True),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace_id", sa.Text(collation="C"), nullable=False),
        sa.CheckConstraint("score BETWEEN 1 AND 5", name=op.f("ck_ratings_score")),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_ratings_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_ratings_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conversation_id", "episode_seq", name=op.f("pk_ratings")),
    )
    op.create_index("ix_ratings_recent", "ratings", ["workspace_id", "created_at"])
    for table in ("attachments", "ratings"):
        separate_workspaces(table)


def downgrade() -> None:
    """Take back."""
    op.drop_table("ratings")
    op.drop_table("attachments")
    op.drop_column("entries", "rich")
