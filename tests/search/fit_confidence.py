# ruff: noqa: T201  (its purpose is to print)
"""Fits the weights in `switchboard/search/confidence.py` and those of a passage in
`passage_judging.py`, and judges those that are there.

Run `python -m tests.search.fit_confidence FOLDER`. FOLDER has the data sets `clinc150` (of
which the training and validation parts are used) and `hint3_curekart` (the training part);
together with the halves of the demo shop's exams that judge nothing and its articles' own ways to
ask they are questions of several kinds, each of which counts the same. Takes some minutes.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.exam_data import Fields, clinc150, hint3_curekart
from bench.measures import Answered, accuracy, auroc, best_mcc, calibration_error
from bench.shop_exam import Item, items
from switchboard.articles.schemas import ArticleInput
from switchboard.search import confidence as judge
from switchboard.search.confidence import Evidence
from switchboard.search.documents import Document, Text
from switchboard.search.passage_judging import WEIGHTS, Features
from tests.search.library import (
    Asked,
    Library,
    Question,
    demo_documents,
    document,
    english_library,
    exam_questions,
    held_out,
    with_questions,
)

LANGUAGES = ("en", "es", "de")
LESS = ("excludes", "beside")
"""Features of a passage that speak against it."""

PASSAGES_WORTH = 3.0
"""How much more a kind counts whose questions say which passage answers, not only which article."""

FOLDS = 4
ASKED_EACH = 1_500
OUT_OF_SCOPE = 0.35
"""The share of questions that nobody answers, where a data set has some, whatever theirs is: people
who write to a company ask for much that no article answers."""

Floats = npt.NDArray[np.float64]
Shelf = tuple[list[Document], list[Question]]
Kind = tuple[str, list[Asked]]
Slope = Callable[[Floats], Floats]


def demo(language: str, *, asked: bool) -> Iterator[Shelf]:
    """Each article's ways to ask, a quarter of them taken from the shelf at a time; once more with
    a quarter of the articles gone. `asked` false: no article has ways to ask but its title."""
    documents = [d for d in demo_documents() if (d.language, d.audience) == (language, "public")]
    for fold in range(FOLDS):
        questions: list[Question] = [
            ("reworded", text.text, one.slug) for one in documents for text in _own(one, fold)
        ]
        shelf = [with_questions(one, _kept(one, fold, asked=asked)) for one in documents]
        yield shelf, questions
        yield [one for row, one in enumerate(shelf) if row % FOLDS != fold], questions


def _own(one: Document, fold: int) -> list[Text]:
    return [text for row, text in enumerate(one.questions) if row and row % FOLDS == fold]


def _kept(one: Document, fold: int, *, asked: bool) -> list[Text]:
    own = _own(one, fold)
    return [text for text in one.questions if text not in own] if asked else [one.questions[0]]


def demo_exam(language: str, *, asked: bool) -> Iterator[Shelf]:
    """The half of the demo exam that judges nothing."""
    documents = [d for d in demo_documents() if (d.language, d.audience) == (language, "public")]
    yield (
        [d if asked else with_questions(d, d.questions[:1]) for d in documents],
        [question for question in exam_questions(language) if not held_out(question[1])],
    )


def intents(folder: Path, utterances: int) -> Iterator[Shelf]:
    """150 intents with so many utterances each, and the validation part."""
    exam = clinc150(folder)
    articles = [_document(own, slice(0, utterances)) for own in exam.articles]
    inside: list[Question] = [("in scope", text, slug) for text, slug in exam.parts["val"] if slug]
    outside: list[Question] = [
        ("out of scope", text, None) for text, slug in exam.parts["val"] if not slug
    ]
    yield articles, inside[:: max(len(inside) // ASKED_EACH, 1)] + outside


def shop(folder: Path) -> Iterator[Shelf]:
    """A shop's intents, a fold of their utterances asked; once more with a quarter of them gone."""
    articles = hint3_curekart(folder).articles
    for fold in range(FOLDS):
        rest = [row for row in range(FOLDS) if row != fold]
        kept = [_document(own, *(slice(row, None, FOLDS) for row in rest)) for own in articles]
        questions: list[Question] = [
            ("in scope", text, str(own["slug"]))
            for own in articles
            for text in own["questions"][fold::FOLDS]
        ]
        yield kept, questions
        yield [one for row, one in enumerate(kept) if row % FOLDS != fold], questions


