"""Our copies of the pictures that help pages show."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from switchboard.migrations.security import separate_workspaces

revision: str = "0021"
down_revision: str | None = "0020"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "help_pictures",
        sa.Column("id", sa.Text(collation="C"), nullable=False),
        sa.Column("article_id", sa.Text(collation="C"), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace_id", sa.Text(collation="C"), nullable=False),
        sa.CheckConstraint(
            "state IN ('ready', 'refused', 'unreachable')", name=op.f("ck_help_pictures_state")
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_help_pictures_article_id_articles"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_help_pictures_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_pictures")),
    )
    op.create_index("ix_help_pictures_article", "help_pictures", ["article_id"])
    op.create_index(
        "ix_help_pictures_logo",
        "help_pictures",
        ["workspace_id"],
        postgresql_where=sa.text("article_id IS NULL"),
    )
    separate_workspaces("help_pictures")


def downgrade() -> None:
    """Take back."""
    op.drop_table("help_pictures")
