"""The sample shop's exam: what the assistant answers, asks back or hands over, passage by passage.

Its items stand in `bench/exams/shop_exam_{tune,judge}.yaml`. Each is asked in three languages:

- `en`, `es`, `de`: what the customer writes; of a list, a conversation, the last is judged.
- `wants`: what answers, a part of the question each: `article/section`, or `article/section/row` of
  a table, counted from 1; `|` between equally good ones; `open` for a part that no article answers.
  Empty: nothing answers, so it is asked back, handed over, or taken for a courtesy. `wants_de`: in
  German, where a table has its rows in another order.
- `ask`: asking back is as good as an answer.

The half `judge` is for judging only: look at its sums, never at its items.
"""

import asyncio
import json
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import httpx
import yaml

from bench.report import Figures

EXAMS = Path(__file__).parent / "exams"
LANGUAGES = ("en", "es", "de")
OPEN = "open"
ASKING = 2
Half = Literal["tune", "judge"]
HALVES: tuple[Half, ...] = ("judge", "tune")
Verdict = Literal["right", "partly", "asked", "missed", "wrong"]
"""`right`: what answers was given, or nothing was where there is nothing. `partly`: one of several
parts is neither answered nor called open. `asked`, `missed`: it was asked back or handed over
though an article answers. `wrong`: something was given as the answer that is not."""


@dataclass(frozen=True)
class Item:
    """A question in one language; see the module's text."""

    kind: str
    language: str
    messages: tuple[str, ...]
    wants: tuple[str, ...]
    may_ask: bool


@dataclass(frozen=True)
class Judged:
    """An item, what the assistant did, and what that is worth."""

    item: Item
    verdict: Verdict
    outcome: str
    given: tuple[str, ...]
    text: str
    confidence: float


def items(half: Half) -> list[Item]:
    """All questions of a half."""
    listed = yaml.safe_load((EXAMS / f"shop_exam_{half}.yaml").read_text())
    return [
        Item(
            one["kind"],
            language,
            (one[language],) if isinstance(one[language], str) else tuple(one[language]),
            tuple(one.get(f"wants_{language}", one["wants"])),
            bool(one.get("ask")),
        )
        for one in listed
        for language in LANGUAGES
    ]


class Places:
    """Where a quoted passage stands: `article/section`, or `article/section/row`."""

    def __init__(self, articles: Sequence[Figures]) -> None:
        self._slugs = {one["id"]: one["slug"] for one in articles}
        self._sections = {one["id"]: one["body"].split("\n## ") for one in articles}

    @classmethod
    async def of(cls, api: httpx.AsyncClient) -> "Places":
        """Of the articles of an installation."""
        ids: list[str] = []
        after: str | None = ""
        while after is not None:
            page = await api.get(f"/api/v1/knowledge/articles?limit=100&after={after}")
            body = page.raise_for_status().json()
            ids += [one["id"] for one in body["items"]]
            after = body["next"]
        pages = [await api.get(f"/api/v1/knowledge/articles/{own}") for own in ids]
        return cls([page.raise_for_status().json() for page in pages])

    def of_passage(self, article_id: str, passage: str) -> str:
        """The place of what was quoted; its section is 0 where it stands nowhere."""
        slug, said = self._slugs[article_id], _plain(passage)
        for number, section in enumerate(self._sections[article_id], start=1):
            if said in _plain(section):
                return f"{slug}/{number}"
            for row, cells in enumerate(_rows(section), start=1):
                if all(_plain(cell) in said for cell in cells):
                    return f"{slug}/{number}/{row}"
        return f"{slug}/0"


def _plain(text: str) -> str:
    return " ".join(text.replace("*", "").split()).casefold()


def _rows(section: str) -> list[list[str]]:
    """The cells of a table's rows, without its head."""
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


async def taken(api: httpx.AsyncClient, asked: Sequence[Item]) -> list[Judged]:
    """Ask these questions of an installation with the sample shop."""
    places, turns = await Places.of(api), asyncio.Semaphore(ASKING)

    async def take(item: Item) -> Judged:
        async with turns:
            return judged(item, await _conversation(api, item.messages), places)

    return list(await asyncio.gather(*map(take, asked)))


async def _conversation(api: httpx.AsyncClient, messages: Sequence[str]) -> Figures:
    """The last answer of a conversation, told from its beginning each time."""
    history: list[dict[str, Any]] = []
    answer: Figures = {}
    for text in messages:
        body = {"text": text, "history": history}
        told = await api.post("/api/v1/assistant/try", json=body)
        answer = told.raise_for_status().json()
        history += [
            {"role": "customer", "text": text},
            {"role": "assistant", "text": answer["text"]},
        ]
    return answer


def judged(item: Item, answer: Figures, places: Places) -> Judged:
    """What an answer is worth."""
    outcome = answer["outcome"]
    sources = answer["sources"] if outcome in ("reply", "clarify") else []
    given = [places.of_passage(one["article_id"], one["passage"]) for one in sources]
    verdict = _verdict(item, outcome, given, says_open=_says_open(answer))
    return Judged(item, verdict, outcome, tuple(given), answer["text"], float(answer["confidence"]))


def _says_open(answer: Figures) -> bool:
    return bool(answer["trace"].get("open"))


def _verdict(item: Item, outcome: str, given: Sequence[str], *, says_open: bool) -> Verdict:
    wants = [one for one in item.wants if one != OPEN]
    answered = outcome == "reply" and given
    if not answered:
        if not wants or (item.may_ask and outcome == "clarify"):
            return "right"
        return "asked" if outcome == "clarify" else "missed"
    if not all(any(_answers(one, want) for want in wants) for one in given):
        return "wrong"
    complete = all(any(_answers(one, want) for one in given) for want in wants)
    if complete and len(wants) == len(item.wants):
        return "right"
    return "right" if says_open else "partly"


def _answers(place: str, want: str) -> bool:
    """Whether a place is one of those wanted; a row is in its section, not the other way round."""
    return any(f"{place}/".startswith(f"{own}/") for own in want.split("|"))


def summary(answered: Sequence[Judged]) -> Figures:
    """The shares of each verdict, over all and by kind and language."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in answered:
        for name in ("all", one.item.language, one.item.kind):
            groups[name].append(one)
    return {name: _shares(own) for name, own in groups.items()}


def _shares(own: Sequence[Judged]) -> Figures:
    verdicts = [one.verdict for one in own]
    names: tuple[Verdict, ...] = ("right", "partly", "asked", "missed", "wrong")
    counted: Figures = {name: round(verdicts.count(name) / len(own), 4) for name in names}
    return {"questions": len(own), **counted}


async def main() -> None:
    """Ask one half of an installation that runs, and print what was not right."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("url")
    parser.add_argument("key", help="an API key, or an access token")
    parser.add_argument("--half", choices=("tune", "judge"), default="tune")
    parser.add_argument("--kind")
    told = parser.parse_args()
    headers = {"Authorization": f"Bearer {told.key}"}
    async with httpx.AsyncClient(base_url=told.url, headers=headers, timeout=60) as api:
        asked = [one for one in items(told.half) if told.kind in (None, one.kind)]
        answered = await taken(api, asked)
    if told.half == "tune":
        for one in answered:
            if one.verdict != "right":
                print(
                    f"{one.verdict:6} {one.item.kind:9} {' / '.join(one.item.messages)}"
                    f" -> {one.outcome} {one.confidence:.2f} {' '.join(one.given)}"
                    f" (wanted {', '.join(one.item.wants) or 'nothing'})"
                )
    print(json.dumps(summary(answered), indent=1))


if __name__ == "__main__":
    asyncio.run(main())
