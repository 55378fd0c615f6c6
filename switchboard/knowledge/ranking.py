"""From scores to candidates: which articles may answer, by which passage, on what evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from switchboard.knowledge.confidence import Evidence
from switchboard.knowledge.fusion import fuse
from switchboard.knowledge.lexical import Floats, Terms, best
from switchboard.knowledge.passage import Telling
from switchboard.knowledge.shelf import Document, LanguageShelf, Rows, Text

DEPTH = 50
"""How many texts of each leg are looked at."""

CANDIDATES = 20
"""How many articles of the fused ranking are weighed."""

Dense = Sequence[tuple[str, float]]
"""What the vector store found: (chunk id, cosine), best first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may answer, its best passage for the question, and what speaks for it."""

    document: Document
    passage: Text
    evidence: Evidence


class Ranking:
    """What the articles of one language say about one question.

    The lexical legs are asked when it is made; the dense leg's answer may come later.

    Args:
        audience: who asks; what they may not see scores nothing.
    """

    def __init__(self, shelf: LanguageShelf, query: Terms, audience: str) -> None:
        self._shelf = shelf
        self._telling = Telling(shelf, query)
        self._listing = shelf.lists(query, audience)
        self._audience = audience
        self._passages = shelf.passages.ask(query, audience)
        self._questions = shelf.questions.ask(query, audience)
        self._dense = False
        self._cosines: Mapping[str, float] = {}
        self._farthest = 0.0

    def candidates(self, dense: Dense | None, most: int = CANDIDATES) -> list[Candidate]:
        """The articles that fit best, best first, at most `most`.

        The legs' rankings are fused by reciprocal rank to choose the candidates; these are
        ordered by their evidence, which knows how good a first place was. Articles that list the
        question word for word come before all others.

        Args:
            dense: what the vector store found; None when it did not answer.
        """
        self._hear(dense)
        fused = [article for article, _ in fuse(self._rankings())[:CANDIDATES]]
        articles = _unique([*sorted(self._listing), *fused])
        weighed = [(article, self._evidence(article)) for article in articles]
        weighed.sort(key=lambda found: (not found[1].listed, -found[1].weight))
        found = (
            Candidate(document, self._best_passage(document), self._covered(document, evidence))
            for article, evidence in weighed
            if (document := self._shelf.documents[article]).passages
        )
        return list(islice(found, most))

    def _hear(self, dense: Dense | None) -> None:
        self._dense = dense is not None
        self._cosines = _visible(self._shelf, dense or (), self._audience)
        # What was not among the nearest is at most as near as the last of them.
        self._farthest = dense[-1][1] if dense and len(dense) >= DEPTH else 0.0

    def _rankings(self) -> dict[str, list[str]]:
        """For each leg its articles, best first."""
        found = {
            "lexical": _articles(self._shelf.passages, self._passages),
            "question": _articles(self._shelf.questions, self._questions),
        }
        if self._dense:
            found["dense"] = _unique(_owner(self._shelf, chunk) for chunk in self._cosines)
        return found

    def _evidence(self, article_id: str) -> Evidence:
        """The best each leg found in an article."""
        document = self._shelf.documents[article_id]
        return Evidence(
            _top(self._passages, self._shelf.passages, article_id),
            _top(self._questions, self._shelf.questions, article_id),
            self._nearest(document.passages) if self._dense else None,
            self._nearest(document.questions) if self._dense else None,
            listed=article_id in self._listing,
        )

    def _covered(self, document: Document, evidence: Evidence) -> Evidence:
        """The evidence with its coverage, which only the first articles need."""
        texts = [*document.passages, *document.questions]
        return replace(evidence, coverage=self._telling.coverage(texts))

    def _best_passage(self, document: Document) -> Text:
        near = [self._cosines.get(text.chunk_id, self._farthest) for text in document.passages]
        return self._telling.best_passage(document, near)

    def _nearest(self, texts: Sequence[Text]) -> float:
        if not texts:
            return 0.0
        return max(self._cosines.get(text.chunk_id, self._farthest) for text in texts)


def _visible(
    shelf: LanguageShelf, dense: Iterable[tuple[str, float]], audience: str
) -> Mapping[str, float]:
    """What the vector store found and still exists here for this audience, best first.

    The vector store may lag behind an edit; the shelf decides what may be shown.
    """
    return {
        chunk: cosine
        for chunk, cosine in dense
        if (owner := _owner(shelf, chunk)) and shelf.document(owner, audience)
    }


def _owner(shelf: LanguageShelf, chunk_id: str) -> str:
    for rows in (shelf.passages, shelf.questions):
        row = rows.at.get(chunk_id)
        if row is not None:
            return rows.texts[row].article_id
    return ""


def _articles(rows: Rows, scores: Floats) -> list[str]:
    return _unique(rows.texts[row].article_id for row, _ in best(scores, DEPTH))


def _unique(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))


def _top(scores: Floats, rows: Rows, article_id: str) -> float:
    own = scores[rows.spans[article_id]]
    return float(own.max()) if len(own) else 0.0
