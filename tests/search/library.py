"""Articles that can be put on shelves and asked, without a database and a vector store.

The vector store is replaced by the same cosines computed exactly.
"""

import asyncio
import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from switchboard.articles.models import Audience
from switchboard.articles.schemas import ArticleInput
from switchboard.documents.chunking import split
from switchboard.documents.reading import read_file
from switchboard.llm.built_in import load_built_in
from switchboard.llm.port import TextKind
from switchboard.search.choose import Candidate, Chosen, choose
from switchboard.search.confidence import Evidence
from switchboard.search.decide import Decided, decide
from switchboard.search.dense import DEPTH
from switchboard.search.documents import Document, Text
from switchboard.search.index_feed import Owner
from switchboard.search.intent_classifier import IntentClassifier, learn
from switchboard.search.language import speaks
from switchboard.search.passage_judging import Judged
from switchboard.search.rank import ScoredArticle, rank
from switchboard.search.retrieve import Retrieved, Words
from switchboard.search.text_analysis import normalized_hash
from switchboard.search.training_data import Piece, TrainingData, pieces
from switchboard.search.word_index import WordIndex

DEMO = Path(__file__).parents[2] / "switchboard" / "demo"
ENGLISH = "en"
Array = npt.NDArray[np.float32]
Embed = Callable[[Sequence[str], TextKind], Array]
Question = tuple[str, str, str | None]
"""Its kind, its text, and the slug of the article that answers (None: there is none)."""


@dataclass(frozen=True)
class Asked:
    """A question, what the legs found, and the article that answers it (None: there is none)."""

    kind: str
    question: str
    slug: str | None
    found: Sequence[ScoredArticle]
    chosen: Chosen
    answerable: bool
    """Whether that article was on the shelf."""

    sections: frozenset[str] = frozenset()
    """The passages that answer (`article/section`), where it is known; else all of the article."""

    @property
    def held_out(self) -> bool:
        """Whether this question judges instead of fitting."""
        return held_out(self.question)

    @property
    def right(self) -> bool:
        """Whether the first candidate is the article that answers, with the passage that does."""
        candidates = self.chosen.candidates
        return bool(candidates) and self.answers(candidates[0], candidates[0].judged[0])

    def answers(self, found: Candidate, judged: Judged) -> bool:
        """Whether a passage of an article is one that answers."""
        if not self.sections:
            return found.article.document.slug == self.slug
        document = found.article.document
        number = list(document.passages).index(judged.passage) + 1
        return f"{document.slug}/{number}" in self.sections

    @property
    def evidence(self) -> list[Evidence]:
        """The candidates' evidence, best first."""
        return [candidate.evidence for candidate in self.found]


def held_out(question: str) -> bool:
    """Whether a question judges instead of fitting."""
    return hashlib.sha256(question.encode()).digest()[-1] % 2 == 0


class Shelf:
    """Some articles of one language that can be asked."""

    def __init__(self, language: str, documents: Sequence[Document]) -> None:
        self._language = language
        self._documents = {document.id: document for document in documents}
        self._index = WordIndex.in_memory(language, documents)
        self._owners = {
            text.chunk_id: Owner(one.id, is_passage)
            for one in documents
            for is_passage, texts in ((True, one.passages), (False, one.questions))
            for text in texts
        }

    def asked(
        self,
        text: str,
        nearest: Sequence[tuple[str, float]] | None = None,
        margins: Mapping[str, float] | None = None,
        *,
        foreign: bool = False,
    ) -> tuple[Chosen, Decided]:
        """What a search makes of it that its legs found this."""
        words = Words.of(self._index, text, normalized_hash(text), Audience.PUBLIC)
        if margins is not None:
            margins = dict(sorted(margins.items(), key=lambda one: (-one[1], one[0])))
        found = Retrieved(
            "", self._language, words, nearest, self._owners, margins, self._documents
        )
        chosen = choose(text, found, rank(found), self._documents)
        return chosen, decide(found, chosen, foreign=foreign)


