"""Articles: translations, versions, approved answers, a help center, and what was asked."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from switchboard.migrations.search import SEARCH_ARTICLES
from switchboard.migrations.security import separate_workspaces

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

NEW_TABLES = (
    "article_versions",
    "article_votes",
    "help_centers",
    "knowledge_checks",
    "article_uses",
    "missed_questions",
    "contradictions",
    "insight_marks",
)


def upgrade() -> None:
    """Apply."""
    _extend_articles()
    _keep_versions()
    _help_center()
    _checks()
    _insights()
    for table in NEW_TABLES:
        separate_workspaces(table)
    op.execute(SEARCH_ARTICLES)


def downgrade() -> None:
    """Take back."""
    op.execute("DROP FUNCTION search_articles")
    op.drop_index("ix_turns_recent", "turns")
    for table in reversed(NEW_TABLES):
        op.drop_table(table)
    op.drop_index("ix_articles_words", "articles")
    op.drop_constraint("uq_articles_translation", "articles")
    for column in ("words", "draft", "approved_answer", "category", "group_id"):
        op.drop_column("articles", column)
    op.execute("UPDATE articles SET audience = 'staff' WHERE audience = 'customers'")
    op.drop_constraint("ck_articles_audience", "articles")
    op.create_check_constraint(
        op.f("ck_articles_audience"), "articles", "audience IN ('public', 'staff')"
    )


def _extend_articles() -> None:
    """The same slug in another language was the translation: such articles become one group.

    The defaults let the release before this one go on writing while this one is rolled out.
    """
    op.add_column(
        "articles",
        sa.Column(
            "group_id",
            sa.Text(collation="C"),
            nullable=False,
            server_default=sa.text("'grp_' || replace(gen_random_uuid()::text, '-', '')"),
        ),
    )
    op.add_column(
        "articles", sa.Column("category", sa.Text(), nullable=False, server_default=sa.text("''"))
    )
    op.add_column("articles", sa.Column("approved_answer", sa.Text(), nullable=True))
    op.add_column(
        "articles", sa.Column("draft", postgresql.JSONB(astext_type=sa.Text()), nullable=True)
    )
    op.add_column("articles", sa.Column("words", postgresql.TSVECTOR(), nullable=True))
    op.execute(
        "UPDATE articles SET group_id = 'grp_' || md5(workspace_id || ':' || slug),"
        " words = setweight(to_tsvector('simple', title), 'A')"
        " || setweight(to_tsvector('simple', questions::text), 'B')"
        " || setweight(to_tsvector('simple', body), 'D')"
    )
    op.create_unique_constraint(
        "uq_articles_translation", "articles", ["workspace_id", "group_id", "language"]
    )
    op.create_index("ix_articles_words", "articles", ["words"], postgresql_using="gin")
    op.drop_constraint("ck_articles_audience", "articles")
    op.create_check_constraint(
        op.f("ck_articles_audience"), "articles", "audience IN ('public', 'customers', 'staff')"
    )


def _keep_versions() -> None:
    op.create_table(
        "article_versions",
        sa.Column("article_id", sa.Text(collation="C"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("changed", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("editor_kind", sa.Text(), nullable=False),
        sa.Column("editor_id", sa.Text(collation="C"), nullable=True),
        sa.Column("editor_name", sa.Text(), nullable=True),
        sa.Column("restored_from", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace_id", sa.Text(collation="C"), nullable=False),
        _key("article_versions", "article_id", "articles"),
        _key("article_versions", "workspace_id", "workspaces"),
        sa.PrimaryKeyConstraint("article_id", "version", name=op.f("pk_article_versions")),
    )
    op.execute(
        "INSERT INTO article_versions (article_id, version, content, changed, editor_kind,"
        " created_at, workspace_id)"
        " SELECT id, version, jsonb_build_object('title', title, 'body', body, 'language',"
        " language, 'questions', questions, 'slug', slug, 'url', url, 'status', status,"
        " 'audience', audience, 'category', category, 'approved_answer', approved_answer),"
        " '[]'::jsonb, 'system', updated_at, workspace_id FROM articles"
    )


def _help_center() -> None:
    op.create_table(
        "help_centers",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("settings", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace_id", sa.Text(collation="C"), nullable=False),
        _key("help_centers", "workspace_id", "workspaces"),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_help_centers")),
        sa.UniqueConstraint("slug", name=op.f("uq_help_centers_slug")),
    )
    op.create_table(
        "article_votes",
        sa.Column("article_id", sa.Text(collation="C"), nullable=False),
        sa.Column("voter", sa.Text(collation="C"), nullable=False),
        sa.Column("helpful", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace_id", sa.Text(collation="C"), nullable=False),
        _key("article_votes", "article_id", "articles"),
        _key("article_votes", "workspace_id", "workspaces"),
        sa.PrimaryKeyConstraint("article_id", "voter", name=op.f("pk_article_votes")),
    )


def _checks() -> None:
    op.create_table(
        "knowledge_checks",
        sa.Column("id", sa.Text(collation="C"), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("expects", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(collation="C"), nullable=True),
        sa.Column("result", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace_id", sa.Text(collation="C"), nullable=False),
        sa.CheckConstraint(
            "expects IN ('article', 'nothing')", name=op.f("ck_knowledge_checks_expects")
        ),
        _key("knowledge_checks", "article_id", "articles"),
        _key("knowledge_checks", "workspace_id", "workspaces"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_knowledge_checks")),
    )
    op.create_index("ix_knowledge_checks_list", "knowledge_checks", ["workspace_id", "id"])
    op.create_index("ix_knowledge_checks_article", "knowledge_checks", ["article_id"])


def _insights() -> None:
    op.create_table(
        "article_uses",
        sa.Column("article_id", sa.Text(collation="C"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("options", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Text(collation="C"), nullable=False),
        _key("article_uses", "workspace_id", "workspaces"),
        sa.PrimaryKeyConstraint("workspace_id", "day", "article_id", name=op.f("pk_article_uses")),
    )
    op.create_table(
        "missed_questions",
        sa.Column("id", sa.Text(collation="C"), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("examples", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=True),
        sa.Column("fingerprint", sa.Text(), nullable=True),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace_id", sa.Text(collation="C"), nullable=False),
        _key("missed_questions", "workspace_id", "workspaces"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_missed_questions")),
    )
    op.create_index(
        "ix_missed_questions_list",
        "missed_questions",
        ["workspace_id", sa.literal_column("count DESC"), "id"],
    )
    op.create_index(
        "ix_missed_questions_recent",
        "missed_questions",
        ["workspace_id", "language", sa.literal_column("last_at DESC")],
    )
    op.create_table(
        "contradictions",
        sa.Column("id", sa.Text(collation="C"), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("similarity", sa.Double(), nullable=False),
        sa.Column("first_id", sa.Text(collation="C"), nullable=False),
        sa.Column("second_id", sa.Text(collation="C"), nullable=False),
        sa.Column("first", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("second", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace_id", sa.Text(collation="C"), nullable=False),
        _key("contradictions", "first_id", "articles"),
        _key("contradictions", "second_id", "articles"),
        _key("contradictions", "workspace_id", "workspaces"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contradictions")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_contradictions_workspace_id_key")),
    )
    op.create_index("ix_contradictions_first", "contradictions", ["first_id"])
    op.create_index("ix_contradictions_second", "contradictions", ["second_id"])
    op.create_table(
        "insight_marks",
        sa.Column("workspace_id", sa.Text(collation="C"), nullable=False),
        sa.Column("turn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("turn_id", sa.Text(collation="C"), nullable=True),
        sa.Column("digested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("compared", sa.BigInteger(), nullable=False),
        sa.Column("compared_at", sa.DateTime(timezone=True), nullable=True),
        _key("insight_marks", "workspace_id", "workspaces"),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_insight_marks")),
    )
    op.create_index("ix_turns_recent", "turns", ["workspace_id", "created_at", "id"])


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE"
    )
