"""Messages and people are found by terms of our own, each workspace's apart in the index."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from switchboard.core.search_terms import stored_terms
from switchboard.migrations import search

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

BATCH = 2_000
TEXTS = {"entries": "text", "contacts": "concat_ws(' ', name, email, phone)"}
OLD = {
    "search_messages": "text, text, integer",
    "search_people": "text, text, integer",
    "search_conversations": "text",
}


def upgrade() -> None:
    """Apply."""
    for table in TEXTS:
        op.add_column(table, sa.Column("search", postgresql.TSVECTOR(), nullable=True))
        _fill(table)
        op.create_index(f"ix_{table}_search", table, ["search"], postgresql_using="gin")
    for function in (search.FIND_PEOPLE, search.FIND_MESSAGES, search.FIND_CONVERSATIONS):
        op.execute(function)
    for name, arguments in OLD.items():
        op.execute(f"DROP FUNCTION {name}({arguments})")
    op.drop_index("ix_entries_text", "entries")
    op.drop_index("ix_contacts_words", "contacts")


def _fill(table: str) -> None:
    """Give the rows that are there their terms, some at a time."""
    connection = op.get_bind()
    last = ""
    only = "AND kind <> 'event'" if table == "entries" else ""
    read = sa.text(
        f"SELECT id, workspace_id, {TEXTS[table]} FROM {table}"  # noqa: S608 - our own names
        f" WHERE id > :last {only} ORDER BY id LIMIT {BATCH}"
    )
    write = sa.text(
        f"UPDATE {table} SET search = array_to_tsvector(string_to_array(:terms, ' '))"  # noqa: S608
        " WHERE id = :id"
    )
    while rows := connection.execute(read, {"last": last}).all():
        connection.execute(
            write, [{"id": row[0], "terms": " ".join(stored_terms(row[1], row[2]))} for row in rows]
        )
        last = rows[-1][0]


def downgrade() -> None:
    """Take back."""
    words = (
        "to_tsvector('simple', coalesce(name, '') || ' ' || coalesce(email, '')"
        " || ' ' || coalesce(phone, ''))"
    )
    op.create_index("ix_contacts_words", "contacts", [sa.text(words)], postgresql_using="gin")
    op.create_index(
        "ix_entries_text",
        "entries",
        [sa.text("to_tsvector('simple', text)")],
        postgresql_using="gin",
        postgresql_where=sa.text("kind <> 'event'"),
    )
    for function in (
        search.SEARCH_CONVERSATIONS_BY_PHONE_TOO,
        search.SEARCH_PEOPLE,
        search.SEARCH_MESSAGES,
    ):
        op.execute(function)
    for name in ("find_conversations(tsquery)", "find_messages(tsquery, text, integer)"):
        op.execute(f"DROP FUNCTION {name}")
    op.execute("DROP FUNCTION find_people(tsquery, text, integer)")
    for table in TEXTS:
        op.drop_column(table, "search")
