"""The head: a classifier that has learned from an article's ways to ask which article is meant.

Nearest neighbours compare a question with one known question at a time; the head has seen all of
them, and knows which words tell articles apart. Where the embedding model understands the
language it reads a question's meaning beside its words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from switchboard.knowledge.lexical import Floats
from switchboard.knowledge.margins import NOBODY, fit
from switchboard.knowledge.sketch import Sketch

ENOUGH = 4
"""From so many ways to ask on, its title among them, the head learns an article."""

MOST_ARTICLES = 2_000
MOST_EXAMPLES = 50_000
"""A head of more would take minutes to learn and tens of megabytes to hold."""

COLUMNS = 1_024
COLUMNS_ALONE = 2_048
"""How many columns the words have beside an embedding, and without one."""

EMBEDDING = 1.5
"""The length of the embedding in a row, in which words and n-grams have 1 each."""


@dataclass(frozen=True, slots=True)
class Examples:
    """Ways to ask, whose each is, and their embeddings by `fingerprint`, if there are any."""

    language: str
    texts: Sequence[str]
    articles: Sequence[str]
    fingerprint: str | None = None
    vectors: Floats | None = None

    @property
    def enough(self) -> bool:
        """Whether there is something to learn, and not too much."""
        learned = _learned(self.articles)
        return 2 <= len(learned) <= MOST_ARTICLES and len(self.texts) <= MOST_EXAMPLES


@dataclass(frozen=True, slots=True)
class Head:
    """What was learned: a margin per article, about 1 for a question like its own, -1 for others.

    `fingerprint` is of the embedding model it needs beside the words; None: it reads words alone.
    """

    articles: tuple[str, ...]
    fingerprint: str | None
    sketch: Sketch
    weights: Floats

    def margins(self, question: str, vector: Floats | None) -> Floats:
        """The margin of each of `articles`.

        Args:
            vector: the question's embedding; needed when there is a `fingerprint`.
        """
        rows = _rows(self.sketch.row(question)[None], None if vector is None else vector[None])
        margins: Floats = (rows @ self.weights)[0]
        return margins


def learn(examples: Examples) -> Head:
    """Learn from examples of which there are enough. Takes some seconds for 15,000 of them.

    Articles with few ways to ask are not learned; theirs are counterexamples of the others'.
    """
    articles = _learned(examples.articles)
    place = {article: number for number, article in enumerate(articles)}
    classes = np.array([place.get(article, NOBODY) for article in examples.articles], np.int64)
    columns = COLUMNS_ALONE if examples.vectors is None else COLUMNS
    sketch, rows = Sketch.learn(examples.texts, examples.language, columns)
    weights = fit(_rows(rows, examples.vectors), classes, len(articles))
    return Head(articles, examples.fingerprint, sketch, weights)


def _learned(articles: Sequence[str]) -> tuple[str, ...]:
    counts = Counter(articles)
    return tuple(sorted(article for article, own in counts.items() if own >= ENOUGH))


def _rows(words: Floats, vectors: Floats | None) -> Floats:
    ones = np.ones((len(words), 1), np.float32)
    parts: list[npt.NDArray[np.float32]] = [words, ones]
    if vectors is not None:
        parts.append((EMBEDDING * vectors).astype(np.float32))
    return np.concatenate(parts, axis=1)