def _document(fields: Fields, *parts: slice) -> Document:
    own = [text for part in parts for text in fields["questions"][part]]
    return document(ArticleInput.model_validate(fields | {"questions": own}))


def shop_passages(
    library: Library, language: str, *, dense: bool, asked: bool, articles: str | None = None
) -> list[Asked]:
    """The shop's exam for tuning: questions whose passage is known, and such without an answer.

    Args:
        articles: their language, if it is not the question's.
    """
    written = articles or language
    documents = [d for d in demo_documents() if (d.language, d.audience) == (written, "public")]
    shelf = [d if asked else with_questions(d, d.questions[:1]) for d in documents]
    own = [one for one in items("tune") if one.language == language and _alone(one)]
    questions: list[Question] = [
        ("in scope" if one.wants else "out of scope", one.messages[0], _slug(one)) for one in own
    ]
    return [
        replace(found, sections=_sections(item))
        for item, found in zip(
            own,
            library.asked(shelf, questions, dense=dense, foreign=written != language),
            strict=True,
        )
    ]


def across(library: Library) -> list[Kind]:
    """The shop's exam for tuning in Spanish and German, asked of the English articles."""
    return [
        (
            f"passages {language}-en",
            shop_passages(library, language, dense=True, asked=True, articles="en"),
        )
        for language in LANGUAGES
        if language != "en"
    ]


def _alone(item: Item) -> bool:
    """Whether an item is one question that is searched, and not spelt too badly."""
    other = ("short", "person", "typos")
    return len(item.messages) == 1 and len(item.wants) < 2 and item.kind not in other


def _slug(item: Item) -> str | None:
    return item.wants[0].split("/")[0] if item.wants else None


def _sections(item: Item) -> frozenset[str]:
    places = item.wants[0].split("|") if item.wants else []
    return frozenset("/".join(place.split("/")[:2]) for place in places)


def kinds(library: Library, folder: Path, *, dense: bool, learned: bool) -> list[Kind]:
    """The questions of each kind with what the legs found, for one set of weights."""
    found: list[tuple[str, Iterator[Shelf]]] = [
        (f"{name} {language}", shelves(language, asked=learned))
        for language in LANGUAGES
        if library.reads(language) or not dense
        for name, shelves in (("demo", demo), ("exam", demo_exam))
    ]
    if learned:
        found += [(f"intents {n}", intents(folder, n)) for n in (8, 20, 100)]
        found.append(("shop", shop(folder)))
    else:
        found.append(("intents 2", intents(folder, 2)))
    return [
        *(
            (f"passages {own}", shop_passages(library, own, dense=dense, asked=learned))
            for own in LANGUAGES
            if library.reads(own) or not dense
        ),
        *(
            (name, [one for shelf in shelves for one in library.asked(*shelf, dense=dense)])
            for name, shelves in found
        ),
    ]


def features(evidence: Evidence) -> list[float]:
    """What `Evidence.weight` adds up."""
    own = evidence
    dense = [own.dense_passage, own.dense_question]
    head = None if own.head is None else min(max(own.head, -judge.WIDEST), judge.WIDEST)
    return [own.lexical, own.question, *(max(one, 0.0) for one in dense if one is not None)] + (
        [] if head is None else [head]
    )


def passages(one: Asked) -> tuple[Floats, npt.NDArray[np.bool_], npt.NDArray[np.int64]]:
    """The features of each passage of the candidates, which of them answer, whose they are."""
    rows, right, owners = [], [], []
    for owner, found in enumerate(one.chosen.candidates):
        for judged in found.judged:
            rows.append([*features(found.article.evidence), *judged.features])
            right.append(one.answers(found, judged))
            owners.append(owner)
    return np.array(rows, np.float64), np.array(right, np.bool_), np.array(owners, np.int64)


