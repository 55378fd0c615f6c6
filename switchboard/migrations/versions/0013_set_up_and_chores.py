"""The installation's key and set-up, and when which chore is due."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from switchboard.core.ids import new_id

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# What has a workspace was set up before this was noted.
ROW = """
INSERT INTO installation (single, id, files_tidied) VALUES (true, :id, 0) ON CONFLICT DO NOTHING
"""
DONE = "UPDATE installation SET set_up_at = now() WHERE EXISTS (SELECT FROM workspaces)"


def upgrade() -> None:
    """Apply."""
    op.add_column("installation", sa.Column("key_check", sa.Text(), nullable=True))
    op.add_column("installation", sa.Column("set_up_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(sa.text(ROW).bindparams(id=new_id("ins")))
    op.execute(DONE)
    op.create_table(
        "chores",
        sa.Column("name", sa.Text(collation="C"), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_owner", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_chores"),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("chores")
    op.drop_column("installation", "set_up_at")
    op.drop_column("installation", "key_check")
