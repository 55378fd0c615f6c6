"""From scores to candidates: which articles may answer, by which passage, on what evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from switchboard.knowledge.fusion import fuse
from switchboard.knowledge.lexical import Floats, Terms, best
from switchboard.knowledge.shelf import Document, LanguageShelf, Rows, Text

DEPTH = 30
"""How many texts of each leg are looked at."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may answer, its best passage, and what speaks for it.

    `lexical`, `question` and `dense` are the scores of its best passage, its best question and
    its best vector, each roughly 0 to 1; `dense` is None when the dense leg did not run.
    `first` counts the legs that put it first, as a share of those that ran.
    """

    document: Document
    passage: Text
    fused: float
    lexical: float
    question: float
    dense: float | None
    first: float


def rank(
    shelf: LanguageShelf,
    query: Terms,
    audience: str,
    dense: Sequence[tuple[str, float]] | None,
    weights: Mapping[str, float] | None = None,
    limit: int = 5,
) -> list[Candidate]:
    """The articles of one language that fit best, best first.

    Args:
        dense: (chunk id, cosine) from the vector store, best first; None when it did not answer.
        weights: what each leg counts in the fusion; 1 when absent.
    """
    passages = shelf.passages.ask(query, audience)
    questions = shelf.questions.ask(query, audience)
    cosines = _cosines(shelf, dense or (), audience)
    rankings = {
        "lexical": _articles(shelf.passages, passages),
        "question": _articles(shelf.questions, questions),
    }
    if dense is not None:
        rankings["dense"] = _unique(_owner(shelf, chunk) for chunk in cosines)
    found = []
    for article_id, fused in fuse(rankings, weights)[:limit]:
        document = shelf.documents[article_id]
        passage = _best_passage(shelf, document, passages, cosines)
        if passage is None:
            continue
        firsts = [bool(ids) and ids[0] == article_id for ids in rankings.values()]
        found.append(
            Candidate(
                document,
                passage,
                fused,
                _top(passages, shelf.passages, article_id),
                _top(questions, shelf.questions, article_id),
                None if dense is None else _nearest(document, cosines),
                sum(firsts) / len(firsts),
            )
        )
    return found


def _cosines(
    shelf: LanguageShelf, dense: Iterable[tuple[str, float]], audience: str
) -> dict[str, float]:
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


def _best_passage(
    shelf: LanguageShelf, document: Document, scores: Floats, cosines: Mapping[str, float]
) -> Text | None:
    """The article's passage with the most evidence; its first when there is none."""
    if not document.passages:
        return None
    own = scores[shelf.passages.spans[document.id]]
    near = [cosines.get(passage.chunk_id, 0.0) for passage in document.passages]
    return document.passages[int(np.argmax(own + np.array(near, np.float32)))]


def _top(scores: Floats, rows: Rows, article_id: str) -> float:
    own = scores[rows.spans[article_id]]
    return float(own.max()) if len(own) else 0.0


def _nearest(document: Document, cosines: Mapping[str, float]) -> float:
    own = (*document.passages, *document.questions)
    return max((cosines.get(text.chunk_id, 0.0) for text in own), default=0.0)
