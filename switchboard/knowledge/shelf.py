"""What a search looks through: the published articles of one workspace, held in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from switchboard.knowledge.lexical import Floats, LexicalIndex, Terms
from switchboard.knowledge.models import Audience, audiences_for

TITLE_WEIGHT = 2
HEADING_WEIGHT = 2
"""How often a title and a heading count in their passages, whose own text counts once."""


@dataclass(frozen=True, slots=True)
class Text:
    """A chunk in memory: a passage or a question, and how the index sees it."""

    chunk_id: str
    article_id: str
    heading: str
    text: str
    terms: Terms = field(repr=False)


@dataclass(frozen=True, slots=True)
class Document:
    """A published article in memory."""

    id: str
    slug: str
    language: str
    title: str
    url: str | None
    audience: str
    passages: tuple[Text, ...]
    questions: tuple[Text, ...]
    approved_answer: str | None = None


def passage_terms(title: str, heading: str, text: str, language: str) -> Terms:
    """A passage as it is indexed: with its headings and its article's title."""
    parts = [Terms.of(text, language)]
    if heading:
        parts.append(Terms.of(heading, language).times(HEADING_WEIGHT))
    parts.append(Terms.of(title, language).times(TITLE_WEIGHT))
    return Terms.joined(parts)


class LanguageShelf:
    """The articles of one language, with an index over passages and one over questions."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = {document.id: document for document in documents}
        self.passages = Rows(documents, [document.passages for document in documents])
        self.questions = Rows(documents, [document.questions for document in documents])

    def lists(self, query: Terms, audience: str) -> frozenset[str]:
        """The articles that have this very wording as their title or a way to ask."""
        own = self.questions.wordings.get(query.wording) if query.wording else None
        return frozenset(article for article in own or () if self.document(article, audience))

    def document(self, article_id: str, audience: str) -> Document | None:
        """The article, if it is here and this audience may be shown it."""
        document = self.documents.get(article_id)
        if document is None or document.audience not in audiences_for(audience):
            return None
        return document


class Rows:
    """Texts of one kind, article by article: their index, and whose they are."""

    def __init__(self, documents: Sequence[Document], texts: Sequence[tuple[Text, ...]]) -> None:
        self.texts = [text for own in texts for text in own]
        self.lexical = LexicalIndex([text.terms for text in self.texts])
        self.at = {text.chunk_id: row for row, text in enumerate(self.texts)}
        self.wordings: dict[int, set[str]] = {}
        for text in self.texts:
            self.wordings.setdefault(text.terms.wording, set()).add(text.article_id)
        self.spans: dict[str, slice] = {}
        end = 0
        for document, own in zip(documents, texts, strict=True):
            self.spans[document.id] = slice(end, end + len(own))
            end += len(own)
        self._reach = np.zeros(len(self.texts), np.int8)
        for document in documents:
            self._reach[self.spans[document.id]] = _reach(document.audience)

    def ask(self, query: Terms, audience: str) -> Floats:
        """Every text's score; 0 where this audience may not look."""
        scores = self.lexical.ask(query)
        if audience != Audience.STAFF:
            scores[self._reach > _reach(audience)] = 0
        return scores


def _reach(audience: str) -> int:
    """How far an audience sees: 0 for everybody, more for fewer."""
    return len(audiences_for(audience)) - 1


@dataclass(frozen=True, slots=True)
class WorkspaceShelf:
    """All published articles of a workspace, by language, as of one knowledge version."""

    content: int
    vectors: int
    languages: Mapping[str, LanguageShelf]
    embedded: frozenset[tuple[str, str, str]]
    """The (language, audience, fingerprint) of which vectors stand in the vector store."""
