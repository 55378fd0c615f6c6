"""Second step of a search: which articles of one language may answer, by each way to find them.

Words and questions are found in the index of words, meaning in the vector store, and a classifier
that has learned the articles says which of them a question is about. All are asked at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from switchboard.articles.models import audiences_for
from switchboard.core.db import Database
from switchboard.search import index_feed
from switchboard.search.classifiers import Classifiers
from switchboard.search.dense import DEPTH, DenseAnswer, DenseLeg, Nearest
from switchboard.search.documents import Document
from switchboard.search.fusion import fuse
from switchboard.search.index import WorkspaceView
from switchboard.search.index_feed import Owner
from switchboard.search.intent_classifier import IntentClassifier
from switchboard.search.text_analysis import Terms
from switchboard.search.understand import Question
from switchboard.search.word_index import Hit, Weighted, WordIndex

MIN_SCORE = 0.02
"""A text with less of what the question could score has nothing but what stands in every text."""

CANDIDATES = 20
"""How many articles of the fused ranking are scored."""

SPARE = 10
"""How many more are read, for those that are gone or may not be seen."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the index of words found. `listing`: articles that list this very question."""

    index: WordIndex
    passage_terms: Weighted
    question_terms: Weighted
    passages: Sequence[Hit]
    questions: Sequence[Hit]
    listing: frozenset[str]

    @classmethod
    def of(cls, index: WordIndex, text: str, wording: str, audience: str) -> Words:
        """Ask the index of one language."""
        terms = Terms.of(text, index.language)
        passage_terms = index.passages.weighted(terms)
        question_terms = index.questions.weighted(terms)
        return cls(
            index,
            passage_terms,
            question_terms,
            _above(MIN_SCORE, index.passages.search(passage_terms, audience, DEPTH)),
            _above(MIN_SCORE, index.questions.search(question_terms, audience, DEPTH)),
            frozenset(index.questions.worded(wording)),
        )


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What was found in the articles of one language.

    Args:
        nearest: the chunks nearest in meaning, with their cosines, best first; None: not asked.
        owners: whose those chunks are.
        margins: the classifier's margin of each article, best first; None: it did not run.
        documents: those of the candidates that may be seen, without their texts.
        classifier: the one that was asked, if the articles have one.
        trouble: why the meaning could not be asked, in words for staff.
    """

    workspace_id: str
    language: str
    words: Words
    nearest: Nearest | None = None
    owners: Mapping[str, Owner] = field(default_factory=dict)
    margins: Mapping[str, float] | None = None
    documents: Mapping[str, Document] = field(default_factory=dict)
    classifier: IntentClassifier | None = None
    trouble: str | None = None

    @property
    def listing(self) -> list[str]:
        """The articles that list this very question and may be seen."""
        return sorted(self.words.listing & self.documents.keys())

    @property
    def candidates(self) -> list[str]:
        """The articles worth reading: those that list the question, and the best fused ones."""
        best = [article for article, _ in fuse(self._rankings())[: CANDIDATES + SPARE]]
        return list(dict.fromkeys([*sorted(self.words.listing), *best]))

    @property
    def rankings(self) -> dict[str, list[str]]:
        """For each way to find articles those it found and that may be seen, best first."""
        return {
            name: [article for article in found if article in self.documents]
            for name, found in self._rankings().items()
        }

    def _rankings(self) -> dict[str, list[str]]:
        found = {
            "lexical": _articles(self.words.passages),
            "question": _articles(self.words.questions),
        }
        if self.nearest is not None:
            owners = (self.owners.get(chunk) for chunk, _ in self.nearest)
            found["dense"] = list(dict.fromkeys(one.article_id for one in owners if one))
        if self.margins is not None:
            found["head"] = list(self.margins)[:CANDIDATES]
        return found


class Retriever:
    """Finds articles in the words, in the vector store and by the classifier."""

    def __init__(self, database: Database, dense: DenseLeg, classifiers: Classifiers) -> None:
        """Args: where the articles are; what finds by meaning; what has learned them."""
        self._database = database
        self._dense = dense
        self._classifiers = classifiers

    async def retrieve(
        self, workspace_id: str, question: Question, language: str, view: WorkspaceView
    ) -> Retrieved:
        """What may answer in the articles of this language, which the view has."""
        words, (dense, classifier) = await asyncio.gather(
            asyncio.to_thread(
                Words.of,
                view.languages[language],
                question.text,
                question.wording,
                question.audience,
            ),
            self._meaning(workspace_id, question, language, view),
        )
        found = Retrieved(
            workspace_id,
            language,
            words,
            dense.found,
            margins=margins_of(classifier, question.text, dense),
            classifier=classifier,
            trouble=dense.trouble,
        )
        return await self._with_documents(question, found)

    async def _meaning(
        self, workspace_id: str, question: Question, language: str, view: WorkspaceView
    ) -> tuple[DenseAnswer, IntentClassifier | None]:
        classifier = await self._classifiers.get(workspace_id, language, view)
        understood = self._dense.understands(question.spoken) and self._dense.understands(language)
        if not understood:
            return DenseAnswer(), classifier
        version = (view.content, view.vectors)
        answer = await self._dense.ask(
            workspace_id, question.text, language, question.audience, view.embedded, version
        )
        return answer, classifier

    async def _with_documents(self, question: Question, found: Retrieved) -> Retrieved:
        """The same with the candidates as PostgreSQL has them now, which decides who may see what.

        The index, the vectors and the classifier may lag behind an edit.
        """
        async with self._database.transaction(found.workspace_id) as session:
            chunks = [chunk for chunk, _ in found.nearest or ()]
            found = replace(found, owners=await index_feed.owners(session, chunks))
            known = await index_feed.documents(session, found.candidates)
        visible = audiences_for(question.audience)
        documents = {
            article: document
            for article, document in known.items()
            if document.audience in visible and document.language == found.language
        }
        return replace(found, documents=documents)


def margins_of(
    classifier: IntentClassifier | None, text: str, dense: DenseAnswer
) -> dict[str, float] | None:
    """What the classifier says, best first, if there is one and it can read this question."""
    if classifier is None:
        return None
    vector = dense.vector if classifier.fingerprint is not None else None
    if classifier.fingerprint is not None and (
        vector is None or classifier.fingerprint != dense.fingerprint
    ):
        return None
    margins = zip(classifier.articles, classifier.margins(text, vector).tolist(), strict=True)
    return dict(sorted(margins, key=lambda one: (-one[1], one[0])))


def _above(least: float, hits: Sequence[Hit]) -> list[Hit]:
    return [hit for hit in hits if hit.score >= least]


def _articles(hits: Sequence[Hit]) -> list[str]:
    """Their articles by the best text of each; of equal ones, by id."""
    best: dict[str, float] = {}
    for hit in hits:
        best.setdefault(hit.article_id, hit.score)
    return sorted(best, key=lambda article: (-best[article], article))
