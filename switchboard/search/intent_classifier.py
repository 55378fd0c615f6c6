"""A classifier that has learned from the articles which one a question means.

Nearest neighbours compare a question with one known question at a time; this has seen all of
them, and the passages too, and knows which words tell articles apart. Where the embedding model
understands the language it reads a question's meaning beside its words.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import orjson

from switchboard.search.feature_hashing import FeatureHasher, Vocabulary
from switchboard.search.linear_svm import NOBODY, fit
from switchboard.search.text_analysis import Floats

MIN_QUESTIONS = 4
"""From so many ways to ask on, its title among them, an article is learned."""

MAX_CELLS = 5_000_000
"""Examples times articles: more would take minutes to learn."""

COLUMNS = 1_024
COLUMNS_ALONE = 2_048
"""How many columns the words have beside an embedding, and without one."""

EMBEDDING_LENGTH = 1.5
"""The length of the embedding in a row, in which words and n-grams have 1 each."""


@dataclass(frozen=True, slots=True)
class Examples:
    """Texts of articles in one language, and whose each is.

    Args:
        asked: whether a text is a way to ask; else it is a passage.
        vectors: their embeddings by the model with this `fingerprint`, if there are any.
    """

    language: str
    texts: Sequence[str]
    articles: Sequence[str]
    asked: Sequence[bool]
    fingerprint: str | None = None
    vectors: Floats | None = None

    @property
    def learned(self) -> tuple[str, ...]:
        """The articles with enough ways to ask to be learned."""
        own = Counter(one for one, asked in zip(self.articles, self.asked, strict=True) if asked)
        return tuple(sorted(article for article, count in own.items() if count >= MIN_QUESTIONS))

    @property
    def enough(self) -> bool:
        """Whether there is something to learn, and not too much."""
        learned = len(self.learned)
        return learned >= 2 and learned * len(self.texts) <= MAX_CELLS


@dataclass(frozen=True, slots=True)
class IntentClassifier:
    """What was learned: a margin per article, about 1 for a question like its own, -1 for others.

    `fingerprint` is of the embedding model it needs beside the words; None: it reads words alone.
    """

    articles: tuple[str, ...]
    fingerprint: str | None
    hasher: FeatureHasher
    weights: Floats

    def margins(self, question: str, vector: Floats | None) -> Floats:
        """The margin of each of `articles`.

        Args:
            vector: the question's embedding; needed when there is a `fingerprint`.
        """
        rows = _rows(self.hasher.row(question)[None], None if vector is None else vector[None])
        margins: Floats = (rows @ self.weights)[0]
        return margins


def learn(examples: Examples) -> IntentClassifier:
    """Learn from examples of which there are enough. Takes some seconds for 15,000 of them.

    Articles with few ways to ask are not learned; theirs are counterexamples of the others'.
    """
    articles = examples.learned
    place = {article: number for number, article in enumerate(articles)}
    classes = np.array([place.get(article, NOBODY) for article in examples.articles], np.int64)
    columns = COLUMNS_ALONE if examples.vectors is None else COLUMNS
    hasher, rows = FeatureHasher.learn(examples.texts, examples.language, columns)
    weights = fit(_rows(rows, examples.vectors), classes, len(articles))
    return IntentClassifier(articles, examples.fingerprint, hasher, weights)


def _rows(words: Floats, vectors: Floats | None) -> Floats:
    ones = np.ones((len(words), 1), np.float32)
    parts: list[npt.NDArray[np.float32]] = [words, ones]
    if vectors is not None:
        parts.append((EMBEDDING_LENGTH * vectors).astype(np.float32))
    return np.concatenate(parts, axis=1)


def pack(classifier: IntentClassifier) -> bytes:
    """The classifier as bytes: JSON and arrays only, so that reading them runs nothing."""
    hasher = classifier.hasher
    head = {
        "articles": classifier.articles,
        "fingerprint": classifier.fingerprint,
        "language": hasher.language,
        "columns": hasher.columns,
    }
    body = io.BytesIO()
    np.savez(
        body,
        head=np.frombuffer(orjson.dumps(head), np.uint8),
        weights=classifier.weights,
        word_terms=hasher.words.terms,
        word_idf=hasher.words.idf,
        gram_terms=hasher.grams.terms,
        gram_idf=hasher.grams.idf,
    )
    return body.getvalue()


def unpack(data: bytes) -> IntentClassifier:
    """What `pack` made bytes of. Raises ValueError for anything else."""
    with np.load(io.BytesIO(data), allow_pickle=False) as found:
        head = orjson.loads(found["head"].tobytes())
        hasher = FeatureHasher(
            head["language"],
            head["columns"],
            Vocabulary(found["word_terms"], found["word_idf"]),
            Vocabulary(found["gram_terms"], found["gram_idf"]),
        )
        return IntentClassifier(
            tuple(head["articles"]), head["fingerprint"], hasher, found["weights"]
        )