class Library:
    """Shelves to ask, with an embedding model that is asked for each text once."""

    def __init__(self, model: str, embed: Embed) -> None:
        self._model = model
        self._embed_missing = embed
        self._vectors: dict[tuple[str, TextKind], Array] = {}
        self._heads: dict[tuple[bool, tuple[str, ...]], IntentClassifier | None] = {}

    def reads(self, language: str) -> bool:
        """Whether the model is of use in this language."""
        return speaks(self._model, language)

    def asked(
        self,
        documents: Sequence[Document],
        questions: Sequence[Question],
        *,
        dense: bool,
        foreign: bool = False,
    ) -> list[Asked]:
        """Ask each question of a shelf with these documents, with and without the dense leg.

        Args:
            foreign: whether the questions are in another language than the documents.
        """
        language = documents[0].language
        shelf = Shelf(language, documents)
        own = [piece for document in documents for piece in pieces(document)]
        table = self._embed([piece.text for piece in own], "passage") if dense else None
        texts = [text for _, text, _ in questions]
        vectors = self._embed(texts, "query") if dense else None
        key = (dense, tuple(piece.chunk_id for piece in own))
        if key not in self._heads:
            self._heads[key] = _head(language, documents, own, table)
        head = self._heads[key]
        found, slugs = [], {document.slug for document in documents}
        for row, (kind, text, slug) in enumerate(questions):
            vector = None if vectors is None else vectors[row]
            near, margins = _nearest(own, table, vector), _margins(head, text, vector)
            chosen, decided = shelf.asked(text, near, margins, foreign=foreign)
            found.append(Asked(kind, text, slug, decided.articles, chosen, slug in slugs))
        return found

    def _embed(self, texts: Sequence[str], kind: TextKind) -> Array:
        missing = [text for text in dict.fromkeys(texts) if (text, kind) not in self._vectors]
        if missing:
            vectors = self._embed_missing(missing, kind)
            self._vectors.update(zip(((text, kind) for text in missing), vectors, strict=True))
        return np.stack([self._vectors[text, kind] for text in texts])


@cache
def english_library() -> Library:
    """A library with the built-in embedding model, one for all who ask."""
    name = os.environ.get("SWITCHBOARD_MODEL_EMBEDDING")
    model, loop = load_built_in(name), asyncio.new_event_loop()

    def embed(texts: Sequence[str], kind: TextKind) -> Array:
        return loop.run_until_complete(model.embed(texts, kind=kind))

    return Library(model.name, embed)


def _head(
    language: str, documents: Sequence[Document], own: Sequence[Piece], table: Array | None
) -> IntentClassifier | None:
    material = TrainingData.of(language, documents)
    if not material.enough:
        return None
    if table is None:
        return learn(material.examples("", None))
    chunks = [piece.chunk_id for piece in own]
    return learn(material.examples("exact", dict(zip(chunks, table, strict=True))))


def _nearest(
    own: Sequence[Piece], table: Array | None, vector: Array | None
) -> list[tuple[str, float]] | None:
    if table is None or vector is None:
        return None
    cosines = table @ vector
    return [(own[row].chunk_id, float(cosines[row])) for row in np.argsort(-cosines)[:DEPTH]]


def _margins(
    head: IntentClassifier | None, text: str, vector: Array | None
) -> dict[str, float] | None:
    if head is None:
        return None
    return dict(zip(head.articles, head.margins(text, vector).tolist(), strict=True))


def document(article: ArticleInput) -> Document:
    """An article as it stands on a shelf."""
    key = f"{article.slug}.{article.language}"
    passages = [
        Text(f"{key}/p{number}", key, passage.heading, passage.text)
        for number, passage in enumerate(split(article.body, article.title))
    ]
    questions = [
        Text(f"{key}/q{number}", key, "", text)
        for number, text in enumerate(dict.fromkeys([article.title, *article.questions]))
    ]
    return Document(
        key,
        article.slug or "",
        article.language,
        article.title,
        None,
        article.audience,
        None,
        passages,
        questions,
    )


def with_questions(whole: Document, kept: Sequence[Text]) -> Document:
    """The same article with these ways to ask only."""
    return replace(whole, questions=kept)


@cache
def demo_documents() -> tuple[Document, ...]:
    """The demo shop's articles, in all languages."""
    return tuple(
        document(ArticleInput.model_validate(source.fields))
        for file in sorted((DEMO / "articles").glob("*.md"))
        for source in read_file(file.name, file.read_bytes())
    )


def exam_questions(language: str) -> list[Question]:
    """The demo exam's questions in this language."""
    return [
        (str(item["kind"]), str(item["question"]), item.get("slug"))
        for item in json.loads((DEMO / "exam.json").read_text())
        if item["language"] == language
    ]
