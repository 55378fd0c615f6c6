"""What the model provider said, kept with a turn that went wrong."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0022"
down_revision: str | None = "0021"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.add_column("turns", sa.Column("provider_says", sa.Text(), nullable=True))


def downgrade() -> None:
    """Take back."""
    op.drop_column("turns", "provider_says")
