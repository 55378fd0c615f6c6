"""Articles in the order of their titles and of their last change."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0024"
down_revision: str | None = "0023"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_index(
        "ix_articles_title", "articles", ["workspace_id", sa.text("lower(title)"), "id"]
    )
    op.create_index("ix_articles_updated", "articles", ["workspace_id", "updated_at", "id"])


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_articles_updated", "articles")
    op.drop_index("ix_articles_title", "articles")
