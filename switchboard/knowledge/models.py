"""Tables of what a company knows: articles, the chunks they are searched by, and a version."""

from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from switchboard.core.db import Base, CreatedAt, Id, PrimaryId, UpdatedAt, WorkspaceRow


class ArticleStatus(StrEnum):
    """Only published articles are ever found."""

    DRAFT = "draft"
    PUBLISHED = "published"


class Audience(StrEnum):
    """Who may be shown an article."""

    PUBLIC = "public"
    STAFF = "staff"


class ChunkKind(StrEnum):
    """A passage can be quoted; a question is only another way to find its article."""

    PASSAGE = "passage"
    QUESTION = "question"


class Article(WorkspaceRow, Base):
    """One help article in one language. The same slug in another language is its translation.

    `version` counts this article's changes. `revision` is the workspace's knowledge version at
    its last change, by which a process that holds an index finds what it has to read again.
    """

    __tablename__ = "articles"

    id: Mapped[PrimaryId]
    slug: Mapped[str]
    language: Mapped[str]
    title: Mapped[str]
    body: Mapped[str]
    questions: Mapped[list[str]] = mapped_column(default=list)
    url: Mapped[str | None]
    status: Mapped[str] = mapped_column(default=ArticleStatus.PUBLISHED)
    audience: Mapped[str] = mapped_column(default=Audience.PUBLIC)
    content_hash: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    revision: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]

    __table_args__ = (
        UniqueConstraint("workspace_id", "slug", "language"),
        CheckConstraint("status IN ('draft', 'published')", name="status"),
        CheckConstraint("audience IN ('public', 'staff')", name="audience"),
        Index("ix_articles_list", "workspace_id", sql("id DESC")),
        Index("ix_articles_language", "workspace_id", "language", sql("id DESC")),
        Index("ix_articles_revision", "workspace_id", "revision"),
    )


class Chunk(WorkspaceRow, Base):
    """A part of an article that is found on its own: a quotable passage, or a question.

    `content_hash` covers everything that is embedded, so an unchanged chunk keeps its id and
    its vector when the article is edited. `language` and `audience` are the article's, and say
    with `indexed_with`, the embedding model's fingerprint, where the chunk's vector stands;
    `indexed_with` is null until there is one.
    """

    __tablename__ = "chunks"

    id: Mapped[PrimaryId]
    article_id: Mapped[Id] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    kind: Mapped[str]
    position: Mapped[int]
    heading: Mapped[str]
    text: Mapped[str]
    content_hash: Mapped[str]
    language: Mapped[str]
    audience: Mapped[str]
    indexed_with: Mapped[str | None]

    __table_args__ = (
        CheckConstraint("kind IN ('passage', 'question')", name="kind"),
        Index("ix_chunks_article", "article_id", "position"),
        Index("ix_chunks_workspace", "workspace_id", "id"),
    )


class KnowledgeVersion(WorkspaceRow, Base):
    """How often a workspace's knowledge has changed: the sign that an index is out of date.

    `content` is counted up in the transaction of every change to an article, `vectors` when
    vectors were added or removed. The row's lock makes versions commit in their order.
    """

    __tablename__ = "knowledge_versions"

    workspace_id: Mapped[str] = mapped_column(
        Text(collation="C"), ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True
    )
    content: Mapped[int] = mapped_column(BigInteger, default=0)
    vectors: Mapped[int] = mapped_column(BigInteger, default=0)
