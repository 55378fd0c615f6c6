"""What a search looks through: the published articles of one workspace, held in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from switchboard.articles.models import Audience, audiences_for
from switchboard.articles.pages import PageAddresses
from switchboard.search.bm25 import NOTHING, Counts, Field, LexicalIndex, Scores, Tally
from switchboard.search.postings import ROWS, Mask
from switchboard.search.segments import (
    Document,
    Numbers,
    Segment,
    Shelved,
    Text,
    batches,
    reach_of,
)
from switchboard.search.text_analysis import Terms

GROWTH = 4
"""Segments are merged when the next larger one is at most so many times as large as they are."""

WASTE = 0.25
"""A segment of which more than this share is gone is written anew."""

_GONE = 127
"""The reach of what nobody may see: it is no more."""


@dataclass(frozen=True, slots=True)
class Part:
    """A segment, which of its documents are still valid, and what to forget of the others."""

    segment: Segment
    valid: Mask
    gone: tuple[Tally, Tally, Tally, Tally] = (NOTHING, NOTHING, NOTHING, NOTHING)

    @classmethod
    def of(cls, segment: Segment) -> Part:
        """A segment of which everything is valid."""
        return cls(segment, np.ones(len(segment.documents), np.bool_))

    @property
    def rows(self) -> int:
        """How many texts of a kind are valid, about."""
        return max(self.segment.rows - max(tally.rows for tally in self.gone), 0)

    def without(self, documents: Sequence[int]) -> Part:
        """The same without these documents."""
        valid = self.valid.copy()
        valid[list(documents)] = False
        old = Segment.of([self.segment.documents[number] for number in documents])
        kinds = (old.passages, old.questions)
        fields = [field for kind in kinds for field in (kind.words, kind.grams)]
        gone = [has.plus(Tally.of(more)) for has, more in zip(self.gone, fields, strict=True)]
        return Part(self.segment, valid, (gone[0], gone[1], gone[2], gone[3]))


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article stands: in which part, and which document of it."""

    part: int
    document: int


class LanguageShelf:
    """The articles of one language: what they were at one moment, never changed afterwards."""

    def __init__(
        self, parts: Sequence[Part], documents: dict[str, Document], places: dict[str, Place]
    ) -> None:
        """Args: the parts; the articles that are valid, and where each stands."""
        self.parts = tuple(parts)
        self.documents = documents
        self._places = places
        self.passages = Texts(self, lambda segment: segment.passages, (0, 1))
        self.questions = Texts(self, lambda segment: segment.questions, (2, 3))

    @classmethod
    def of(cls, documents: Sequence[Document]) -> LanguageShelf:
        """A shelf with these articles, analysed anew."""
        return _shelf([Part.of(Segment.of(run)) for run in batches(documents)]).merged_while()

    def changed(self, removed: Iterable[str], added: Sequence[Document]) -> LanguageShelf:
        """The shelf without some articles and with others. Takes as long as these few take."""
        parts, documents, places = list(self.parts), dict(self.documents), dict(self._places)
        going: dict[int, list[int]] = {}
        for place in (places.pop(article) for article in set(removed) if article in places):
            own = parts[place.part].segment.documents[place.document]
            del documents[own.id]
            going.setdefault(place.part, []).append(place.document)
        for number, old in going.items():
            parts[number] = parts[number].without(old)
        for run in batches(added):
            for number, document in enumerate(run):
                documents[document.id] = document
                places[document.id] = Place(len(parts), number)
            parts.append(Part.of(Segment.of(run)))
        return LanguageShelf(parts, documents, places)

    def due(self, most: int = ROWS) -> list[Part]:
        """The parts that should be merged into one (of at most `most` texts); none: all is well."""
        wasted = [part for part in self.parts if part.rows < (1 - WASTE) * part.segment.rows]
        if wasted and wasted[0].rows <= most:
            return wasted[:1]
        chosen: list[Part] = []
        total = 0
        for part in sorted(self.parts, key=lambda one: one.rows):
            if total + part.rows > most or (chosen and part.rows > GROWTH * total):
                break
            chosen.append(part)
            total += part.rows
        return chosen if len(chosen) > 1 else []

    def merged(self, old: Sequence[Part], merged: Segment) -> LanguageShelf:
        """The shelf with `merged` in place of parts that it, or one before it, had.

        What became invalid meanwhile is invalid in the merged segment too.
        """
        kept = [part for part in self.parts if all(part.segment is not one.segment for one in old)]
        gone = [
            number
            for number, document in enumerate(merged.documents)
            if self.documents.get(document.id) is not document
        ]
        part = Part.of(merged)
        return _shelf([part.without(gone) if gone else part, *kept])

    def merged_while(self, most: int = ROWS) -> LanguageShelf:
        """The shelf after all merging that is due of at most so many texts."""
        shelf = self
        while old := shelf.due(most):
            shelf = shelf.merged(old, merge(old))
        return shelf

    def lists(self, query: Terms, audience: str) -> frozenset[str]:
        """The articles that have this very wording as their title or a way to ask."""
        wording = query.wording
        own = self.questions.worded(wording) if wording else ()
        return frozenset(article for article in own if self.document(article, audience))

    def document(self, article_id: str, audience: str) -> Document | None:
        """The article, if it is here and this audience may be shown it."""
        document = self.documents.get(article_id)
        if document is None or document.audience not in audiences_for(audience):
            return None
        return document

    def owners(self, chunk_ids: Sequence[str]) -> dict[str, Owner]:
        """Whose these chunks are, of those whose article is here and still has them."""
        return {
            chunk: Owner(article, texts is self.passages)
            for texts in (self.questions, self.passages)
            for chunk, article in texts.articles_of(chunk_ids).items()
        }

    def place(self, article_id: str) -> Place:
        """Where an article stands."""
        return self._places[article_id]


