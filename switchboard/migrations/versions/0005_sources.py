"""Where articles come from: sources, and the documents found there."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from switchboard.migrations.security import separate_workspaces

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "sources",
        sa.Column("id", sa.Text(collation="C"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("settings", postgresql.JSONB(), nullable=False),
        sa.Column("schedule", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("fetch", sa.Integer(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=True),
        sa.Column("preview", sa.Boolean(), nullable=False),
        sa.Column("robots", sa.Text(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("progress_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_fetch_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace_id", sa.Text(collation="C"), nullable=False),
        sa.CheckConstraint(
            "kind IN ('site', 'sitemap', 'page', 'upload')", name=op.f("ck_sources_kind")
        ),
        sa.CheckConstraint(
            "state IN ('new', 'fetching', 'ready', 'failing', 'paused')",
            name=op.f("ck_sources_state"),
        ),
        sa.CheckConstraint(
            "phase IN ('opening', 'pages', 'applying')", name=op.f("ck_sources_phase")
        ),
        sa.CheckConstraint(
            "schedule IN ('off', 'daily', 'weekly')", name=op.f("ck_sources_schedule")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_sources_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
    )
    op.create_index("ix_sources_list", "sources", ["workspace_id", sa.literal_column("id DESC")])
    op.create_index(
        "ix_sources_due",
        "sources",
        ["next_fetch_at"],
        postgresql_where=sa.text("next_fetch_at IS NOT NULL"),
    )
    op.create_index(
        "ix_sources_fetching",
        "sources",
        ["progress_at"],
        postgresql_where=sa.text("phase IS NOT NULL"),
    )
    _create_documents()
    for table in ("sources", "source_documents"):
        separate_workspaces(table)


def _create_documents() -> None:
    op.create_table(
        "source_documents",
        sa.Column("id", sa.Text(collation="C"), nullable=False),
        sa.Column("source_id", sa.Text(collation="C"), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("article_id", sa.Text(collation="C"), nullable=True),
        sa.Column("article_version", sa.Integer(), nullable=True),
        sa.Column("found", postgresql.JSONB(), nullable=True),
        sa.Column("found_hash", sa.Text(), nullable=True),
        sa.Column("applied_hash", sa.Text(), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("seen_in", sa.Integer(), nullable=False),
        sa.Column("queued_for", sa.Integer(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace_id", sa.Text(collation="C"), nullable=False),
        sa.CheckConstraint(
            "state IN ('found', 'new', 'changed', 'gone', 'differs', 'unchanged', 'ignored',"
            " 'skipped', 'error')",
            name=op.f("ck_source_documents_state"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["sources.id"],
            name=op.f("fk_source_documents_source_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_source_documents_article_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_source_documents_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_documents")),
        sa.UniqueConstraint(
            "source_id", "address", name=op.f("uq_source_documents_source_id_address")
        ),
    )
    op.create_index("ix_source_documents_list", "source_documents", ["source_id", "state", "id"])
    op.create_index("ix_source_documents_article", "source_documents", ["article_id"])
    op.create_index(
        "ix_source_documents_queue",
        "source_documents",
        ["source_id", "queued_for", "depth", "id"],
        postgresql_where=sa.text("queued_for IS NOT NULL"),
    )
    op.create_index("ix_source_documents_hash", "source_documents", ["source_id", "found_hash"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("source_documents")
    op.drop_table("sources")
