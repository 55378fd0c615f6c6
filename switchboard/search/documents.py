"""Published articles as search reads them from PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from switchboard.articles.models import ArticleStatus


@dataclass(frozen=True, slots=True)
class Text:
    """A chunk: a passage or a question."""

    chunk_id: str
    article_id: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A published article. Its texts are there as far as they were asked for."""

    id: str
    slug: str
    language: str
    title: str
    url: str | None
    audience: str
    approved_answer: str | None = None
    passages: Sequence[Text] = ()
    questions: Sequence[Text] = ()

    @property
    def status(self) -> str:
        """Published: others are not searched."""
        return ArticleStatus.PUBLISHED
