# ruff: noqa: T201  (its purpose is to print)
"""Fits the weights in `switchboard/knowledge/confidence.py` on the demo shop, and judges them.

Run `python -m tests.knowledge.fit_confidence`. It prints both sets of weights, and for the half
of the demo exam that was not used for fitting, how the decisions come out. The vector store is
replaced by the same cosines computed exactly.
"""

import asyncio
import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from switchboard.knowledge import confidence as judge
from switchboard.knowledge.chunking import embedding_text
from switchboard.knowledge.chunks import split
from switchboard.knowledge.confidence import Evidence
from switchboard.knowledge.head import Head, learn
from switchboard.knowledge.importer import read_file, read_folder
from switchboard.knowledge.lexical import Terms
from switchboard.knowledge.material import Material
from switchboard.knowledge.models import ChunkKind
from switchboard.knowledge.ranking import DEPTH, Dense, Heard, Ranking, Weighed
from switchboard.knowledge.schemas import ArticleInput
from switchboard.knowledge.shelf import Document, LanguageShelf, Text
from switchboard.llm.minilm import MiniLM

DEMO = Path(__file__).parents[2] / "switchboard" / "demo"
FOLDS = 4
ENGLISH = "en"
Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Asked:
    """A question, what the legs found, and the article that answers it (None: there is none)."""

    kind: str
    question: str
    slug: str | None
    found: list[Weighed]
    ranking: Ranking

    @property
    def held_out(self) -> bool:
        """Whether this question judges instead of fitting."""
        return hashlib.sha256(self.question.encode()).digest()[-1] % 2 == 0

    @property
    def right(self) -> bool:
        """Whether the first candidate is the article that answers."""
        return bool(self.found) and self.found[0].document.slug == self.slug

    @property
    def evidence(self) -> list[Evidence]:
        """The candidates' evidence, best first."""
        return [candidate.evidence for candidate in self.found]


class Library:
    """The demo's articles, any part of which can be put on a shelf."""

    def __init__(self, model: MiniLM) -> None:
        self._model = model
        self._vectors: dict[str, npt.NDArray[np.float32]] = {}
        files, _ = read_folder(DEMO / "articles")
        given = [
            ArticleInput.model_validate(source.fields)
            for name, text in files
            for source in read_file(name, text)
        ]
        self.documents = [_document(article) for article in given]

    async def asked(
        self,
        documents: Sequence[Document],
        questions: Sequence[tuple[str, str, str | None]],
    ) -> list[Asked]:
        """Ask (kind, question, slug) each of a shelf with these documents."""
        shelf = LanguageShelf.of(documents)
        language = documents[0].language
        head = await self._head(language, shelf)
        asked = [question for _, question, _ in questions]
        nearest = await self._nearest(documents, asked)
        vectors = await self._embed(asked) if language == ENGLISH else None
        found = []
        for row, (kind, question, slug) in enumerate(questions):
            ranking = Ranking(shelf, Terms.of(question, language), "public")
            margins = None
            if head:
                own = head.margins(question, None if vectors is None else vectors[row])
                margins = dict(zip(head.articles, own.tolist(), strict=True))
            weighed = ranking.weigh(Heard(nearest[row], margins))
            found.append(Asked(kind, question, slug, weighed, ranking))
        return found

    async def _head(self, language: str, shelf: LanguageShelf) -> Head | None:
        material = Material.of(language, shelf)
        if not material.enough:
            return None
        if language != ENGLISH:
            return learn(material.examples("", None))
        rows = await self._embed([text.text for text in material.texts])
        chunks = [text.chunk_id for text in material.texts]
        vectors = dict(zip(chunks, rows, strict=True))
        return learn(material.examples(self._model.fingerprint, vectors))

    async def _nearest(
        self, documents: Sequence[Document], questions: Sequence[str]
    ) -> list[Dense | None]:
        if documents[0].language != ENGLISH:
            return [None] * len(questions)
        texts = {
            text.chunk_id: embedding_text(document.title, kind, text.heading, text.text)
            for document in documents
            for kind, own in (
                (ChunkKind.PASSAGE, document.passages),
                (ChunkKind.QUESTION, document.questions),
            )
            for text in own
        }
        ids = list(texts)
        cosines = await self._embed(questions) @ (await self._embed(list(texts.values()))).T
        order = np.argsort(-cosines)[:, :DEPTH]
        return [
            [(ids[column], float(row[column])) for column in best]
            for row, best in zip(cosines, order, strict=True)
        ]

    async def _embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        missing = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        vectors = await self._model.embed(missing, kind="passage")
        self._vectors.update(zip(missing, vectors, strict=True))
        return np.stack([self._vectors[text] for text in texts])


def _document(article: ArticleInput) -> Document:
    key = f"{article.slug}.{article.language}"
    language = article.language
    passages = [
        Text(
            f"{key}/p{number}",
            key,
            passage.heading,
            passage.text,
        )
        for number, passage in enumerate(split(article.body, article.title))
    ]
    questions = [
        Text(f"{key}/q{number}", key, "", text)
        for number, text in enumerate([article.title, *article.questions])
    ]
    return Document.of(
        key,
        article.slug or "",
        language,
        article.title,
        None,
        article.audience,
        tuple(passages),
        tuple(questions),
    )


async def own_questions(library: Library, language: str) -> list[Asked]:
    """Each article's questions, asked of shelves on which they do not stand."""
    documents = [d for d in library.documents if (d.language, d.audience) == (language, "public")]
    asked: list[Asked] = []
    for fold in range(FOLDS):
        shelf = [_without(document, fold) for document in documents]
        questions = [
            ("reworded", text.text, document.slug)
            for document in documents
            for text in _of_fold(document, fold)
        ]
        asked += await library.asked(shelf, questions)
    return asked


