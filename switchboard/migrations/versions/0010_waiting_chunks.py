"""Chunks that wait for their vector are found without looking at all others."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_index(
        "ix_chunks_waiting",
        "chunks",
        ["workspace_id", "id"],
        postgresql_include=["language"],
        postgresql_where=sa.text("indexed_with IS NULL"),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_chunks_waiting", table_name="chunks")
