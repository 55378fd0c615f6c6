"""Fourth step of a search: the passage that each of the best articles is quoted by."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from switchboard.articles.chunk_store import embedding_text
from switchboard.articles.models import ChunkKind
from switchboard.core.db import Database
from switchboard.llm.errors import ModelError
from switchboard.llm.rerank import Reranker
from switchboard.search import index_feed
from switchboard.search.confidence import MOST_AHEAD
from switchboard.search.dense import DEPTH
from switchboard.search.documents import Document, Text
from switchboard.search.passage_judging import Judged, JudgedQuestion
from switchboard.search.rank import ScoredArticle
from switchboard.search.retrieve import Retrieved

MAX_READ = 10
"""Of how many articles the texts are read, and how many a reranker puts in order."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may answer, and its passages, the one it is quoted by first."""

    article: ScoredArticle
    judged: Sequence[Judged]

    @property
    def passage(self) -> Text:
        """The passage it is quoted by."""
        return self.judged[0].passage


@dataclass(frozen=True, slots=True)
class Chosen:
    """The articles in order with their passages.

    Args:
        ranked: all articles that were ranked, in the same order.
        first: the first one with all its texts. `question`: what its passages were judged by.
        trouble: why the reranker did not answer, in words for staff.
    """

    candidates: Sequence[Candidate] = ()
    ranked: Sequence[ScoredArticle] = ()
    first: Document | None = None
    trouble: str | None = None
    question: JudgedQuestion | None = None


class Chooser:
    """Reads the best articles and chooses their passages."""

    def __init__(self, database: Database, reranker: Reranker | None = None) -> None:
        """Args: where the texts are; what has the last word on the order, if anything."""
        self._database = database
        self._reranker = reranker

    async def choose(
        self, text: str, found: Retrieved, ranked: Sequence[ScoredArticle], limit: int
    ) -> Chosen:
        """The passages of the first `limit` articles, and of those a reranker is asked about.

        Args:
            text: the question.
        """
        if not ranked:
            return Chosen()
        best = ranked[: max(limit, MAX_READ)]
        async with self._database.transaction(found.workspace_id) as session:
            known = {one.document.id: one.document for one in best}
            read = await index_feed.with_texts(session, known, ChunkKind.PASSAGE)
        chosen = choose(text, found, ranked, {document.id: document for document in read})
        if self._reranker is not None and chosen.candidates and not found.listing:
            chosen = await self._reranked(text, chosen, self._reranker)
        return replace(chosen, first=await self._whole(found.workspace_id, chosen))

    async def _whole(self, workspace_id: str, chosen: Chosen) -> Document | None:
        """The first article with its questions too."""
        if not chosen.candidates:
            return None
        first = chosen.candidates[0].article.document
        async with self._database.transaction(workspace_id) as session:
            return (await index_feed.with_texts(session, {first.id: first}))[0]

    async def _reranked(self, text: str, chosen: Chosen, reranker: Reranker) -> Chosen:
        """In the order that the reranker's relevance of each best passage makes of them."""
        asked = chosen.candidates[:MAX_READ]
        passages = [
            embedding_text(
                one.article.document.title, "passage", one.passage.heading, one.passage.text
            )
            for one in asked
        ]
        try:
            relevance = await reranker.relevance(text, passages)
        except ModelError as error:
            return replace(chosen, trouble=f"reranker unavailable: {error.reason}")
        candidates = [
            replace(one, article=_relevant(one.article, own))
            for one, own in zip(asked, relevance, strict=True)
        ]
        candidates.sort(key=lambda one: -one.article.evidence.weight)
        return replace(chosen, candidates=candidates, ranked=[one.article for one in candidates])


def choose(
    text: str,
    found: Retrieved,
    ranked: Sequence[ScoredArticle],
    documents: Mapping[str, Document],
) -> Chosen:
    """Each ranked article whose texts were read, with its passages, in the order these make.

    Args:
        text: the question.
        documents: articles with their passages, by id.
    """
    index = found.words.index
    terms, rarest = found.words.passage_terms, math.log(2 * index.passages.count + 2)
    question = JudgedQuestion(text, found.language, terms, rarest)
    cosines = dict(found.nearest or ())
    nearest = found.nearest or ()
    farthest = nearest[-1][1] if len(nearest) >= DEPTH else 0.0
    candidates, unread = [], []
    for article in ranked:
        document = documents.get(article.document.id)
        if document is None:
            unread.append(article)
        elif document.passages:
            near = [cosines.get(text.chunk_id, farthest) for text in document.passages]
            candidates.append(_judged(article, question.judge(document, near), question))
    candidates.sort(key=_order)
    # What speaks for the passages of the others is not known: they come after all that were read.
    articles = [*(one.article for one in candidates), *unread]
    first = documents.get(candidates[0].article.document.id) if candidates else None
    return Chosen(candidates, articles, first, question=question)


def _judged(
    article: ScoredArticle, judged: Sequence[Judged], question: JudgedQuestion
) -> Candidate:
    """The article with what speaks for its best passage, and how far that is ahead."""
    lead = judged[0].weight - judged[1].weight if len(judged) > 1 else MOST_AHEAD
    best = judged[0]
    evidence = replace(
        article.evidence,
        passage=best.weight,
        passage_lead=min(lead, MOST_AHEAD),
        lacks=question.wants_repair and best.features.asked_for < 0,
    )
    return Candidate(replace(article, evidence=evidence), judged)


def _order(candidate: Candidate) -> tuple[bool, float]:
    return _article_order(candidate.article)


def _article_order(article: ScoredArticle) -> tuple[bool, float]:
    return not article.evidence.listed, -article.evidence.weight


def _relevant(article: ScoredArticle, relevance: float) -> ScoredArticle:
    return replace(article, evidence=replace(article.evidence, relevance=relevance))