def _of_fold(document: Document, fold: int) -> list[Text]:
    return [
        text for number, text in enumerate(document.questions) if number and number % FOLDS == fold
    ]


def _without(document: Document, fold: int) -> Document:
    gone = _of_fold(document, fold)
    kept = tuple(text for text in document.questions if text not in gone)
    return Document.of(
        document.id,
        document.slug,
        document.language,
        document.title,
        document.url,
        document.audience,
        document.passages,
        kept,
    )


async def exam(library: Library, language: str) -> list[Asked]:
    """The demo exam's questions in this language."""
    questions = [
        (str(item["kind"]), str(item["question"]), item.get("slug"))
        for item in json.loads((DEMO / "exam.json").read_text())
        if item["language"] == language
    ]
    documents = [d for d in library.documents if (d.language, d.audience) == (language, "public")]
    return await library.asked(documents, questions)


def features(evidence: Evidence) -> list[float]:
    """What `Evidence.weight` adds up."""
    dense = [evidence.dense_passage, evidence.dense_question]
    return [evidence.lexical, evidence.question, *(part for part in dense if part is not None)]


def fit_weights(asked: Sequence[Asked]) -> Array:
    """A conditional logit: which of the candidates is the article? Newton steps, made shorter
    as long as they lead down."""
    cases = []
    for one in asked:
        at = [i for i, found in enumerate(one.found) if found.document.slug == one.slug]
        if at:
            cases.append((np.array([features(e) for e in one.evidence]), at[0]))
    weights = np.zeros(cases[0][0].shape[1])
    value = _likelihood(cases, weights)
    for _ in range(100):
        step = _newton(cases, weights)
        while (better := _likelihood(cases, weights + step)) < value:
            step = step / 2
        weights, gain, value = weights + step, better - value, better
        if gain < 1e-6:
            break
    return weights


def _likelihood(cases: Sequence[tuple[Array, int]], weights: Array) -> float:
    total = -0.5 * float(weights @ weights)
    for table, right in cases:
        scores = table @ weights
        total += float(scores[right] - np.logaddexp.reduce(scores))
    return total


def _newton(cases: Sequence[tuple[Array, int]], weights: Array) -> Array:
    slope = -weights
    curve = np.eye(len(weights))
    for table, right in cases:
        scores = table @ weights
        share = np.exp(scores - np.logaddexp.reduce(scores))
        mean = share @ table
        slope = slope + table[right] - mean
        curve = curve + (table * share[:, None]).T @ table - np.outer(mean, mean)
    step: Array = np.linalg.solve(curve, slope).astype(np.float64)
    return step


def fit_confidence(asked: Sequence[Asked]) -> Array:
    """A logistic regression of "the first one is right" on its evidence and its lead."""
    table = np.array(
        [[one.found[0].evidence.weight, _lead(one), 1.0] for one in asked if one.found]
    )
    right = np.array([float(one.right) for one in asked if one.found])
    weights: Array = np.zeros(3, np.float64)
    ridge = np.diag([0.02, 0.02, 1e-6])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-(table @ weights)))
        slope = table.T @ (right - chance) - ridge @ weights
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + ridge
        weights += np.linalg.solve(curve, slope).astype(np.float64)
    return weights


def _lead(one: Asked) -> float:
    second = one.found[1].evidence.weight if len(one.found) > 1 else 0.0
    return one.found[0].evidence.weight - second


def report(name: str, asked: Sequence[Asked]) -> None:
    """How the decisions come out, by kind of question."""
    kinds: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        kinds[one.kind].append(one)
    for kind, own in kinds.items():
        sure = [judge.confidence(one.evidence) for one in own]
        what = [judge.decide(one.evidence, p) for one, p in zip(own, sure, strict=True)]
        print(
            f"{name:10} {kind:9} n={len(own):3} right@1 {np.mean([one.right for one in own]):.2f} "
            f"confidence {np.mean(sure):.2f} "
            + " ".join(
                f"{w} {what.count(w) / len(own):.2f}" for w in ("answer", "clarify", "handover")
            )
        )
    sure = [judge.confidence(one.evidence) for one in asked]
    given = [one for one, p in zip(asked, sure, strict=True) if p >= judge.ANSWER]
    print(f"{name:10} right when answered {np.mean([one.right for one in given]):.2f}")
    print(f"{name:10} calibration error {_calibration_error(asked, sure):.3f}")


def _calibration_error(asked: Sequence[Asked], sure: Sequence[float]) -> float:
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for one, p in zip(asked, sure, strict=True):
        bins[min(int(p * 10), 9)].append((p, one.right))
    return sum(
        abs(sum(p for p, _ in own) - sum(right for _, right in own)) for own in bins.values()
    ) / len(asked)


async def main() -> None:
    """Fit both sets of weights and judge the ones that are in the code."""
    model = MiniLM.load()
    library = Library(model)
    reworded = {lang: await own_questions(library, lang) for lang in ("en", "es", "de")}
    exams = {lang: await exam(library, lang) for lang in ("en", "es", "de")}
    model.close()
    for name, languages in (("with dense", ["en"]), ("without", ["es", "de"])):
        own = [one for lang in languages for one in reworded[lang]]
        fitting = [one for lang in languages for one in exams[lang] if not one.held_out]
        print(name, "weights", fit_weights(own + fitting).round(2))
        print(
            name,
            "confidence",
            fit_confidence(fitting).round(3),
            "with both",
            fit_confidence(own + fitting).round(3),
        )
        report(f"{name} fit", fitting)
    for lang, asked in exams.items():
        report(lang, [one for one in asked if one.held_out])


if __name__ == "__main__":
    asyncio.run(main())
