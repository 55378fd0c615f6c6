"""What chunks are found by that may say the same as others."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from switchboard.migrations.security import separate_workspaces

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply. Everything is compared once more, as nothing has keys yet."""
    op.create_table(
        "chunk_keys",
        sa.Column("workspace_id", sa.Text(collation="C"), nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("chunk_id", sa.Text(collation="C"), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "key", "chunk_id", name="pk_chunk_keys"),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name="fk_chunk_keys_workspace_id_workspaces",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["chunk_id"], ["chunks.id"], name="fk_chunk_keys_chunk_id_chunks", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_chunk_keys_chunk", "chunk_keys", ["chunk_id"])
    separate_workspaces("chunk_keys")
    op.execute("UPDATE insight_marks SET compared = -1")


def downgrade() -> None:
    """Take back."""
    op.drop_table("chunk_keys")
