"""Alembic's entry: compares and migrates over the connection it is handed."""

from alembic import context
from sqlalchemy import Connection, MetaData

from switchboard.migrations.tables import metadata


def _ours(name: str | None, kind: str, _parents: object) -> bool:
    """PgQueuer looks after its own tables."""
    return not (kind == "table" and name is not None and name.startswith("pgqueuer"))


def _migrate(connection: Connection, target: MetaData) -> None:
    context.configure(
        connection=connection,
        target_metadata=target,
        include_name=_ours,
        compare_type=True,
        transaction_per_migration=False,
    )
    context.run_migrations()


_migrate(context.config.attributes["connection"], metadata)
