"""Articles that are searched together: an immutable index over them, made once and then merged."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import orjson

from switchboard.articles.models import ArticleStatus, audiences_for
from switchboard.search.analysis import Analysed, analyse
from switchboard.search.postings import ROWS, Mask, Postings
from switchboard.search.text_analysis import code

TITLE_WEIGHT = 2
HEADING_WEIGHT = 2
"""How often a title and a heading count in their passages, whose own text counts once."""

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Text:
    """A chunk: a passage or a question."""

    chunk_id: str
    article_id: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A published article in memory. Its texts are kept compressed, and unpacked to be shown."""

    id: str
    slug: str
    language: str
    title: str
    url: str | None
    audience: str
    approved_answer: str | None
    packed: bytes
    mark: bytes = b""
    """Tells this state of the article from every other, where it was read from PostgreSQL."""

    @classmethod
    def of(
        cls,
        id: str,  # noqa: A002 (as the field is called)
        slug: str,
        language: str,
        title: str,
        url: str | None,
        audience: str,
        passages: Sequence[Text],
        questions: Sequence[Text],
        *,
        approved_answer: str | None = None,
        mark: bytes = b"",
    ) -> Document:
        """An article with its texts."""
        kinds = [[(t.chunk_id, t.heading, t.text) for t in own] for own in (passages, questions)]
        packed = zlib.compress(orjson.dumps(kinds), 3)
        return cls(id, slug, language, title, url, audience, approved_answer, packed, mark)

    @property
    def status(self) -> str:
        """Published: others are not searched."""
        return ArticleStatus.PUBLISHED

    @property
    def passages(self) -> tuple[Text, ...]:
        """What can be quoted, in the article's order."""
        return self._texts(0)

    @property
    def questions(self) -> tuple[Text, ...]:
        """The title and the other ways to ask."""
        return self._texts(1)

    def _texts(self, kind: int) -> tuple[Text, ...]:
        own = orjson.loads(zlib.decompress(self.packed))[kind]
        return tuple(Text(chunk, self.id, heading, text) for chunk, heading, text in own)


@dataclass(frozen=True, slots=True)
class Shelved:
    """The texts of one kind in a segment, document by document.

    Args:
        starts: where each document's texts begin, and the end of the last.
        chunks: the texts' ids. `by_chunk`: their order by id.
        wordings: a number for each text, see `Terms.wording`. `by_wording`: their order by it.
    """

    words: Postings
    grams: Postings
    starts: Numbers
    chunks: npt.NDArray[np.bytes_]
    by_chunk: npt.NDArray[np.uint16]
    wordings: Numbers
    by_wording: npt.NDArray[np.uint16]

    @classmethod
    def of(
        cls,
        words: Postings,
        grams: Postings,
        starts: Numbers,
        chunks: Sequence[str] | npt.NDArray[np.bytes_],
        wordings: Numbers,
    ) -> Shelved:
        """These texts, made ready to be found by id and by wording."""
        ids = np.array(chunks, np.bytes_)
        by_chunk = np.argsort(ids, kind="stable").astype(np.uint16)
        by_wording = np.argsort(wordings, kind="stable").astype(np.uint16)
        return cls(words, grams, starts, ids, by_chunk, wordings, by_wording)

    @property
    def rows(self) -> int:
        """How many texts there are."""
        return len(self.chunks)

    def span(self, document: int) -> range:
        """The rows of a document."""
        return range(int(self.starts[document]), int(self.starts[document + 1]))

    def document(self, row: int) -> int:
        """Whose text this is."""
        return int(np.searchsorted(self.starts, row, "right")) - 1

    def found(self, chunk_ids: Sequence[str]) -> dict[str, int]:
        """The rows of those of these chunks that are here."""
        if not self.rows or not chunk_ids:
            return {}
        keys = np.array(chunk_ids, np.bytes_)
        at = np.searchsorted(self.chunks, keys, sorter=self.by_chunk)
        rows = self.by_chunk[np.minimum(at, self.rows - 1)]
        known = np.flatnonzero(self.chunks[rows] == keys).tolist()
        return {chunk_ids[number]: int(rows[number]) for number in known}

    def worded(self, wording: int) -> list[int]:
        """The rows of the texts with this wording."""
        side = (
            np.searchsorted(self.wordings, wording, s, sorter=self.by_wording)
            for s in ("left", "right")
        )
        start, end = side
        return [int(row) for row in self.by_wording[start:end]]

    def kept(self, documents: Mask) -> Mask:
        """The rows of these documents."""
        return np.repeat(documents, np.diff(self.starts))

    @classmethod
    def merged(cls, parts: Sequence[tuple[Shelved, Mask]]) -> Shelved:
        """The texts of the documents that are kept, as one."""
        kept = [(part, part.kept(documents)) for part, documents in parts]
        lengths = [np.diff(part.starts)[documents] for part, documents in parts]
        return cls.of(
            Postings.merged([(part.words, rows) for part, rows in kept]),
            Postings.merged([(part.grams, rows) for part, rows in kept]),
            _starts(np.concatenate(lengths)),
            np.concatenate([part.chunks[rows] for part, rows in kept]),
            np.concatenate([part.wordings[rows] for part, rows in kept]),
        )