@dataclass(frozen=True, slots=True)
class Owner:
    """The article of a chunk, and whether the chunk is a passage or a question."""

    article_id: str
    is_passage: bool


class Texts:
    """The passages, or the questions, of all articles of a shelf."""

    def __init__(
        self, shelf: LanguageShelf, pick: Callable[[Segment], Shelved], fields: tuple[int, int]
    ) -> None:
        self._shelf = shelf
        self._parts = [pick(part.segment) for part in shelf.parts]
        words, grams = fields
        self.lexical = LexicalIndex(
            Field([own.words for own in self._parts], [part.gone[words] for part in shelf.parts]),
            Field([own.grams for own in self._parts], [part.gone[grams] for part in shelf.parts]),
        )
        self._hidden: dict[str, Mask | None] = {}

    def __len__(self) -> int:
        return self.lexical.words.count

    def ask(self, query: Terms, audience: str, most: int) -> Hits:
        """Score the texts; those that this audience may not see score nothing.

        Args:
            most: how many of the best will be wanted.
        """
        if audience not in self._hidden:
            reach = self._reach > reach_of(audience)
            self._hidden[audience] = reach if reach.any() else None
        return Hits(self, self.lexical.ask(query, most, self._hidden[audience]))

    def owners(self, found: Sequence[tuple[int, float]]) -> list[str]:
        """Whose the texts are that were found, given by their rows."""
        rows = np.array([row for row, _ in found], np.int64)
        parts = np.searchsorted(self.lexical.offsets, rows, "right") - 1
        owners = [""] * len(rows)
        for part in np.unique(parts).tolist():
            own = np.flatnonzero(parts == part)
            inside = rows[own] - self.lexical.offsets[part]
            numbers = np.searchsorted(self._parts[part].starts, inside, "right") - 1
            documents = self._shelf.parts[part].segment.documents
            for at, number in zip(own.tolist(), numbers.tolist(), strict=True):
                owners[at] = documents[number].id
        return owners

    def chunk(self, row: int) -> str:
        """The id of the text in a row."""
        part = int(np.searchsorted(self.lexical.offsets, row, "right")) - 1
        return str(self._parts[part].chunks[row - int(self.lexical.offsets[part])].decode())

    def rows(self, article_id: str) -> range:
        """The rows of an article's texts."""
        place = self._shelf.place(article_id)
        own, offset = self._parts[place.part].span(place.document), self.lexical.offsets[place.part]
        return range(own.start + int(offset), own.stop + int(offset))

    def articles_of(self, chunk_ids: Sequence[str]) -> dict[str, str]:
        """The articles of those of these chunks that are here."""
        found: dict[str, str] = {}
        for part, own in zip(self._shelf.parts, self._parts, strict=True):
            for chunk, row in own.found(chunk_ids).items():
                document = own.document(row)
                if part.valid[document]:
                    found[chunk] = part.segment.documents[document].id
        return found

    def worded(self, wording: int) -> set[str]:
        """The articles that have a text with this wording."""
        return {
            self._shelf.parts[part].segment.documents[document].id
            for part, own in enumerate(self._parts)
            for document in (own.document(row) for row in own.worded(wording))
            if self._shelf.parts[part].valid[document]
        }

    @cached_property
    def _reach(self) -> npt.NDArray[np.int8]:
        """How far each text's audience sees."""
        own = [
            np.repeat(np.where(part.valid, part.segment.reach, _GONE), np.diff(texts.starts))
            for part, texts in zip(self._shelf.parts, self._parts, strict=True)
        ]
        return np.concatenate([np.empty(0, np.int8), *own]).astype(np.int8)


