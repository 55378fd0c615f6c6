"""Tables of articles: their versions, and the chunks that search finds."""

from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from switchboard.articles.actor import Actor, ActorKind
from switchboard.core.db import Base, CreatedAt, Id, PrimaryId, UpdatedAt, WorkspaceRow


class ArticleStatus(StrEnum):
    """Only published articles are ever found."""

    DRAFT = "draft"
    PUBLISHED = "published"


class Audience(StrEnum):
    """Who may see an article, the widest audience first.

    Customers are visitors whom the company's own site has identified.
    """

    PUBLIC = "public"
    CUSTOMERS = "customers"
    STAFF = "staff"


@cache
def audiences_for(viewer: str) -> tuple[Audience, ...]:
    """The audiences whose articles this viewer may see: their own, and all wider ones.

    An unknown viewer sees what is public.
    """
    ordered = tuple(Audience)
    reach = ordered.index(Audience(viewer)) if viewer in set(Audience) else 0
    return ordered[: reach + 1]


class ChunkKind(StrEnum):
    """A passage can be quoted; a question is only another way to find its article."""

    PASSAGE = "passage"
    QUESTION = "question"


class Article(WorkspaceRow, Base):
    """One help article in one language. The articles of one `group_id` are its translations.

    `version` counts this article's changes. `revision` is the workspace's knowledge version at
    its last change, from which a process that holds an index knows what it has to read again.
    `approved_answer` goes out word for word when the article is the answer. `draft` is a newer
    text that cannot be found before it is published. `words` is what staff and the help center
    search as they type.
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
    group_id: Mapped[Id] = mapped_column(
        server_default=sql("'grp_' || replace(gen_random_uuid()::text, '-', '')")
    )
    category: Mapped[str] = mapped_column(default="", server_default=sql("''"))
    approved_answer: Mapped[str | None]
    draft: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    words: Mapped[str | None] = mapped_column(TSVECTOR, deferred=True)
    content_hash: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    revision: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]

    __table_args__ = (
        UniqueConstraint("workspace_id", "slug", "language"),
        UniqueConstraint("workspace_id", "group_id", "language", name="uq_articles_translation"),
        CheckConstraint("status IN ('draft', 'published')", name="status"),
        CheckConstraint("audience IN ('public', 'customers', 'staff')", name="audience"),
        Index("ix_articles_list", "workspace_id", sql("id DESC")),
        Index("ix_articles_title", "workspace_id", sql("lower(title)"), "id"),
        Index("ix_articles_updated", "workspace_id", "updated_at", "id"),
        Index("ix_articles_language", "workspace_id", "language", sql("id DESC")),
        Index("ix_articles_revision", "workspace_id", "revision"),
        Index("ix_articles_words", "words", postgresql_using="gin"),
    )


class ArticleVersion(WorkspaceRow, Base):
    """An article as one change left it, and who made the change.

    `changed` names the fields that differ from the version before. `restored_from` is the older
    version that this one brought back.
    """

    __tablename__ = "article_versions"

    article_id: Mapped[PrimaryId] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[dict[str, Any]]
    changed: Mapped[list[str]] = mapped_column(default=list)
    editor_kind: Mapped[ActorKind] = mapped_column(Text)
    editor_id: Mapped[Id | None]
    editor_name: Mapped[str | None]
    restored_from: Mapped[int | None]
    created_at: Mapped[CreatedAt]

    @property
    def title(self) -> str:
        """The title in this version."""
        return str(self.content.get("title", ""))

    @property
    def editor(self) -> Actor:
        """Who made the change."""
        return Actor(self.editor_kind, self.editor_id, self.editor_name)


class Chunk(WorkspaceRow, Base):
    """A part of an article that is found on its own: a quotable passage, or a question.

    `content_hash` covers everything that is embedded, so an unchanged chunk keeps its id and
    its vector when the article is edited. `language` and `audience` are the article's, and say
    with `indexed_with`, the embedding model's fingerprint, where the chunk's vector stands;
    `indexed_with` is null until there is one. While another model takes over, `former_fingerprint`
    is that of the one before, whose vector answers until all new ones are there.
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
    former_fingerprint: Mapped[str | None]

    __table_args__ = (
        CheckConstraint("kind IN ('passage', 'question')", name="kind"),
        Index("ix_chunks_article", "article_id", "position"),
        Index("ix_chunks_workspace", "workspace_id", "id"),
        Index(
            "ix_chunks_waiting",
            "workspace_id",
            "id",
            postgresql_include=["language"],
            postgresql_where=sql("indexed_with IS NULL"),
        ),
    )


class KnowledgeVersion(WorkspaceRow, Base):
    """How often a workspace's knowledge has changed. An index compares it with its own version.

    `content` is counted up in the transaction of every change to an article, `vectors` when
    vectors were added or removed. The row's lock makes versions commit in their order.
    """

    __tablename__ = "knowledge_versions"

    workspace_id: Mapped[str] = mapped_column(
        Text(collation="C"), ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True
    )
    content: Mapped[int] = mapped_column(BigInteger, default=0)
    vectors: Mapped[int] = mapped_column(BigInteger, default=0)
