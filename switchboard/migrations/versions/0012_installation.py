"""The installation has an id, which its object store carries too."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "installation",
        sa.Column("single", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Text(collation="C"), nullable=False),
        sa.Column("files_tidied", sa.Integer(), nullable=False),
        sa.CheckConstraint("single", name="ck_installation_single"),
        sa.PrimaryKeyConstraint("single", name="pk_installation"),
        sa.UniqueConstraint("id", name="uq_installation_id"),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("installation")
