"""Workers are woken after the commit, by whoever enqueues: no trigger notifies within it."""

from collections.abc import Sequence

from alembic import op

revision: str = "0023"
down_revision: str | None = "0022"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.execute("DROP TRIGGER tg_pgqueuer_changed ON pgqueuer")


def downgrade() -> None:
    """Take back."""
    op.execute(
        "CREATE TRIGGER tg_pgqueuer_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE"
        " ON pgqueuer EXECUTE FUNCTION fn_pgqueuer_changed()"
    )