def fit_weights(asked: Sequence[Kind], legs: int) -> Floats:
    """A conditional logit: which of the candidates' passages is it?

    Args:
        legs: how many of the features are the legs'; the others are the passage's.
    """
    signs = np.array([1.0] * legs + [-1.0 if name in LESS else 1.0 for name in Features._fields])
    cases = []
    for name, own in asked:
        tables = [passages(one) for one in own if one.found]
        known = [(table * signs, right) for table, right, _ in tables if right.any()]
        worth = PASSAGES_WORTH if name.startswith("passages") else 1.0
        cases += [(table, right, 300 * worth / len(known)) for table, right in known]
    lengths = [len(table) for table, _, _ in cases]
    bounds = np.cumsum([0, *lengths])[:-1]
    table = np.concatenate([own for own, _, _ in cases])
    right = np.concatenate([own for _, own, _ in cases])
    counts = np.array([own for _, _, own in cases])

    def slope(weights: Floats) -> Floats:
        scores = table @ weights
        odds = np.exp(scores - np.repeat(np.maximum.reduceat(scores, bounds), lengths))
        among_right = np.where(right, odds, 0.0)
        share = odds / np.repeat(np.add.reduceat(odds, bounds), lengths)
        own = among_right / np.repeat(np.add.reduceat(among_right, bounds), lengths)
        return np.asarray(((own - share) * np.repeat(counts, lengths)) @ table - 0.5 * weights)

    start = np.concatenate([np.ones(legs), np.abs(WEIGHTS)])
    return np.asarray(_climb(slope, start, free=0) * signs)


def fit_confidence(asked: Sequence[Kind], weights: Floats) -> Floats:
    """A logistic regression of "the first one is right" on what the confidence is made of."""
    tables, rights, worths = [], [], []
    for _, own in asked:
        outside = np.array([one.kind == "out of scope" for one in own])
        worth = np.where(outside, OUT_OF_SCOPE / max(outside.sum(), 1), 0.0)
        worth[~outside] = (1 - worth.sum()) / (~outside).sum()
        measured = [_measures(one, weights) for one in own]
        tables.append(np.array([measures for measures, _ in measured]))
        rights.append(np.array([right for _, right in measured], np.float64))
        worths.append(300 * worth)
    table, right, worth = (np.concatenate(part) for part in (tables, rights, worths))

    def slope(fitted: Floats) -> Floats:
        chance = _chance(table, fitted)
        calm = np.append(0.1 * fitted[:-1], 0)
        return np.asarray(table.T @ (worth * (right - chance)) - calm)

    return _climb(slope, np.zeros(table.shape[1]), free=1)


def _chance(table: Floats, fitted: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-(table @ fitted))))


def _measures(one: Asked, weights: Floats) -> tuple[list[float], bool]:
    """What the confidence is made of with these weights, and whether the first passage answers."""
    if not one.found:
        return [0.0] * 6 + [-1.0, 1.0], False
    table, right, owners = passages(one)
    scores = table @ weights
    best = [
        int(np.flatnonzero(owners == own)[scores[owners == own].argmax()])
        for own in np.unique(owners)
    ]
    order = sorted(best, key=lambda row: -scores[row])
    first = order[0]
    of_article = np.sort(scores[owners == owners[first]])[::-1]
    ahead = of_article[0] - of_article[1] if len(of_article) > 1 else judge.MOST_AHEAD
    lead = scores[first] - scores[order[1]] if len(order) > 1 else scores[first]
    share = 1 / np.exp(scores[order] - scores[first]).sum()
    # Only the first of the present weights has its coverage; nearly always it is the same one.
    covered = one.evidence[0]
    words = [covered.coverage, covered.told, -covered.unconfirmed]
    coverage, told, confirmed = [0.0] * 3 if covered.foreign else words
    measured = [scores[first], lead, share, coverage, told]
    measured += [min(ahead, judge.MOST_AHEAD), confirmed, 1.0]
    return [float(each) for each in measured], bool(right[first])


