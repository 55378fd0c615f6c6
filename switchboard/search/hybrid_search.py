"""One search: which languages are tried, which legs are asked, and what came of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from switchboard.articles.chunk_store import embedding_text
from switchboard.llm.errors import ModelError
from switchboard.llm.rerank import Reranker
from switchboard.search import confidence as judge
from switchboard.search.classifier_cache import Heads
from switchboard.search.confidence import Decision, Evidence
from switchboard.search.dense import DenseAnswer, DenseLeg
from switchboard.search.explain import LanguageTried, Tried, explained
from switchboard.search.index_snapshot import LanguageShelf, WorkspaceShelf
from switchboard.search.intent_classifier import Head
from switchboard.search.language import closest, likelihoods
from switchboard.search.ranking import Candidate, Heard, Ranking, Weighed
from switchboard.search.result import Found, SearchResult
from switchboard.search.text_analysis import Terms

SURE_OF_LANGUAGE = 0.8
OTHER_LANGUAGES = 3
"""In how many further languages a question is tried that the first cannot answer."""

UNLIKELY = 0.01
"""A language the question is less likely in is tried only where the model reads it as well: of the
likelihoods below, fewer than one in 300 was of the language that single words were in."""

RERANKED = 10
"""How many articles a reranker puts in order."""

BESIDE = 5_000
"""From this many texts on, the words are asked beside the event loop, and the meaning meanwhile."""


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What the articles of one language have to say."""

    language: str
    ranking: Ranking
    found: list[Weighed]
    confidence: float
    decision: Decision
    heard: Heard
    head: Head | None
    dense: DenseAnswer | None

    @property
    def evidence(self) -> list[Evidence]:
        return [one.evidence for one in self.found]


@dataclass(frozen=True, slots=True)
class Legs:
    """What is asked beside the words."""

    dense: DenseLeg
    heads: Heads
    reranker: Reranker | None = None


