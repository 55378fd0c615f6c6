"""The index of words: BM25 over the passages and the questions of one language, by tantivy.

A language of a workspace has a folder with two indexes, because passages and questions have
statistics of their own. They hold terms, how often each stands in a text, and the ids of chunks
and articles; the texts stay in PostgreSQL. One process writes (`index_sync.py` holds the lock), all
others map the same files. A commit replaces one small file, so readers see all of it or nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from switchboard.articles.models import Audience, audiences_for
from switchboard.search.documents import Document, Text
from switchboard.search.text_analysis import (
    Analyzers,
    Terms,
    normalized_hash,
    prepared,
)

FORMAT = 2
"""Counted up whenever texts are analyzed or stored in another way: indexes are built anew then."""

TITLE_WEIGHT = 2
HEADING_WEIGHT = 2
"""How often a title and a heading count in their passages, whose own text counts once."""

MAX_TERMS = 160
"""The most words, and the most n-grams, of a question that are looked up, the rarest first."""

WRITER_BYTES = 30_000_000
"""How much a writer collects before it writes a segment."""

FIELDS = ("words", "grams")


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that was found, and its share of what the question could score, roughly 0 to 1."""

    chunk_id: str
    article_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Weighted:
    """A question's terms in one kind of text, each once, with its idf: ln(1 + (N - n + 0.5) /
    (n + 0.5)), where n of N texts have it."""

    words: Mapping[str, float]
    grams: Mapping[str, float]


class TextIndex:
    """The passages, or the questions, of one language."""

    def __init__(self, index: tantivy.Index, language: str) -> None:
        """Args: the index, and the language of its texts."""
        self._index = index
        analyzers = Analyzers.of(language)
        index.register_tokenizer("words", analyzers.words)
        index.register_tokenizer("grams", analyzers.grams)
        index.config_reader("manual")
        self._language = language
        self._writer: tantivy.IndexWriter | None = None
        self._changed = False
        self._searcher = index.searcher()

    @property
    def count(self) -> int:
        """How many texts there are."""
        return self._searcher.num_docs

    def has(self, article: str) -> bool:
        """Whether the article has a text here."""
        return bool(self._searcher.doc_freq("article", article))

    def articles(self) -> set[str]:
        """The ids of the articles that have texts here."""
        found = self._searcher.terms_with_prefix("article", "", Query.all_query())
        return {article for article, _ in found}

    def weighted(self, terms: Terms) -> Weighted:
        """The terms of a question with their idf here."""
        return Weighted(self._idf("words", terms.words), self._idf("grams", terms.grams))

    def search(self, terms: Weighted, audience: str, limit: int) -> list[Hit]:
        """The best texts that this audience may see, best first."""
        scored = _scored(self._index.schema, terms)
        hidden = [
            (Occur.MustNot, self._term("audience", other))
            for other in set(Audience) - set(audiences_for(audience))
            if self._searcher.doc_freq("audience", other)
        ]
        return self._hits(Query.boolean_query([*scored, *hidden]), limit) if scored else []

    def score(self, terms: Weighted, articles: Sequence[str]) -> dict[str, float]:
        """The best score of a text of each of these articles; those without one are left out."""
        if not articles:
            return {}
        schema = self._index.schema
        among = Query.term_set_query(schema, "article", list(articles))
        limit = sum(self._searcher.doc_freq("article", article) for article in articles)
        within = (Occur.Must, Query.const_score_query(among, 0.0))
        query = Query.boolean_query([within, *_scored(schema, terms)])
        best: dict[str, float] = {}
        for hit in self._hits(query, limit) if limit else []:
            best.setdefault(hit.article_id, hit.score)
        return best

    def worded(self, wording: str) -> set[str]:
        """The articles that have a text with this wording, see `normalized_hash`."""
        limit = self._searcher.doc_freq("wording", wording) if wording else 0
        hits = self._hits(self._term("wording", wording), limit) if limit else []
        return {hit.article_id for hit in hits}

    @property
    def leading(self) -> int:
        """How many texts are the first of their article, those removed of late included."""
        return self._searcher.doc_freq("leading", "yes")

    def add(
        self, text: Text, audience: str, parts: Iterable[str], *, leads: bool, wording: str = ""
    ) -> None:
        """Have a text written.

        Args:
            parts: what is searched of it.
            leads: whether it is its article's first.
            wording: by which `worded` finds it, if anything.
        """
        document = tantivy.Document()
        document.add_text("chunk", text.chunk_id)
        document.add_text("article", text.article_id)
        document.add_text("audience", audience)
        if wording:
            document.add_text("wording", wording)
        if leads:
            document.add_text("leading", "yes")
        for part in parts:
            words, grams = prepared(part, self._language)
            document.add_text("words", words)
            document.add_text("grams", grams)
        self._writing().add_document(document)

    def remove(self, article: str) -> None:
        """Have an article's texts removed, if there are any."""
        if self._writer is not None or self._searcher.doc_freq("article", article):
            self._writing().delete_documents_by_term("article", article)

    def commit(self) -> None:
        """Make what was added and removed visible, here and to all who reload."""
        if self._writer is not None and self._changed:
            self._changed = False
            self._writer.commit()
            self.reload()

    def close(self) -> None:
        """Finish merging and let others write."""
        if self._writer is not None:
            writer, self._writer = self._writer, None
            writer.wait_merging_threads()

    def reload(self) -> None:
        """See what was committed since, whoever did."""
        self._index.reload()
        self._searcher = self._index.searcher()

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(WRITER_BYTES, num_threads=1)
        self._changed = True
        return self._writer

    def _idf(self, field: str, terms: Iterable[str]) -> dict[str, float]:
        count = self._searcher.num_docs
        idf = {}
        for term in dict.fromkeys(terms):
            having = min(self._searcher.doc_freq(field, term), count)
            idf[term] = math.log1p((count - having + 0.5) / (having + 0.5))
        return idf

    def _term(self, field: str, value: str) -> Query:
        return Query.term_query(self._index.schema, field, value, "basic")

    def _hits(self, query: Query, limit: int) -> list[Hit]:
        searcher = self._searcher  # reloading must not change it meanwhile
        hits = []
        for score, address in searcher.search(query, limit, count=False).hits:
            document = searcher.doc(address)
            hits.append(Hit(document["chunk"][0], document["article"][0], float(score or 0.0)))
        return hits


