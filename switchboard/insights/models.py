"""Tables of what was learned from the assistant's turns about the articles."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from switchboard.core.db import Base, Id, PrimaryId, WorkspaceRow


class ArticleUse(WorkspaceRow, Base):
    """How often an article answered on one day (UTC), and how often it was offered as an option.

    The article has no foreign key: what was counted stays counted when it is deleted.
    """

    __tablename__ = "article_uses"

    workspace_id: Mapped[str] = mapped_column(
        Text(collation="C"), ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[date] = mapped_column(primary_key=True)
    article_id: Mapped[PrimaryId]
    answers: Mapped[int] = mapped_column(default=0)
    options: Mapped[int] = mapped_column(default=0)


class MissedQuestion(WorkspaceRow, Base):
    """Questions alike that nothing in the knowledge answered.

    `text` is the newest wording; `examples` are the newest ones and the first, with their
    conversations. `vector` is the mean of the questions' embeddings, float32, made by the model
    `fingerprint`.
    """

    __tablename__ = "missed_questions"

    id: Mapped[PrimaryId]
    language: Mapped[str]
    text: Mapped[str]
    count: Mapped[int]
    examples: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    vector: Mapped[bytes | None]
    fingerprint: Mapped[str | None]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    dismissed_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_missed_questions_list", "workspace_id", sql("count DESC"), "id"),
        Index("ix_missed_questions_recent", "workspace_id", "language", sql("last_at DESC")),
    )


class Contradiction(WorkspaceRow, Base):
    """Two passages of different articles that say different things about the same.

    `first` and `second` hold title, heading, passage and the sentence; `key` is a hash of both
    sentences, so that what was dismissed stays dismissed.
    """

    __tablename__ = "contradictions"

    id: Mapped[PrimaryId]
    key: Mapped[str]
    kind: Mapped[str]
    language: Mapped[str]
    similarity: Mapped[float]
    first_id: Mapped[Id] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    second_id: Mapped[Id] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    first: Mapped[dict[str, Any]]
    second: Mapped[dict[str, Any]]
    found_at: Mapped[datetime]
    dismissed_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("workspace_id", "key"),
        Index("ix_contradictions_first", "first_id"),
        Index("ix_contradictions_second", "second_id"),
    )


class ChunkKey(WorkspaceRow, Base):
    """What a chunk is found by that may say the same as another: see `contradictions.keys`."""

    __tablename__ = "chunk_keys"

    workspace_id: Mapped[str] = mapped_column(
        Text(collation="C"), ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    chunk_id: Mapped[PrimaryId] = mapped_column(ForeignKey("chunks.id", ondelete="CASCADE"))

    __table_args__ = (Index("ix_chunk_keys_chunk", "chunk_id"),)


class InsightMark(WorkspaceRow, Base):
    """How far a workspace's turns were read, and at which knowledge version it was compared."""

    __tablename__ = "insight_marks"

    workspace_id: Mapped[str] = mapped_column(
        Text(collation="C"), ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True
    )
    turn_at: Mapped[datetime | None]
    turn_id: Mapped[Id | None]
    digested_at: Mapped[datetime | None]
    compared: Mapped[int] = mapped_column(BigInteger, default=-1)
    compared_at: Mapped[datetime | None]
