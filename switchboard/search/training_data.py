"""What the classifier learns from: the passages of articles, and the ways to ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from switchboard.articles.chunk_store import embedding_text
from switchboard.articles.models import ChunkKind
from switchboard.search.documents import Document
from switchboard.search.intent_classifier import Examples
from switchboard.search.text_analysis import Floats


@dataclass(frozen=True, slots=True)
class Piece:
    """A text to learn from. `asked`: it is a way to ask, not a passage."""

    chunk_id: str
    article_id: str
    audience: str
    text: str
    asked: bool


@dataclass(frozen=True, slots=True)
class TrainingData:
    """All texts of one language."""

    language: str
    texts: Sequence[Piece]

    @classmethod
    def of(cls, language: str, documents: Iterable[Document]) -> TrainingData:
        """The texts of these articles."""
        ordered = sorted(documents, key=lambda one: one.id)
        return cls(language, [piece for one in ordered for piece in pieces(one)])

    @property
    def enough(self) -> bool:
        """Whether there is something to learn, and not too much."""
        return bool(self.texts) and self.examples("", None).enough

    def by_audience(self) -> Iterable[tuple[str, list[str]]]:
        """The ids of the texts' chunks, by who may see them."""
        chunks: dict[str, list[str]] = defaultdict(list)
        for text in self.texts:
            chunks[text.audience].append(text.chunk_id)
        return chunks.items()

    def examples(self, fingerprint: str, vectors: Mapping[str, Floats] | None) -> Examples:
        """What to learn, with these vectors by chunk; texts that have none are left out then."""
        texts = [one for one in self.texts if vectors is None or one.chunk_id in vectors]
        return Examples(
            self.language,
            [one.text for one in texts],
            [one.article_id for one in texts],
            [one.asked for one in texts],
            fingerprint if vectors is not None else None,
            np.stack([vectors[one.chunk_id] for one in texts]) if vectors is not None else None,
        )


def pieces(document: Document) -> list[Piece]:
    """An article's passages with their headings, as they are embedded, and its ways to ask."""
    own = [(ChunkKind.PASSAGE, text) for text in document.passages]
    own += [(ChunkKind.QUESTION, text) for text in document.questions]
    return [
        Piece(
            text.chunk_id,
            document.id,
            document.audience,
            embedding_text(document.title, kind, text.heading, text.text),
            kind == ChunkKind.QUESTION,
        )
        for kind, text in own
    ]