@dataclass(frozen=True, slots=True)
class Segment:
    """Some documents of one language and the index over their passages and questions."""

    documents: tuple[Document, ...]
    passages: Shelved
    questions: Shelved
    reach: npt.NDArray[np.int8]
    """How far each document's audience sees, see `reach_of`."""

    @classmethod
    def of(cls, documents: Sequence[Document]) -> Segment:
        """Analyse these documents, which are all in one language. Takes about 0.1 ms a text."""
        read = _Reader(documents[0].language if documents else "")
        passages, questions = _Kind(read), _Kind(read)
        for document in documents:
            for text in document.passages:
                passages.add(text, _weighed(document.title, text))
            for text in document.questions:
                questions.add(text, [text.text])
            passages.end()
            questions.end()
        read.analyse()
        reach = np.array([reach_of(document.audience) for document in documents], np.int8)
        return cls(tuple(documents), passages.shelved(), questions.shelved(), reach)

    @classmethod
    def merged(cls, parts: Sequence[tuple[Segment, Mask]]) -> Segment:
        """The documents that are kept of several segments, as one."""
        documents = tuple(
            document
            for part, kept in parts
            for document, stays in zip(part.documents, kept.tolist(), strict=True)
            if stays
        )
        return cls(
            documents,
            Shelved.merged([(part.passages, kept) for part, kept in parts]),
            Shelved.merged([(part.questions, kept) for part, kept in parts]),
            np.concatenate([part.reach[kept] for part, kept in parts]),
        )

    @property
    def rows(self) -> int:
        """Of what there is more of, passages or questions: a segment has room for `ROWS`."""
        return max(self.passages.rows, self.questions.rows)


def reach_of(audience: str) -> int:
    """How far an audience sees: 0 for everybody, more for fewer."""
    return len(audiences_for(audience)) - 1


def batches(documents: Sequence[Document], most: int = 4096) -> list[Sequence[Document]]:
    """Documents in runs of at most so many texts of a kind (or one document)."""
    found: list[list[Document]] = [[]]
    rows = 0
    for document in documents:
        own = max(len(document.passages), len(document.questions))
        if found[-1] and rows + own > min(most, ROWS):
            found.append([])
            rows = 0
        found[-1].append(document)
        rows += own
    return [run for run in found if run]


class _Reader:
    """Every different text once, and then the terms of each."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._texts: dict[str, int] = {}
        self.fields: tuple[Analysed, Analysed]

    def number(self, text: str) -> int:
        return self._texts.setdefault(text, len(self._texts))

    def analyse(self) -> None:
        self.fields = analyse(list(self._texts), self._language)


class _Kind:
    """Collects the passages, or the questions, of a segment."""

    def __init__(self, read: _Reader) -> None:
        self._read = read
        self._chunks: list[str] = []
        self._parts: list[int] = []
        self._rows: list[int] = []
        self._firsts: list[int] = []
        self._starts = [0]

    def add(self, text: Text, parts: Sequence[str]) -> None:
        self._firsts.append(self._read.number(parts[0]))
        for part in parts:
            self._parts.append(self._read.number(part))
            self._rows.append(len(self._chunks))
        self._chunks.append(text.chunk_id)

    def end(self) -> None:
        """Of a document."""
        self._starts.append(len(self._chunks))

    def shelved(self) -> Shelved:
        rows = np.array(self._rows, np.int64)
        words, grams = (self._postings(field, rows) for field in self._read.fields)
        own = self._read.fields[1]
        wordings = [code(own.of(first).tobytes()) for first in self._firsts]
        starts = np.array(self._starts, np.int64)
        return Shelved.of(words, grams, starts, self._chunks, np.array(wordings, np.int64))

    def _postings(self, field: Analysed, rows: Numbers) -> Postings:
        codes, parts = field.picked(np.array(self._parts, np.int64))
        return Postings.of(codes, rows[parts], len(self._chunks))


def _weighed(title: str, text: Text) -> list[str]:
    """A passage as it is indexed: with its headings and its article's title."""
    headings = [text.heading] * HEADING_WEIGHT if text.heading else []
    return [text.text, *headings, *[title] * TITLE_WEIGHT]


def _starts(lengths: Numbers) -> Numbers:
    return np.append(0, np.cumsum(lengths))
