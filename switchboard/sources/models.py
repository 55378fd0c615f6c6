"""Tables of sources, and of the documents that they have."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from switchboard.core.db import Base, CreatedAt, Id, PrimaryId, UpdatedAt, WorkspaceRow


class SourceKind(StrEnum):
    """The kind of a source."""

    SITE = "site"
    SITEMAP = "sitemap"
    PAGE = "page"
    UPLOAD = "upload"


class SourceState(StrEnum):
    """The state of a source."""

    NEW = "new"
    FETCHING = "fetching"
    READY = "ready"
    FAILING = "failing"
    PAUSED = "paused"


class FetchPhase(StrEnum):
    """The phase of a fetch."""

    OPENING = "opening"
    PAGES = "pages"
    APPLYING = "applying"


class FetchSchedule(StrEnum):
    """How often a source is fetched automatically."""

    OFF = "off"
    DAILY = "daily"
    WEEKLY = "weekly"


class DocumentState(StrEnum):
    """The state of a document after the last fetch.

    `new`, `changed` and `gone` can be applied. `differs`: the document changed, and its article was
    edited by hand; a person has to decide. `ignored`: a person discarded it, until it changes
    again. `skipped`: it is no article (a menu, a redirect, a duplicate). `found`: not read yet.
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
"""The states of documents whose changes can be applied."""


def _one_of(column: str, kind: type[StrEnum]) -> CheckConstraint:
    values = ", ".join(f"'{value}'" for value in kind)
    return CheckConstraint(f"{column} IN ({values})", name=column)


class Source(WorkspaceRow, Base):
    """A place that articles come from.

    `fetch` counts its fetches; `phase` is set while one runs, and `preview` means that it applies
    nothing. `robots` is the site's robots.txt as that fetch read it. `progress_at` is the time of
    the fetch's last progress, by which a fetch that has stalled is detected.
    """

    __tablename__ = "sources"

    id: Mapped[PrimaryId]
    name: Mapped[str]
    kind: Mapped[str]
    address: Mapped[str | None]
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    schedule: Mapped[str] = mapped_column(default=FetchSchedule.OFF)
    state: Mapped[str] = mapped_column(default=SourceState.NEW)
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
        _one_of("kind", SourceKind),
        _one_of("state", SourceState),
        _one_of("phase", FetchPhase),
        _one_of("schedule", FetchSchedule),
        Index("ix_sources_list", "workspace_id", sql("id DESC")),
        Index("ix_sources_due", "next_fetch_at", postgresql_where=sql("next_fetch_at IS NOT NULL")),
        Index("ix_sources_fetching", "progress_at", postgresql_where=sql("phase IS NOT NULL")),
    )


class SourceDocument(WorkspaceRow, Base):
    """A page or file of a source; also a row of the frontier of a crawl.

    `queued_for` is the fetch that still has to read it, `not_before` the time of the next attempt,
    `seen_in` the last fetch that found it. `found` is the content that this fetch read, until it is
    applied. `applied_hash` is of the content that was applied or discarded last, and
    `article_version` the version of the article then. `notes` say what was left out of it.
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
