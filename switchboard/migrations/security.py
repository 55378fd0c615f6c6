"""Row-level security: the second lock between workspaces, below every query we write.

A session names its workspace (`switchboard.workspace`) or, through one named door, acts for
the installation (`switchboard.scope = 'system'`). The role that every session takes on is
bound by these policies; only the owner of the tables, who migrates, is not.
"""

from alembic import op

from switchboard.core.db import APP_ROLE


def create_app_role() -> None:
    """Make the role that sessions take on, and let the database's owner become it."""
    op.execute(
        f"""
        DO $$ BEGIN
          IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN
            CREATE ROLE {APP_ROLE} NOLOGIN NOBYPASSRLS;
          END IF;
          EXECUTE format('GRANT {APP_ROLE} TO %I', current_user);
        END $$
        """
    )


def grant_everything() -> None:
    """Let the app role use every table, sequence and function, present and future."""
    for kind in ("TABLES", "SEQUENCES", "FUNCTIONS"):
        op.execute(f"GRANT ALL ON ALL {kind} IN SCHEMA public TO {APP_ROLE}")
        op.execute(f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON {kind} TO {APP_ROLE}")
    op.execute(f"GRANT USAGE ON SCHEMA public TO {APP_ROLE}")


def separate_workspaces(table: str, column: str = "workspace_id") -> None:
    """Show each row of a table to its own workspace only."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(
        f"""
        CREATE POLICY own_workspace ON {table} TO {APP_ROLE}
        USING ({column} = current_setting('switchboard.workspace', true))
        """
    )
    op.execute(
        f"""
        CREATE POLICY whole_installation ON {table} TO {APP_ROLE}
        USING (current_setting('switchboard.scope', true) = 'system')
        """
    )
