"""Classifiers that workers learn, for all processes."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from switchboard.migrations.security import separate_workspaces

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "intent_classifiers",
        sa.Column("workspace_id", sa.Text(collation="C"), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("learned_from", sa.Text(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name="fk_intent_classifiers_workspace_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "language", name="pk_intent_classifiers"),
    )
    separate_workspaces("intent_classifiers")


def downgrade() -> None:
    """Take back."""
    op.drop_table("intent_classifiers")
