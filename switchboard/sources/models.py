"""Tables of where articles come from: sources, and the documents found there."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from switchboard.core.db import Base, CreatedAt, Id, PrimaryId, UpdatedAt, WorkspaceRow


class Kind(StrEnum):
    """What a source is."""

    SITE = "site"
    SITEMAP = "sitemap"
    PAGE = "page"
    UPLOAD = "upload"


class State(StrEnum):
    """How a source is doing."""

    NEW = "new"
    FETCHING = "fetching"
    READY = "ready"
    FAILING = "failing"
    PAUSED = "paused"


class Phase(StrEnum):
    """How far a fetch is."""

    OPENING = "opening"
    PAGES = "pages"
    APPLYING = "applying"


class Schedule(StrEnum):
    """How often a source is fetched by itself."""

    OFF = "off"
    DAILY = "daily"
    WEEKLY = "weekly"


class DocumentState(StrEnum):
    """What the last fetch made of a document.

    `new`, `changed` and `gone` wait to be applied. `differs`: the document changed, and so did
    its article, by hand; somebody has to decide. `ignored`: somebody decided against it, until it
    changes again. `skipped`: it is no article (a menu, a redirect, a double). `found`: not read
    yet.
    """

    FOUND = "found"
    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    DIFFERS = "differs"
    UNCHANGED = "unchanged"
    IGNORED = "ignored"
    SKIPPED = "skipped"
    ERROR = "error"


WAITING = (DocumentState.NEW, DocumentState.CHANGED, DocumentState.GONE, DocumentState.DIFFERS)
"""What a fetch would change, and has not yet."""


def _one_of(column: str, kind: type[StrEnum]) -> CheckConstraint:
    values = ", ".join(f"'{value}'" for value in kind)
    return CheckConstraint(f"{column} IN ({values})", name=column)


class Source(WorkspaceRow, Base):
    """A place that articles come from.

    `fetch` numbers its fetches; `phase` is set while one runs, and `preview` says that it only
    looks. `robots` is the site's robots.txt as that fetch found it. `progress_at` is when the
    fetch last got on, by which one that was given up by everybody is found.
    """

    __tablename__ = "sources"

    id: Mapped[PrimaryId]
    name: Mapped[str]
    kind: Mapped[str]
    address: Mapped[str | None]
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    schedule: Mapped[str] = mapped_column(default=Schedule.OFF)
    state: Mapped[str] = mapped_column(default=State.NEW)
    error: Mapped[str | None]
    fetch: Mapped[int] = mapped_column(default=0)
    phase: Mapped[str | None]
    preview: Mapped[bool] = mapped_column(default=False)
    robots: Mapped[str | None]
    failures: Mapped[int] = mapped_column(default=0)
    progress_at: Mapped[datetime | None]
    last_fetched_at: Mapped[datetime | None]
    next_fetch_at: Mapped[datetime | None]
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]

    __table_args__ = (
        _one_of("kind", Kind),
        _one_of("state", State),
        _one_of("phase", Phase),
        _one_of("schedule", Schedule),
        Index("ix_sources_list", "workspace_id", sql("id DESC")),
        Index("ix_sources_due", "next_fetch_at", postgresql_where=sql("next_fetch_at IS NOT NULL")),
        Index("ix_sources_fetching", "progress_at", postgresql_where=sql("phase IS NOT NULL")),
    )


class SourceDocument(WorkspaceRow, Base):
    """A page or file of a source: also the frontier of a crawl, and where its finds wait.

    `queued_for` is the fetch that still has to read it, `not_before` when that may be tried
    again, `seen_in` the last fetch that came across it. `found` is what that fetch read there,
    until it is applied; `applied_hash` says what was applied or refused last, and
    `article_version` as which version of the article. `notes` say what was left out of it.
    """

    __tablename__ = "source_documents"

    id: Mapped[PrimaryId]
    source_id: Mapped[Id] = mapped_column(ForeignKey("sources.id", ondelete="CASCADE"))
    address: Mapped[str]
    name: Mapped[str | None]
    state: Mapped[str] = mapped_column(default=DocumentState.FOUND)
    error: Mapped[str | None]
    notes: Mapped[list[str]] = mapped_column(JSONB, default=list, server_default=sql("'[]'"))
    article_id: Mapped[str | None] = mapped_column(
        Text(collation="C"), ForeignKey("articles.id", ondelete="SET NULL")
    )
    article_version: Mapped[int | None]
    found: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    found_hash: Mapped[str | None]
    applied_hash: Mapped[str | None]
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    depth: Mapped[int] = mapped_column(default=0)
    seen_in: Mapped[int] = mapped_column(default=0)
    queued_for: Mapped[int | None]
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime | None]
    fetched_at: Mapped[datetime | None]
    created_at: Mapped[CreatedAt]

    __table_args__ = (
        _one_of("state", DocumentState),
        UniqueConstraint("source_id", "address"),
        Index("ix_source_documents_list", "source_id", "state", "id"),
        Index("ix_source_documents_article", "article_id"),
        Index(
            "ix_source_documents_queue",
            "source_id",
            "queued_for",
            "depth",
            "id",
            postgresql_where=sql("queued_for IS NOT NULL"),
        ),
        Index("ix_source_documents_hash", "source_id", "found_hash"),
    )
