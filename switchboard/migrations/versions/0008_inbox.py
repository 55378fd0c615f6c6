"""The inbox: labels, priority, views, canned responses, drafts."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from switchboard.migrations import search, tags
from switchboard.migrations.security import separate_workspaces

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TABLES = ("labels", "conversation_tags", "mentions", "drafts", "views", "canned_responses")

_QUEUE = "(assignee_kind IS NULL OR assignee_kind = 'team')"
_WAITS = "status = 'open' AND waiting_since IS NOT NULL"
_URGENT = "status = 'open' AND priority > 0"
_BY_WAIT = ["waiting_since", "id"]
_BY_PRIORITY = ["priority DESC", "last_activity_at DESC", "id DESC"]
INDEXES: dict[str, tuple[list[str], str]] = {
    "waits": (["workspace_id", *_BY_WAIT], _WAITS),
    "waits_queue": (["workspace_id", *_BY_WAIT], f"{_WAITS} AND {_QUEUE}"),
    "waits_assignee": (["workspace_id", "assignee_id", *_BY_WAIT], _WAITS),
    "priority": (["workspace_id", *_BY_PRIORITY], _URGENT),
    "priority_queue": (["workspace_id", *_BY_PRIORITY], f"{_URGENT} AND {_QUEUE}"),
    "priority_assignee": (["workspace_id", "assignee_id", *_BY_PRIORITY], _URGENT),
}
_WORDS = "(coalesce(name, '') || ' ' || coalesce(email, ''){})"


def upgrade() -> None:
    """Apply."""
    _extend_conversations()
    _extend_contacts()
    _create_labels()
    _create_what_people_keep()
    _create_views()
    for table in TABLES:
        separate_workspaces(table)
    op.execute(tags.INDEX_TAGS)
    op.execute(tags.TAGS_OF_NEW)
    op.execute(tags.TAGS_OF_CHANGED)


def _extend_conversations() -> None:
    ids = postgresql.ARRAY(sa.Text(collation="C"))
    columns: list[sa.Column[Any]] = [
        sa.Column("priority", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("label_ids", ids, server_default="{}", nullable=False),
        sa.Column("mentioned_ids", ids, server_default="{}", nullable=False),
    ]
    for column in columns:
        op.add_column("conversations", column)
    op.create_check_constraint("priority", "conversations", "priority BETWEEN 0 AND 4")
    for name, (ordered, where) in INDEXES.items():
        op.create_index(
            f"ix_conversations_{name}",
            "conversations",
            [sa.text(column) for column in ordered],
            postgresql_where=sa.text(where),
        )


def _extend_contacts() -> None:
    op.add_column("contacts", sa.Column("time_zone", sa.Text(), nullable=True))
    op.drop_index("ix_contacts_recent", table_name="contacts")
    op.create_index("ix_contacts_list", "contacts", ["workspace_id", "id"])
    op.execute("DROP FUNCTION search_conversations")
    _index_words(" || ' ' || coalesce(phone, '')")
    op.execute(search.SEARCH_CONVERSATIONS_BY_PHONE_TOO)
    op.execute(search.SEARCH_PEOPLE)
    op.execute(search.SEARCH_MESSAGES)


def _index_words(more: str) -> None:
    words = f"to_tsvector('simple', {_WORDS.format(more)})"
    op.drop_index("ix_contacts_words", table_name="contacts", postgresql_using="gin")
    op.create_index("ix_contacts_words", "contacts", [sa.text(words)], postgresql_using="gin")


def _create_labels() -> None:
    op.create_table(
        "labels",
        _id("id"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("color", sa.Text(), nullable=False),
        *_times("created_at", "updated_at"),
        *_in_workspace("labels"),
        sa.PrimaryKeyConstraint("id", name="pk_labels"),
        sa.UniqueConstraint("workspace_id", "name", name="uq_labels_workspace_id_name"),
    )
    op.create_table(
        "conversation_tags",
        _id("conversation_id"),
        _id("tag"),
        sa.Column("status", sa.Text(), nullable=False),
        *_times("last_activity_at"),
        *_in_workspace("conversation_tags"),
        _of_conversation("conversation_tags"),
        sa.PrimaryKeyConstraint("conversation_id", "tag", name="pk_conversation_tags"),
    )
    newest = [sa.text("last_activity_at DESC"), sa.text("conversation_id DESC")]
    op.create_index("ix_conversation_tags_status", "conversation_tags", ["tag", "status", *newest])
    op.create_index("ix_conversation_tags_recent", "conversation_tags", ["tag", *newest])


def _create_what_people_keep() -> None:
    op.create_table(
        "mentions",
        _id("conversation_id"),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        _id("member_id"),
        *_times("created_at"),
        *_in_workspace("mentions"),
        _of_conversation("mentions"),
        sa.PrimaryKeyConstraint("conversation_id", "seq", "member_id", name="pk_mentions"),
    )
    op.create_table(
        "drafts",
        _id("conversation_id"),
        _id("author_id"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        *_times("updated_at"),
        *_in_workspace("drafts"),
        _of_conversation("drafts"),
        sa.CheckConstraint("kind IN ('message', 'note')", name=op.f("ck_drafts_kind")),
        sa.PrimaryKeyConstraint("conversation_id", "author_id", name="pk_drafts"),
    )


def _create_views() -> None:
    op.create_table(
        "views",
        _id("id"),
        _id("owner_id", nullable=True),
        _id("created_by"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("filter", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *_times("created_at", "updated_at"),
        *_in_workspace("views"),
        sa.PrimaryKeyConstraint("id", name="pk_views"),
    )
    op.create_index("ix_views_list", "views", ["workspace_id", "position", "id"])
    op.create_table(
        "canned_responses",
        _id("id"),
        _id("owner_id", nullable=True),
        _id("created_by"),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("shortcut", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        *_times("created_at", "updated_at"),
        *_in_workspace("canned_responses"),
        sa.PrimaryKeyConstraint("id", name="pk_canned_responses"),
        sa.UniqueConstraint(
            "workspace_id",
            "owner_id",
            "shortcut",
            "language",
            name="uq_canned_responses_shortcut",
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_index(
        "ix_canned_responses_list", "canned_responses", ["workspace_id", "shortcut", "id"]
    )


def _id(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(collation="C"), nullable=nullable)


def _times(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in names]


def _in_workspace(table: str) -> tuple[sa.Column[Any], sa.ForeignKeyConstraint]:
    name = f"fk_{table}_workspace_id"
    return (
        _id("workspace_id"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=name, ondelete="CASCADE"),
    )


def _of_conversation(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_conversation_id"
    return sa.ForeignKeyConstraint(
        ["conversation_id"], ["conversations.id"], name=name, ondelete="CASCADE"
    )


def downgrade() -> None:
    """Take back."""
    op.execute("DROP TRIGGER tags_of_changed ON conversations")
    op.execute("DROP TRIGGER tags_of_new ON conversations")
    op.execute("DROP FUNCTION index_conversation_tags")
    for function in ("search_messages", "search_people", "search_conversations"):
        op.execute(f"DROP FUNCTION {function}")
    for table in TABLES:
        op.drop_table(table)
    _index_words("")
    op.drop_index("ix_contacts_list", table_name="contacts")
    op.create_index(
        "ix_contacts_recent", "contacts", [sa.text("workspace_id, created_at DESC, id")]
    )
    op.drop_column("contacts", "time_zone")
    op.execute(search.SEARCH_CONVERSATIONS)
    for column in ("priority", "label_ids", "mentioned_ids"):
        op.drop_column("conversations", column)
