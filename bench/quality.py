"""How good the knowledge search is: public exams, driven through the API of an installation.

Each exam has an installation of its own, without a model provider: its articles are imported by
`POST /api/v1/knowledge/import`, its questions asked by `POST /api/v1/knowledge/search`. FOLDER
has the data sets `clinc150`, `hint3_curekart`, `xquad`, `tau2_knowledge` and `language_id`.
"""

import asyncio
import time
from argparse import Namespace
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from bench import exam_data, shop_exam
from bench.exam_data import Exam, Question
from bench.measures import (
    Answered,
    accuracy,
    auroc,
    best_mcc,
    calibration_error,
    decisions,
    mcc,
    reliability,
)
from bench.report import Figures, Report, arguments, at_least, at_most, summary
from bench.support import (
    Product,
    ProductFailed,
    engines,
    memory_mb,
    new_data_dir,
    role,
    run,
    sign_in,
    until_idle,
)
from switchboard.engines import Engines
from switchboard.search.confidence import ANSWER

EXAMS = ("shop", "clinc150", "hint3_curekart", "xquad", "tau2_knowledge", "language_id")
LANGUAGES = ("en", "es", "de", "zh", "hi")
ARTICLES_AT_ONCE = 50
ASKING = 2
"""How many questions are asked at a time, where their time is not measured."""

LEARNED_WITHIN_SECONDS = 300.0
QUICK = 40


async def main() -> None:
    """Measure and print."""
    parser = arguments(__doc__)
    parser.add_argument("folder", type=Path, help="the data sets")
    parser.add_argument("--only", nargs="+", choices=EXAMS, default=EXAMS, help="these exams")
    parser.add_argument("--sample", type=int, help="ask only so many questions of each part")
    asked = parser.parse_args()
    if asked.quick:
        asked.sample = asked.sample or QUICK
    report = Report("bench.quality", vars(asked) | {"folder": str(asked.folder)})
    results: Figures = {}
    for name in asked.only:
        report.progress(name)
        results[name] = await TAKEN[name](asked, report)
    report.finish(results, wanted(results))


@dataclass(frozen=True)
class Installation:
    """A running product with nothing in it yet."""

    product: Product
    engines: Engines
    api: httpx.AsyncClient

    async def search(self, query: str, **options: Any) -> Figures:
        """Ask a question."""
        body = {"query": query, "limit": 2} | options
        answer = await self.api.post("/api/v1/knowledge/search", json=body)
        found: Figures = answer.raise_for_status().json()
        return found

    async def fill(self, exam: Exam) -> Figures:
        """Import an exam's articles and wait until all of them are searched in every way.

        Raises ProductFailed when one of them could not be taken.
        """
        began = time.perf_counter()
        for start in range(0, len(exam.articles), ARTICLES_AT_ONCE):
            body = {
                "articles": exam.articles[start : start + ARTICLES_AT_ONCE],
                "language": exam.language,
            }
            answer = await self.api.post("/api/v1/knowledge/import", json=body)
            errors = answer.raise_for_status().json()["errors"]
            if errors:
                raise ProductFailed(f"not imported: {errors[:3]}")
        took = {"import_seconds": _since(began)}
        await until_idle(self.engines, within=1_800)
        took["embedded_seconds"] = _since(began)
        if exam.learnable:
            await self.learned(exam.language)
            took["learned_seconds"] = _since(began)
        return took

    async def learned(self, language: str) -> None:
        """Return when the head has learned all that it can: meaning too, if there are vectors."""
        async with asyncio.timeout(LEARNED_WITHIN_SECONDS):
            while not _learned(await self.search("a question", language=language, explain=True)):
                await asyncio.sleep(0.2)

    def memory(self) -> Figures:
        """Of the product and of each of its engines, in megabytes."""
        pids = {str(name): self.engines.pid(name) for name in self.engines.supervisors}
        pids["switchboard"] = self.product.process.pid
        return {name: round(memory_mb(pid), 1) for name, pid in pids.items()}