class Asking:
    """A question on its way through the legs. `timings` are in milliseconds."""

    def __init__(
        self,
        legs: Legs,
        workspace_id: str,
        shelf: WorkspaceShelf,
        query: str,
        audience: str,
        limit: int,
        *,
        explain: bool,
    ) -> None:
        self._dense, self._heads, self._reranker = legs.dense, legs.heads, legs.reranker
        self._workspace_id = workspace_id
        self._shelf = shelf
        self._query = query
        self._audience = audience
        self._limit = limit
        self._explain = explain
        self._degraded: str | None = None
        self._listed = self._listing()
        self._tried: list[str] = []
        self.timings: dict[str, float] = {}

    async def search(self, language: str | None) -> SearchResult:
        """Ask. `language` is the question's, if it is known."""
        likely = likelihoods(self._query, frozenset(self._shelf.languages))
        ordered = self._ordered(likely, language)
        if not ordered:
            return SearchResult((), 0.0, "handover", language or "", {})
        spoken = language or ordered[0]
        best = await self._reranked(
            await self._best(self._worth_trying(ordered, likely, spoken), spoken)
        )
        if not language and likely[spoken] < SURE_OF_LANGUAGE:
            spoken = best.language
        guesses = [
            LanguageTried(name, likely.get(name, 0.0), name in self._tried) for name in ordered
        ]
        return SearchResult(
            tuple(self._items(best)),
            round(best.confidence, 4),
            best.decision,
            spoken,
            {},
            self._degraded,
            explained(guesses, _tried(best)) if self._explain else None,
        )

    def _ordered(self, likely: dict[str, float], language: str | None) -> list[str]:
        """The languages there are articles in, as they should be tried."""
        listed = self._listed
        ordered = sorted(likely, key=lambda name: (name not in listed, -likely[name]))
        first = closest(language, frozenset(likely)) if language else None
        if first and (first in listed or not listed):
            ordered = [first, *(name for name in ordered if name != first)]
        return ordered

    def _worth_trying(self, ordered: list[str], likely: dict[str, float], spoken: str) -> list[str]:
        """The first language, and those of the others in which an answer may be found."""
        first, *others = ordered
        reads_all = self._dense.understands(spoken)
        return [
            first,
            *(
                other
                for other in others[:OTHER_LANGUAGES]
                if likely[other] >= UNLIKELY or (reads_all and self._dense.understands(other))
            ),
        ]

    def _listing(self) -> frozenset[str]:
        """The languages in which an article lists this very question; they are tried first."""
        wording = Terms.of(self._query, "")  # its n-grams are the same in every language
        shelves = self._shelf.languages.items()
        return frozenset(name for name, own in shelves if own.lists(wording, self._audience))

    async def _best(self, languages: list[str], spoken: str) -> _Attempt:
        """The first language's attempt, unless only another one has an answer."""
        understood = self._dense.understands(spoken)
        best = await self._attempt(languages[0], understood=understood)
        for language in languages[1:]:
            if best.decision == "answer":
                break
            attempt = await self._attempt(language, understood=understood)
            if not best.found or attempt.decision == "answer":
                best = attempt
        return best

    async def _attempt(self, language: str, *, understood: bool) -> _Attempt:
        """What the legs find in the articles of one language.

        Args:
            understood: whether the embedding model reads the question's language.
        """
        self._tried.append(language)
        shelf = self._shelf.languages[language]
        head = self._heads.head(self._workspace_id, self._shelf, language)
        if language in self._listed:
            ranking = await self._words_meanwhile(shelf, language)
            return self._weighed(language, ranking, head, None)
        understood = understood and self._dense.understands(language)
        if len(shelf.passages) > BESIDE or (head is not None and head.fingerprint is not None):
            # The model is at work in a thread of its own as soon as the first has begun.
            answer, ranking = await asyncio.gather(
                self._meaning(language, understood=understood),
                self._words_meanwhile(shelf, language),
            )
            return self._weighed(language, ranking, head, answer)
        return await self._one_by_one(language, head, understood=understood)

    async def _one_by_one(self, language: str, head: Head | None, *, understood: bool) -> _Attempt:
        """The words first; the meaning only where they leave a doubt, for it costs most.

        A head that reads meaning knows more than the words do, so it is not for questions to one.
        """
        ranking = self._words(self._shelf.languages[language], language)
        by_words = self._weighed(language, ranking, head, None)
        if by_words.decision == "answer" and by_words.confidence >= judge.SURE:
            return by_words
        answer = await self._meaning(language, understood=understood)
        return self._weighed(language, ranking, head, answer) if answer else by_words

    async def _reranked(self, attempt: _Attempt) -> _Attempt:
        """The attempt in the reranker's order; as it is where there is none, or nothing to ask."""
        if self._reranker is None or attempt.ranking.listing or not attempt.found:
            return attempt
        started = time.perf_counter()
        found = attempt.found[:RERANKED]
        quoted = attempt.ranking.quoted(found)
        passages = [
            embedding_text(one.document.title, "passage", one.passage.heading, one.passage.text)
            for one in quoted
        ]
        try:
            relevance = await self._reranker.relevance(self._query, passages)
        except ModelError as error:
            self._degrade(f"reranker unavailable: {error.reason}")
            return attempt
        finally:
            self._lap("rerank", started)
        ordered = attempt.ranking.reranked(found, relevance)
        confident, decision = _judged(ordered)
        return replace(attempt, found=ordered, confidence=confident, decision=decision)

    async def _words_meanwhile(self, shelf: LanguageShelf, language: str) -> Ranking:
        if len(shelf.passages) > BESIDE:
            return await asyncio.to_thread(self._words, shelf, language)
        return self._words(shelf, language)

    def _words(self, shelf: LanguageShelf, language: str) -> Ranking:
        started = time.perf_counter()
        ranking = Ranking(shelf, Terms.of(self._query, language), self._audience)
        self._lap("lexical", started)
        return ranking

    async def _meaning(self, language: str, *, understood: bool) -> DenseAnswer | None:
        if not understood:
            return None
        started = time.perf_counter()
        answer = await self._dense.ask(
            self._workspace_id, self._query, language, self._audience, self._shelf.embedded
        )
        self._lap("dense", started)
        if answer.trouble:
            self._degrade(f"dense leg unavailable: {answer.trouble}")
        return answer

    def _weighed(
        self, language: str, ranking: Ranking, head: Head | None, dense: DenseAnswer | None
    ) -> _Attempt:
        started = time.perf_counter()
        heard = Heard(dense.found if dense else None, self._margins(head, dense))
        found = ranking.weigh(heard)
        confident, decision = _judged(found)
        self._lap("weighing", started)
        return _Attempt(language, ranking, found, confident, decision, heard, head, dense)

    def _margins(self, head: Head | None, dense: DenseAnswer | None) -> dict[str, float] | None:
        """What the head says, if there is one and it can read this question."""
        if head is None:
            return None
        vector = None
        if head.fingerprint is not None:
            vector = dense.vector if dense else None
            if vector is None or dense is None or head.fingerprint != dense.fingerprint:
                return None
        margins = head.margins(self._query, vector)
        return dict(zip(head.articles, margins.tolist(), strict=True))

    def _items(self, best: _Attempt) -> list[Found]:
        shown = best.found[: self._limit]
        scores = judge.scores(best.evidence, best.confidence)
        return [
            _found(candidate, score)
            for candidate, score in zip(best.ranking.quoted(shown), scores, strict=False)
        ]

    def _degrade(self, trouble: str) -> None:
        self._degraded = f"{self._degraded}; {trouble}" if self._degraded else trouble

    def _lap(self, name: str, started: float) -> None:
        took = (time.perf_counter() - started) * 1000
        self.timings[name] = round(self.timings.get(name, 0.0) + took, 3)


def _judged(found: Sequence[Weighed]) -> tuple[float, Decision]:
    evidence = [one.evidence for one in found]
    confident = judge.confidence(evidence)
    return confident, judge.decide(evidence, confident)


def _tried(attempt: _Attempt) -> Tried:
    return Tried(
        attempt.ranking,
        attempt.found,
        attempt.confidence,
        attempt.decision,
        attempt.heard,
        attempt.head,
        attempt.dense.trouble if attempt.dense else None,
    )


def _found(candidate: Candidate, score: float) -> Found:
    document, passage = candidate.document, candidate.passage
    return Found(
        document.id,
        document.slug,
        document.title,
        passage.heading,
        passage.text,
        document.url,
        document.language,
        round(score, 4),
        candidate.evidence.legs(),
        document.approved_answer,
    )
