"""Visitors who gave no name are found by the name they are shown with."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from switchboard.contacts.naming import searched_names
from switchboard.core.search_terms import stored_terms

revision: str = "0025"
down_revision: str | None = "0024"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

BATCH = 2_000
NAMELESS = "coalesce(name, '') = '' AND coalesce(email, '') = '' AND coalesce(phone, '') = ''"
READ = sa.text(
    "SELECT id, workspace_id, name, email, phone, attributes FROM contacts"  # noqa: S608
    f" WHERE id > :last AND {NAMELESS} ORDER BY id LIMIT {BATCH}"
)
WRITE = sa.text(
    "UPDATE contacts SET search = array_to_tsvector(string_to_array(:terms, ' ')) WHERE id = :id"
)


def upgrade() -> None:
    """Apply."""
    connection = op.get_bind()
    last = ""
    while rows := connection.execute(READ, {"last": last}).all():
        connection.execute(WRITE, [_terms(row) for row in rows])
        last = rows[-1].id


def _terms(row: sa.Row[tuple[object, ...]]) -> dict[str, str]:
    terms = stored_terms(row.workspace_id, *searched_names(row))
    return {"id": row.id, "terms": " ".join(terms)}


def downgrade() -> None:
    """Take back."""
    op.execute(f"UPDATE contacts SET search = array_to_tsvector('{{}}') WHERE {NAMELESS}")  # noqa: S608
