"""API keys and invitations belong to the member who answers for them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# A key that was made with a key belongs to whoever made the first of them.
OWNERS = """
WITH RECURSIVE made AS (
    SELECT id, workspace_id, created_by AS maker FROM api_keys
    UNION
    SELECT made.id, made.workspace_id, parent.created_by
    FROM made JOIN api_keys parent ON parent.id = made.maker
)
UPDATE api_keys SET owner_id = members.id
FROM made JOIN members ON members.id = made.maker AND members.workspace_id = made.workspace_id
WHERE made.id = api_keys.id
"""


def upgrade() -> None:
    """Apply."""
    for table, column in (("api_keys", "owner_id"), ("invites", "inviter_id")):
        op.add_column(table, sa.Column(column, sa.Text(collation="C"), nullable=True))
        op.create_foreign_key(
            f"fk_{table}_{column}", table, "members", [column], ["id"], ondelete="SET NULL"
        )
    op.create_index("ix_api_keys_owner", "api_keys", ["owner_id"])
    op.execute(OWNERS)


def downgrade() -> None:
    """Take back."""
    op.drop_column("invites", "inviter_id")
    op.drop_column("api_keys", "owner_id")