def _learned(found: Figures) -> bool:
    legs = {leg["name"]: leg for leg in found["explain"]["legs"]}
    meant = legs["dense"]["state"] != "asked" or "meaning" in legs["head"]["note"]
    return legs["head"]["state"] == "asked" and meant


@asynccontextmanager
async def installation(*, demo: bool = False) -> AsyncIterator[Installation]:
    """An installation of its own, signed in to; `demo`: with the sample shop in it."""
    with new_data_dir() as data_dir:
        async with (
            engines(data_dir) as started,
            role("up", data_dir, started, demo=demo) as own,
            httpx.AsyncClient(base_url=own.url, timeout=300) as api,
        ):
            api.headers["Authorization"] = f"Bearer {await _key(api, await sign_in(own))}"
            yield Installation(own, started, api)


async def _key(api: httpx.AsyncClient, token: str) -> str:
    """An API key: an administrator's token would not last for a whole exam."""
    headers = {"Authorization": f"Bearer {token}"}
    body = {"name": "exams", "role": "admin"}
    answer = await api.post("/api/v1/api-keys", json=body, headers=headers)
    key: str = answer.raise_for_status().json()["key"]
    return key


async def asked_all(
    own: Installation, questions: Sequence[Question], **options: Any
) -> list[Answered]:
    """Ask these questions, a few at a time."""
    turns = asyncio.Semaphore(ASKING)

    async def ask(text: str, wanted: str | None) -> Answered:
        async with turns:
            found = await own.search(text, **options)
        first = found["items"][0]["slug"] if found["items"] else None
        return Answered(wanted, first, found["confidence"], found["decision"])

    return list(await asyncio.gather(*(ask(text, wanted) for text, wanted in questions)))


