"""What a head can learn from: the texts of a shelf."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from switchboard.articles.chunk_store import embedding_text
from switchboard.articles.models import ChunkKind
from switchboard.search.index_snapshot import LanguageShelf
from switchboard.search.intent_classifier import ENOUGH, MOST, Examples
from switchboard.search.segments import Document
from switchboard.search.text_analysis import Floats

SAMPLE = 50
"""So many texts are looked at first, to see whether vectors have come at all."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text to learn from."""

    chunk_id: str
    article_id: str
    audience: str
    text: str
    asked: bool


@dataclass(frozen=True, slots=True)
class Material:
    """All texts of one language, in an order that every process has; `content` tells states apart.

    There are none where they would be too few, or too many, to learn from.
    """

    language: str
    content: int
    texts: Sequence[Piece]

    @classmethod
    def of(cls, language: str, shelf: LanguageShelf) -> Material:
        """What stands on the shelf."""
        documents = sorted(shelf.documents.values(), key=lambda one: one.id)
        content = 0
        for document in documents:
            content = zlib.crc32(f"{document.id}{document.audience}".encode(), content)
            content = zlib.crc32(document.packed, content)
        texts = len(shelf.passages) + len(shelf.questions)
        if len(shelf.questions) < 2 * ENOUGH or 2 * texts > MOST:
            return cls(language, content, ())
        return cls(language, content, [piece for one in documents for piece in pieces(one)])

    @property
    def enough(self) -> bool:
        """Whether there is something to learn."""
        return bool(self.texts) and self.examples("", None).enough

    def sample(self) -> Material:
        """A few of the texts."""
        step = max(len(self.texts) // SAMPLE, 1)
        return Material(self.language, self.content, self.texts[::step])

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
