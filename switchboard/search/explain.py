"""Why a search decided as it did, in words and numbers for staff."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from switchboard.search import confidence as judge
from switchboard.search.confidence import Decision, Part
from switchboard.search.explanation import (
    ConfidencePart,
    FusedCandidate,
    LanguageGuess,
    LegCandidate,
    LegExplanation,
    SearchExplanation,
)
from switchboard.search.intent_classifier import Head
from switchboard.search.ranking import Heard, Ranking, Weighed

SHOWN = 10
"""How many candidates of each leg are shown."""

NOTES = {
    "evidence": "What the legs found in the first article, each counted by its weight.",
    "lead": "How far its evidence is ahead of the second article's.",
    "share": "How likely it is the one that is meant, if one of the candidates is.",
    "coverage": "How much of what the question tells stands in the article.",
    "told": "How much the words that stand there tell, by how rare they are: 1 is just enough to"
    " tell one article from all others.",
    "constant": "Where a question starts for which nothing was found.",
}

THRESHOLDS = {
    "answer": judge.ANSWER,
    "tied": judge.TIED,
    "either": judge.EITHER,
    "close": judge.CLOSE,
    "sure": judge.SURE,
    "listed": judge.LISTED,
    "covered": judge.COVERED,
    "twice": judge.TWICE,
    "thin": judge.THIN,
}


@dataclass(frozen=True, slots=True)
class LanguageTried:
    """How likely the question is in a language, and whether articles in it were searched."""

    language: str
    likelihood: float
    searched: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """What the articles of the language that was chosen had to say."""

    ranking: Ranking
    found: Sequence[Weighed]
    confidence: float
    decision: Decision
    heard: Heard
    head: Head | None
    trouble: str | None


def explained(languages: Iterable[LanguageTried], tried: Tried) -> SearchExplanation:
    """Everything the decision was made from."""
    evidence = [one.evidence for one in tried.found]
    listed = any(one.listed for one in evidence)
    parts = judge.parts(evidence) if evidence and not listed else []
    return SearchExplanation(
        languages=[
            LanguageGuess(
                language=one.language, likelihood=round(one.likelihood, 4), searched=one.searched
            )
            for one in languages
        ],
        legs=_legs(tried),
        fusion=[_fused(one) for one in tried.found[:SHOWN]],
        confidence=[_part(part) for part in parts],
        thresholds=THRESHOLDS,
        why=_why(tried),
    )


def _legs(tried: Tried) -> list[LegExplanation]:
    ranking, heard = tried.ranking, tried.heard
    sure = tried.decision == "answer" and tried.confidence >= judge.SURE
    dense_note = (
        (tried.trouble or "")
        or ("The words left no doubt." if sure else "")
        or "The embedding model does not speak the language, or the articles have no vectors yet."
    )
    return [
        _leg("lexical", "BM25 over the passages.", _texts(ranking, ranking.passages.best(SHOWN))),
        _leg(
            "question", "BM25 over the ways to ask.", _texts(ranking, ranking.questions.best(SHOWN))
        ),
        _leg(
            "dense",
            "Cosine of the embeddings." if heard.dense is not None else dense_note,
            _texts(ranking, islice(ranking.nearest().items(), SHOWN)),
            asked=heard.dense is not None,
            failed=bool(tried.trouble),
        ),
        _leg(
            "head",
            _head_note(tried),
            _learned(ranking),
            asked=heard.head is not None,
        ),
        *_reranked(tried.found),
    ]


def _head_note(tried: Tried) -> str:
    if tried.head is None:
        return "It has not learned these articles: too few ways to ask, or they are very new."
    reads = "words and meaning" if tried.head.fingerprint else "words"
    if tried.heard.head is None:
        return f"It reads {reads}, and the meaning was not there or not needed."
    return f"A classifier that has learned passages and ways to ask, reading {reads}."


def _leg(
    name: str, note: str, found: list[LegCandidate], *, asked: bool = True, failed: bool = False
) -> LegExplanation:
    state = "asked" if asked else "unavailable" if failed else "not_needed"
    return LegExplanation.model_validate(
        {"name": name, "state": state, "note": note, "candidates": found}
    )


def _reranked(found: Sequence[Weighed]) -> list[LegExplanation]:
    """The reranker's relevance, where one was asked; it changes the order and the evidence."""
    asked = [
        (one.document, one.evidence.relevance)
        for one in found
        if one.evidence.relevance is not None
    ]
    shown = [
        LegCandidate(article_id=own.id, title=own.title, heading="", text="", score=round(score, 4))
        for own, score in asked
    ]
    note = "The relevance that your reranker sees in each best passage: it multiplies the odds."
    return [_leg("rerank", note, shown)] if shown else []


def _texts(ranking: Ranking, found: Iterable[tuple[str, float]]) -> list[LegCandidate]:
    shown = []
    for chunk, score in found:
        own = ranking.text(chunk)
        if own:
            document, text = own
            shown.append(
                LegCandidate(
                    article_id=document.id,
                    title=document.title,
                    heading=text.heading,
                    text=text.text,
                    score=round(score, 4),
                )
            )
    return shown


def _learned(ranking: Ranking) -> list[LegCandidate]:
    shown = []
    for article, margin in islice(ranking.margins().items(), SHOWN):
        document = ranking.document(article)
        if document:
            score = round((margin + 1) / 2, 4)
            shown.append(
                LegCandidate(
                    article_id=article, title=document.title, heading="", text="", score=score
                )
            )
    return shown


def _fused(one: Weighed) -> FusedCandidate:
    return FusedCandidate(
        article_id=one.document.id,
        title=one.document.title,
        language=one.document.language,
        ranks=dict(one.ranks),
        legs=one.evidence.legs(),
        fused=round(one.fused, 4),
        evidence=round(one.evidence.weight, 4),
    )


def _part(part: Part) -> ConfidencePart:
    return ConfidencePart(
        name=part.name,
        value=round(part.value, 4),
        adds=round(part.adds, 4),
        note=NOTES[part.name],
    )


def _why(tried: Tried) -> str:
    if not tried.found:
        return "Handover: no article has anything in common with the question."
    first, sure = tried.found[0], f"{tried.confidence:.2f}"
    listing = [one for one in tried.found if one.evidence.listed]
    if len(listing) == 1:
        return f"Answer: “{first.document.title}” lists this very question."
    if listing:
        names = " and ".join(f"“{one.document.title}”" for one in listing[:2])
        return f"Clarify: {names} both list this very question."
    if tried.decision == "answer":
        return (
            f"Answer: “{first.document.title}” answers with a confidence of {sure}, at least the "
            f"{judge.ANSWER} from which a passage is given, and no other article is close."
        )
    if tried.decision == "clarify":
        second = tried.found[1]
        either = tried.confidence * (1 + math.exp(second.evidence.weight - first.evidence.weight))
        return (
            f"Clarify: “{first.document.title}” and “{second.document.title}” are close to each "
            f"other, and one of them answers with a probability of {min(either, 1):.2f}."
        )
    return (
        f"Handover: the best article, “{first.document.title}”, answers with a confidence of "
        f"{sure}, less than the {judge.ANSWER} from which a passage is given."
    )