class Hits:
    """What one question found among the texts of one kind."""

    def __init__(self, texts: Texts, scores: Scores) -> None:
        self._texts = texts
        self._scores = scores
        self._known: dict[int, dict[str, float]] = {}

    def articles(self, limit: int) -> dict[str, float]:
        """The articles of the `limit` best texts with their best scores, best first."""
        if limit not in self._known:
            best: dict[str, float] = {}
            found = self._scores.best(limit)
            for article, (_, score) in zip(self._texts.owners(found), found, strict=True):
                best.setdefault(article, score)
            ordered = sorted(best.items(), key=lambda found: (-found[1], found[0]))
            self._known[limit] = dict(ordered)
        return self._known[limit]

    def best(self, limit: int) -> list[tuple[str, float]]:
        """The ids and the scores of the `limit` best texts, best first."""
        return [(self._texts.chunk(row), score) for row, score in self._scores.best(limit)]

    def top(self, articles: Sequence[str]) -> dict[str, float]:
        """The best score of each of these articles."""
        rows, spans = self._spans(articles)
        scores = self._scores.at(rows)
        return {
            article: float(scores[span].max(initial=0.0))
            for article, span in zip(articles, spans, strict=True)
        }

    def counts(self, articles: Sequence[str]) -> dict[str, tuple[Counts, Counts]]:
        """How often each of the question's words, and of its n-grams, stands in each text of these
        articles.

        Two tables for each article: a line for each term, ascending as its code, and a column for
        each text.
        """
        rows, spans = self._spans(articles)
        words, grams = self._scores.counts(rows)
        return {
            article: (words[:, span], grams[:, span])
            for article, span in zip(articles, spans, strict=True)
        }

    def _spans(self, articles: Sequence[str]) -> tuple[Numbers, list[slice]]:
        """The rows of the articles' texts, ascending, and where among them each one's are."""
        own = [self._texts.rows(article) for article in articles]
        rows = np.sort(np.fromiter((row for span in own for row in span), np.int64))
        starts = [int(np.searchsorted(rows, span.start)) for span in own]
        return rows, [slice(at, at + len(span)) for at, span in zip(starts, own, strict=True)]


@dataclass(frozen=True, slots=True)
class WorkspaceShelf:
    """All published articles of a workspace, by language, as of one knowledge version."""

    content: int
    vectors: int
    languages: Mapping[str, LanguageShelf]
    embedded: frozenset[tuple[str, str, str]]
    """The (language, audience, fingerprint) of which vectors stand in the vector store."""

    pages: PageAddresses | None = None
    """Where its articles can be read, if anywhere."""

    def page_of(self, article_id: str, language: str) -> str | None:
        """An article's page in the help center, if everybody may read it there."""
        shelf = self.languages.get(language)
        document = shelf.document(article_id, Audience.PUBLIC) if shelf else None
        return self.pages.of(document) if self.pages and document else None

    @property
    def texts(self) -> int:
        """How many texts are held."""
        shelves = self.languages.values()
        return sum(len(shelf.passages) + len(shelf.questions) for shelf in shelves)

    def with_language(self, language: str, shelf: LanguageShelf) -> WorkspaceShelf:
        """The same with another shelf for one language."""
        return replace(self, languages={**self.languages, language: shelf})


def merge(parts: Sequence[Part]) -> Segment:
    """One segment of several. The work is in numpy: 100,000 texts take about a second."""
    return Segment.merged([(part.segment, part.valid) for part in parts])


def _shelf(parts: Sequence[Part]) -> LanguageShelf:
    documents, places = {}, {}
    for number, part in enumerate(parts):
        for position, document in enumerate(part.segment.documents):
            if part.valid[position]:
                documents[document.id] = document
                places[document.id] = Place(number, position)
    return LanguageShelf(parts, documents, places)


__all__ = ["Document", "LanguageShelf", "Text", "WorkspaceShelf", "merge"]