def _climb(slope: Slope, start: Floats, free: int) -> Floats:
    """The top of a concave function; all but the last `free` arguments stay at 0 or above.

    Newton's method on those that are not held at 0, its curvature from differences.
    """
    at = start.copy()
    bound = len(at) - free
    for _ in range(60):
        up = slope(at)
        moving = np.array([n >= bound or at[n] > 0 or up[n] > 0 for n in range(len(at))])
        step = np.zeros_like(at)
        steps = np.eye(len(at)) * 1e-4
        curve = np.array([(slope(at + one) - up) / 1e-4 for one in steps])
        own = curve[np.ix_(moving, moving)] - 1e-6 * np.eye(int(moving.sum()))
        step[moving] = np.linalg.solve(own, -up[moving])
        step *= min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-9))
        moved = at + step
        moved[:bound] = np.maximum(moved[:bound], 0)
        if float(np.abs(moved - at).max()) < 1e-5:
            return moved
        at = moved
    return at


def report(name: str, asked: Sequence[Asked], weights: Floats, fitted: Floats) -> None:
    """How one kind of question comes out: with the weights in the code, and with those fitted."""
    sure = [judge.confidence(one.evidence) for one in asked]
    what = [judge.decide(one.evidence, p) for one, p in zip(asked, sure, strict=True)]
    right = [one.right for one, w in zip(asked, what, strict=True) if w == "answer"]
    print(
        f"  {name:12} n={len(asked):4} "
        + " ".join(
            f"{w} {what.count(w) / len(asked):.2f}" for w in ("answer", "clarify", "handover")
        )
        + f" right when answered {np.mean(right) if right else 0:.3f}"
    )
    measured = [_measures(one, weights) for one in asked]
    proposed = _chance(np.array([measures for measures, _ in measured]), fitted)
    _judged("in the code", asked, [one.right for one in asked], sure)
    _judged("fitted", asked, [own for _, own in measured], proposed.tolist())


def _judged(
    name: str, asked: Sequence[Asked], right: Sequence[bool], sure: Sequence[float]
) -> None:
    given = [
        Answered(_wanted(one), _wanted(one) if own else "", p, "")
        for one, own, p in zip(asked, right, sure, strict=True)
    ]
    print(
        f"    {name:12} right@1 {accuracy(given):.3f}"
        f" calibration error {calibration_error(given):.3f} auroc {auroc(given):.3f}"
        f" best mcc {best_mcc(given)[0]:.3f}"
    )


def _wanted(one: Asked) -> str | None:
    return one.slug if one.answerable else None


def main(folder: Path) -> None:
    """Fit all sets of weights and judge them beside the ones that are in the code."""
    library = english_library()
    for dense in (True, False):
        for learned in (True, False):
            asked = kinds(library, folder, dense=dense, learned=learned)
            legs = 2 + 2 * dense + learned
            weights = fit_weights(asked, legs)
            fitted = fit_confidence(asked, weights)
            print(f"dense {dense}, head {learned}: legs {weights[:legs].round(2)}", end=" ")
            print(f"passage {Features(*weights[legs:].round(2).tolist())}", end=" ")
            print(f"confidence {fitted.round(3)}", flush=True)
            for name, own in asked:
                report(name, own, weights, fitted)
    foreign = across(library)
    code = judge.WITH_ALL
    shared = [code.lexical, code.question, code.dense_passage, code.dense_question, code.head]
    weights = np.array([*shared, *WEIGHTS], np.float64)
    fitted = fit_confidence(foreign, weights)
    print(f"another language: confidence {fitted.round(3)}", flush=True)
    for name, own in foreign:
        report(name, own, weights, fitted)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
