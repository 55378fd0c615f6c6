"""Row security: workspaces are kept apart by the database itself, and searched within it."""

from collections.abc import Sequence

from alembic import op

from switchboard.migrations.search import PREFIX_QUERY, SEARCH_CONVERSATIONS
from switchboard.migrations.security import grant_everything, separate_workspaces

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TABLES = (
    "api_keys",
    "articles",
    "assistants",
    "chunks",
    "contacts",
    "conversations",
    "entries",
    "identities",
    "inboxes",
    "invites",
    "knowledge_versions",
    "members",
    "read_marks",
    "sign_ins",
    "team_members",
    "teams",
    "turns",
)


def upgrade() -> None:
    """Apply."""
    op.execute(PREFIX_QUERY)
    op.execute(SEARCH_CONVERSATIONS)
    grant_everything()
    for table in TABLES:
        separate_workspaces(table)
    separate_workspaces("workspaces", column="id")


def downgrade() -> None:
    """Take back."""
    for table in (*TABLES, "workspaces"):
        op.execute(f"DROP POLICY own_workspace ON {table}")
        op.execute(f"DROP POLICY whole_installation ON {table}")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    op.execute("DROP FUNCTION search_conversations")
    op.execute("DROP FUNCTION prefix_query")
