"""Notices, and what each person has set for themselves."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from switchboard.migrations.security import separate_workspaces

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TABLES = ("member_settings", "push_subscriptions", "setups")


def upgrade() -> None:
    """Apply."""
    _create_member_settings()
    _create_push_subscriptions()
    _create_setups()
    for table in TABLES:
        separate_workspaces(table)


def _create_member_settings() -> None:
    op.create_table(
        "member_settings",
        _id("member_id"),
        sa.Column("availability", sa.Text(), nullable=False),
        sa.Column("choices", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        _time("updated_at"),
        _id("workspace_id"),
        _workspace("member_settings"),
        _member("member_settings"),
        sa.CheckConstraint(
            "availability IN ('online', 'away', 'busy')",
            name=op.f("ck_member_settings_availability"),
        ),
        sa.PrimaryKeyConstraint("member_id", name="pk_member_settings"),
    )


def _create_push_subscriptions() -> None:
    op.create_table(
        "push_subscriptions",
        _id("id"),
        _id("member_id"),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("p256dh", sa.Text(), nullable=False),
        sa.Column("auth", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        _time("created_at"),
        _id("workspace_id"),
        _workspace("push_subscriptions"),
        _member("push_subscriptions"),
        sa.PrimaryKeyConstraint("id", name="pk_push_subscriptions"),
        sa.UniqueConstraint(
            "workspace_id", "endpoint", name="uq_push_subscriptions_workspace_id_endpoint"
        ),
    )
    op.create_index("ix_push_subscriptions_member", "push_subscriptions", ["member_id"])


def _create_setups() -> None:
    op.create_table(
        "setups",
        _id("workspace_id"),
        sa.Column("step", sa.Integer(), nullable=False),
        _time("tried_at", nullable=True),
        _time("finished_at", nullable=True),
        _time("dismissed_at", nullable=True),
        _time("updated_at"),
        _workspace("setups"),
        sa.CheckConstraint("step BETWEEN 1 AND 5", name=op.f("ck_setups_step")),
        sa.PrimaryKeyConstraint("workspace_id", name="pk_setups"),
    )


def _id(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(collation="C"), nullable=False)


def _time(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _workspace(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_workspace_id"
    return sa.ForeignKeyConstraint(
        ["workspace_id"], ["workspaces.id"], name=name, ondelete="CASCADE"
    )


def _member(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_member_id"
    return sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    """Take back."""
    for table in TABLES:
        op.drop_table(table)
