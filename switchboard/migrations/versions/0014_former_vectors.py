"""A chunk says which model's vector it has beside the one that is being made."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.add_column("chunks", sa.Column("former_fingerprint", sa.Text(), nullable=True))


def downgrade() -> None:
    """Take back."""
    op.drop_column("chunks", "former_fingerprint")
