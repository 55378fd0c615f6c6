"""The table of saved questions: what a search must go on finding."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from switchboard.core.db import Base, CreatedAt, Id, PrimaryId, WorkspaceRow


class KnowledgeCheck(WorkspaceRow, Base):
    """A question and what must come of it: an article, or nothing but a person.

    `result` is that of the last run and `before` that of the run before, so that a run can say
    what changed.
    """

    __tablename__ = "knowledge_checks"

    id: Mapped[PrimaryId]
    question: Mapped[str]
    language: Mapped[str | None]
    audience: Mapped[str]
    expects: Mapped[str]
    article_id: Mapped[Id | None] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    result: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    created_at: Mapped[CreatedAt]

    __table_args__ = (
        CheckConstraint("expects IN ('article', 'nothing')", name="expects"),
        Index("ix_knowledge_checks_list", "workspace_id", "id"),
        Index("ix_knowledge_checks_article", "article_id"),
    )