class WordIndex:
    """The texts of one language of a workspace, asked by their words and their n-grams together."""

    def __init__(self, language: str, passages: TextIndex, questions: TextIndex) -> None:
        """Use `open` or `in_memory`."""
        self.language = language
        self.passages = passages
        self.questions = questions

    @classmethod
    def open(cls, folder: Path, language: str, *, create: bool = False) -> WordIndex:
        """The index in a folder. Raises ValueError where there is none that can be read, unless it
        is to be made."""
        return cls(
            language,
            *(_opened(folder / kind, language, create) for kind in ("passages", "questions")),
        )

    @classmethod
    def in_memory(cls, language: str, documents: Iterable[Document]) -> WordIndex:
        """An index of these articles that goes with the process."""
        index = cls(language, *(TextIndex(tantivy.Index(_schema()), language) for _ in range(2)))
        index.add(documents)
        index.commit()
        index.close()
        return index

    def add(self, documents: Iterable[Document]) -> None:
        """Have articles written, in place of what is there of them."""
        for document in documents:
            self.remove(document.id)
            for number, text in enumerate(document.passages):
                parts = _searched(document.title, text)
                self.passages.add(text, document.audience, parts, leads=number == 0)
            for number, text in enumerate(document.questions):
                wording = normalized_hash(text.text)
                self.questions.add(
                    text, document.audience, [text.text], leads=number == 0, wording=wording
                )

    def remove(self, article_id: str) -> None:
        """Have an article removed, if it is there."""
        self.passages.remove(article_id)
        self.questions.remove(article_id)

    def commit(self) -> None:
        """Make what was added and removed visible."""
        self.passages.commit()
        self.questions.commit()

    def close(self) -> None:
        """Finish merging and let others write."""
        self.passages.close()
        self.questions.close()

    def reload(self) -> None:
        """See what was committed since."""
        self.passages.reload()
        self.questions.reload()

    @property
    def count(self) -> int:
        """How many texts there are."""
        return self.passages.count + self.questions.count

    @property
    def article_count(self) -> int:
        """How many articles there are, about: those removed of late count for a while."""
        return self.passages.leading

    def articles(self) -> set[str]:
        """The ids of its articles."""
        return self.passages.articles() | self.questions.articles()


def _opened(folder: Path, language: str, create: bool) -> TextIndex:
    if create:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return TextIndex(tantivy.Index(_schema(), str(folder)), language)
    return TextIndex(tantivy.Index.open(str(folder)), language)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("chunk", "article", "audience", "wording", "leading"):
        stored = name in ("chunk", "article")
        builder.add_text_field(name, stored=stored, tokenizer_name="raw", index_option="basic")
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name=name, index_option="freq")
    return builder.build()


def _searched(title: str, text: Text) -> list[str]:
    """A passage as it is searched: with its headings and its article's title."""
    headings = [text.heading] * HEADING_WEIGHT if text.heading else []
    return [text.text, *headings, *[title] * TITLE_WEIGHT]


def _scored(schema: tantivy.Schema, terms: Weighted) -> list[tuple[Occur, Query]]:
    """The terms as optional clauses, such that a text that has each as often as a text of average
    length with it once scores 1: words and n-grams are half of that each (k1 = 1.2, b = 0.75)."""
    clauses = []
    for field, idf in zip(FIELDS, (terms.words, terms.grams), strict=True):
        rarest = sorted(idf, key=lambda term: -idf[term])[:MAX_TERMS]
        boost = 0.5 / (sum(idf.values()) or 1.0)
        for term in rarest:
            query = Query.term_query(schema, field, term, "freq")
            clauses.append((Occur.Should, Query.boost_query(query, boost)))
    return clauses
