"""An assistant goes on answering while people, who were asked for, have not come yet."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.add_column(
        "conversations", sa.Column("standby_assistant_id", sa.Text(collation="C"), nullable=True)
    )


def downgrade() -> None:
    """Take back."""
    op.drop_column("conversations", "standby_assistant_id")