def _sampled(questions: Sequence[Question], most: int | None) -> list[Question]:
    """Every n-th, so that there are at most so many of them."""
    step = max(len(questions) // most, 1) if most else 1
    return list(questions)[::step]


async def scope_exam(exam: Exam, sample: int | None) -> Figures:
    """An exam whose questions are in scope or not: its figures, and each part's."""
    async with installation() as own:
        figures = await own.fill(exam)
        for part, questions in exam.parts.items():
            answered = await asked_all(own, _sampled(questions, sample), language=exam.language)
            figures[part] = scored(answered)
        return figures | {"memory_mb": own.memory()}


def scored(answered: Sequence[Answered]) -> Figures:
    """All that can be said about a part."""
    best, threshold = best_mcc(answered)
    return {
        "questions": len(answered),
        "accuracy": round(accuracy(answered), 4),
        "auroc": round(auroc(answered), 4),
        "mcc_shipped": round(mcc(answered, ANSWER), 4),
        "mcc_best": round(best, 4),
        "mcc_best_at": threshold,
        "calibration_error": round(calibration_error(answered), 4),
        "decisions": decisions(answered),
        "reliability": reliability(answered),
    }


async def clinc150(asked: Namespace, report: Report) -> Figures:
    """Intents, in scope and out of it."""
    return await scope_exam(exam_data.clinc150(asked.folder), asked.sample)


async def hint3_curekart(asked: Namespace, report: Report) -> Figures:
    """Real customers' words."""
    return await scope_exam(exam_data.hint3_curekart(asked.folder), asked.sample)


async def xquad(asked: Namespace, report: Report) -> Figures:
    """The passage that answers: all languages in one installation, and the question's detected."""
    figures: Figures = {}
    exams = {language: exam_data.xquad(asked.folder, language) for language in LANGUAGES}
    async with installation() as own:
        for language, exam in exams.items():
            figures[language] = await own.fill(exam)
        for language, exam in exams.items():
            report.progress(f"xquad {language}")
            questions = _sampled(exam.parts["test"], asked.sample)
            answered = await asked_all(own, questions)
            figures[language] |= {
                "accuracy": round(accuracy(answered), 4),
                "calibration_error": round(calibration_error(answered), 4),
                "decisions": decisions(answered),
            }
        return figures | {"memory_mb": own.memory()}


async def tau2_knowledge(asked: Namespace, report: Report) -> Figures:
    """How long an import and a search take, one at a time."""
    exam = exam_data.tau2_knowledge(asked.folder)
    async with installation() as own:
        figures = await own.fill(exam)
        questions = _sampled(exam.parts["time"], asked.sample)
        await asked_all(own, questions[:20], language=exam.language)
        took = []
        for text, _ in questions:
            began = time.perf_counter()
            await own.search(text, language=exam.language)
            took.append((time.perf_counter() - began) * 1000)
        return figures | {"search": summary(took), "memory_mb": own.memory()}


async def language_id(asked: Namespace, report: Report) -> Figures:
    """Which language a text is in, of ten that there are articles in."""
    kinds = exam_data.language_id(asked.folder)
    figures: Figures = {}
    async with installation() as own:
        for language in kinds["sentences"]:
            article = {"title": language, "slug": language, "body": language}
            await own.fill(Exam(language, [article], {}))
        for kind, texts in kinds.items():
            right = []
            for language, lines in texts.items():
                for text, _ in _sampled([(line, None) for line in lines if line], asked.sample):
                    found = await own.search(text[:2000])
                    right.append(found["language"] == language)
            figures[kind] = round(sum(right) / len(right), 4)
        return figures | {"memory_mb": own.memory()}


async def shop(asked: Namespace, report: Report) -> Figures:
    """What the assistant answers about the sample shop: the half that judges, and the other."""
    figures: Figures = {}
    async with installation(demo=True) as own:
        await until_idle(own.engines, within=1_800)
        for language in shop_exam.LANGUAGES:
            await own.learned(language)
        for half in shop_exam.HALVES:
            questions = shop_exam.items(half)
            step = max(len(questions) // asked.sample, 1) if asked.sample else 1
            answered = await shop_exam.taken(own.api, questions[::step])
            figures[half] = shop_exam.summary(answered)
    return figures


def wanted(results: Figures) -> Figures:
    """The figures that were measured against those we want to reach."""
    verdicts: Figures = {}
    if own_shop := results.get("shop"):
        judged = own_shop["judge"]["all"]
        verdicts["shop_right"] = at_least(judged["right"], 0.9)
        verdicts["shop_wrong"] = at_most(judged["wrong"], 0.03)
    if clinc := results.get("clinc150"):
        verdicts["clinc150_accuracy"] = at_least(clinc["test"]["accuracy"], 0.935)
        verdicts["clinc150_auroc"] = at_least(clinc["test"]["auroc"], 0.96)
        error = clinc["test"]["calibration_error"]
        verdicts["clinc150_calibration_error"] = at_most(error, 0.05)
    if curekart := results.get("hint3_curekart"):
        verdicts["curekart_accuracy"] = at_least(curekart["test"]["accuracy"], 0.85)
        verdicts["curekart_best_mcc"] = at_least(curekart["test"]["mcc_best"], 0.67)
    if paragraphs := results.get("xquad"):
        own = [paragraphs[language]["accuracy"] for language in LANGUAGES]
        verdicts["xquad_mean_accuracy"] = at_least(sum(own) / len(own), 0.92)
        verdicts["xquad_worst_accuracy"] = at_least(min(own), 0.88)
    if bank := results.get("tau2_knowledge"):
        verdicts["tau2_search_p50_ms"] = at_most(bank["search"]["p50_ms"], 15.0)
        verdicts["tau2_search_p95_ms"] = at_most(bank["search"]["p95_ms"], 40.0)
    if kinds := results.get("language_id"):
        for kind, reach in (("single-words", 0.9), ("word-pairs", 0.97), ("sentences", 0.997)):
            verdicts[f"language_id_{kind}"] = at_least(kinds[kind], reach)
    return verdicts


def _since(began: float) -> float:
    return round(time.perf_counter() - began, 1)


TAKEN = {
    "shop": shop,
    "clinc150": clinc150,
    "hint3_curekart": hint3_curekart,
    "xquad": xquad,
    "tau2_knowledge": tau2_knowledge,
    "language_id": language_id,
}


if __name__ == "__main__":
    run(main())
