"""Why a search decided as it did, in words and numbers for staff."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from switchboard.core.db import Database
from switchboard.search import confidence as judge
from switchboard.search import index_feed
from switchboard.search.confidence import Part
from switchboard.search.decide import Decided
from switchboard.search.documents import Text
from switchboard.search.explanation import (
    ConfidencePart,
    FusedCandidate,
    LanguageGuess,
    LegCandidate,
    LegExplanation,
    SearchExplanation,
)
from switchboard.search.rank import ScoredArticle
from switchboard.search.retrieve import Retrieved
from switchboard.search.understand import Question
from switchboard.search.word_index import Hit

SHOWN = 10
"""How many candidates of each leg are shown."""

NOTES = {
    "evidence": "What the legs found in the first article, each counted by its weight.",
    "lead": "How far its evidence is ahead of the second article's.",
    "share": "How likely it is the one that is meant, if one of the candidates is.",
    "coverage": "How much of what the question tells stands in the article.",
    "told": "How much the words that stand there tell, by how rare they are: 1 is just enough to"
    " tell one article from all others.",
    "passage_lead": "How far the best passage is ahead of the article's others.",
    "unconfirmed": "How rare the rarest word of a yes/no question is that the article lacks.",
    "constant": "Where a question starts for which nothing was found.",
}

THRESHOLDS = {
    "answer": judge.ANSWER,
    "tied": judge.TIED,
    "either": judge.EITHER,
    "close": judge.CLOSE,
    "offered": judge.OFFERED,
    "sure": judge.SURE,
    "listed": judge.LISTED,
    "min_coverage": judge.MIN_COVERAGE,
    "min_information": judge.MIN_INFORMATION,
    "max_unsupported": judge.MAX_UNSUPPORTED,
}


class Explainer:
    """Says what a search was decided from, with the texts that were found."""

    def __init__(self, database: Database) -> None:
        """Args: where the texts are."""
        self._database = database

    async def explain(
        self, question: Question, tried: Sequence[str], found: Retrieved, decided: Decided
    ) -> SearchExplanation:
        """Everything the decision was made from.

        Args:
            tried: the languages that were searched. The rest is of the one that was chosen.
        """
        async with self._database.transaction(found.workspace_id) as session:
            texts = await index_feed.chunk_texts(session, list(_shown_chunks(found)))
        return explained(question, tried, found, decided, texts)


def explained(
    question: Question,
    tried: Sequence[str],
    found: Retrieved,
    decided: Decided,
    texts: Mapping[str, Text],
) -> SearchExplanation:
    """What `Explainer.explain` says, of these texts by the ids of their chunks."""
    evidence = [one.evidence for one in decided.articles]
    listed = any(one.listed for one in evidence)
    parts = judge.parts(evidence) if evidence and not listed else []
    return SearchExplanation(
        languages=[
            LanguageGuess(language=name, likelihood=round(likelihood, 4), searched=name in tried)
            for name, likelihood in sorted(
                question.likelihoods.items(), key=lambda one: (one[0] not in tried, -one[1])
            )
        ],
        legs=_legs(found, decided, texts),
        fusion=[_fused(one) for one in decided.articles[:SHOWN]],
        confidence=[_part(part) for part in parts],
        thresholds=THRESHOLDS,
        why=_why(decided),
    )


def _shown_chunks(found: Retrieved) -> Iterator[str]:
    for hits in (found.words.passages, found.words.questions):
        yield from (hit.chunk_id for hit in hits[:SHOWN])
    yield from (chunk for chunk, _ in (found.nearest or ())[:SHOWN])


def _legs(found: Retrieved, decided: Decided, texts: Mapping[str, Text]) -> list[LegExplanation]:
    words = found.words
    dense_note = (found.trouble or "") or (
        "The embedding model does not speak the language, or the articles have no vectors yet."
    )
    return [
        _leg("lexical", "BM25 over the passages.", _hits(found, words.passages, texts)),
        _leg(
            "question", "BM25 over the alternative questions.", _hits(found, words.questions, texts)
        ),
        _leg(
            "dense",
            "Cosine of the embeddings." if found.nearest is not None else dense_note,
            _texts(found, found.nearest or (), texts),
            asked=found.nearest is not None,
            failed=bool(found.trouble),
        ),
        _leg("head", _classifier_note(found), _learned(found), asked=found.margins is not None),
        *_reranked(decided.articles),
    ]


def _classifier_note(found: Retrieved) -> str:
    if found.classifier is None:
        return (
            "Not trained on these articles yet: too few alternative questions, or they are very "
            "new."
        )
    reads = "words and meaning" if found.classifier.fingerprint else "words"
    if found.margins is None:
        return f"Reads {reads}; the semantic match was unavailable or not needed."
    return f"A classifier trained on passages and alternative questions, reading {reads}."


def _leg(
    name: str, note: str, found: list[LegCandidate], *, asked: bool = True, failed: bool = False
) -> LegExplanation:
    state = "asked" if asked else "unavailable" if failed else "not_needed"
    return LegExplanation.model_validate(
        {"name": name, "state": state, "note": note, "candidates": found}
    )


def _reranked(found: Sequence[ScoredArticle]) -> list[LegExplanation]:
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


def _hits(found: Retrieved, hits: Sequence[Hit], texts: Mapping[str, Text]) -> list[LegCandidate]:
    return _texts(found, [(hit.chunk_id, hit.score) for hit in hits], texts)


def _texts(
    found: Retrieved, scored: Sequence[tuple[str, float]], texts: Mapping[str, Text]
) -> list[LegCandidate]:
    """The first texts that were found, of those whose article may be seen."""
    shown = []
    for chunk, score in scored[:SHOWN]:
        text = texts.get(chunk)
        document = found.documents.get(text.article_id) if text else None
        if text and document:
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


def _learned(found: Retrieved) -> list[LegCandidate]:
    margins = found.margins or {}
    shown = [
        (found.documents[one], margin) for one, margin in margins.items() if one in found.documents
    ]
    return [
        LegCandidate(
            article_id=document.id,
            title=document.title,
            heading="",
            text="",
            score=round((margin + 1) / 2, 4),
        )
        for document, margin in shown[:SHOWN]
    ]


def _fused(one: ScoredArticle) -> FusedCandidate:
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


def _close(decided: Decided) -> bool:
    if len(decided.articles) < 2:
        return False
    lead = decided.articles[0].evidence.weight - decided.articles[1].evidence.weight
    either = decided.confidence * (1 + math.exp(-lead))
    return either >= judge.EITHER and lead < judge.CLOSE


def _why(decided: Decided) -> str:
    if not decided.articles:
        return "Result: hand over. No article matches the question."
    first, sure = decided.articles[0], f"{decided.confidence:.2f}"
    listing = [one for one in decided.articles if one.evidence.listed]
    if len(listing) == 1:
        return f"Answer: “{first.document.title}” lists exactly this question."
    if listing:
        names = " and ".join(f"“{one.document.title}”" for one in listing[:2])
        return f"Clarify: {names} both list exactly this question."
    if decided.decision == "answer":
        return (
            f"Answer: “{first.document.title}” answers with a confidence of {sure}, at least the "
            f"{judge.ANSWER} from which a passage is given, and no other article is close."
        )
    if decided.decision == "clarify":
        return _why_asked_back(decided, sure)
    return (
        f"Handover: the best article, “{first.document.title}”, answers with a confidence of "
        f"{sure}, less than the {judge.OFFERED} from which it is offered."
    )


def _why_asked_back(decided: Decided, sure: str) -> str:
    first = decided.articles[0]
    if not _close(decided):
        return (
            f"Clarify: “{first.document.title}” may be meant. Its confidence of {sure} is less "
            f"than the {judge.ANSWER} from which a passage is given, and at least the "
            f"{judge.OFFERED} from which it is offered."
        )
    second = decided.articles[1]
    either = decided.confidence * (1 + math.exp(second.evidence.weight - first.evidence.weight))
    return (
        f"Clarify: “{first.document.title}” and “{second.document.title}” are close to each "
        f"other, and one of them answers with a probability of {min(either, 1):.2f}."
    )
