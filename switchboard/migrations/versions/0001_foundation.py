"""Foundation: the role that sessions take on, and the job queue's own tables."""

from collections.abc import Sequence

from alembic import op
from pgqueuer.adapters.persistence.qb import QueryBuilderEnvironment

from switchboard.migrations.security import create_app_role

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    create_app_role()
    install = QueryBuilderEnvironment().build_install_query(create_schema=False)
    # Many statements in one text: only the driver's own connection takes those.
    connection = op.get_bind().connection.dbapi_connection
    assert connection is not None
    connection.run_async(lambda driver: driver.execute(install))


def downgrade() -> None:
    """Take back."""
    uninstall = QueryBuilderEnvironment().build_uninstall_query()
    connection = op.get_bind().connection.dbapi_connection
    assert connection is not None
    connection.run_async(lambda driver: driver.execute(uninstall))
