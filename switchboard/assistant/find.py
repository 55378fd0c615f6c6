"""Searches for what a burst asks, question by question, and puts together what was found."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from switchboard.assistant import query
from switchboard.assistant.ports import Found, FoundPassage, Search
from switchboard.assistant.query import Part
from switchboard.assistant.situation import Situation
from switchboard.assistant.trace import Trace

MAX_PASSAGES = 8
NEAR = 3
"""In context, a question that could stand alone must come to one of the articles that are among
so many first ones without it: else what was said before would answer everything."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What several searches found, as one finding."""

    items: Sequence[FoundPassage]
    confidence: float
    decision: str
    degraded: str | None


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found for a burst; `found` is None where it says nothing that could be searched.

    `answers` are the passages that answer, one for each question of a burst that asks several
    things; `unanswered` are those of its questions that have no sure answer, if another has one.
    """

    found: Found | None
    answers: Sequence[FoundPassage] = ()
    unanswered: Sequence[str] = ()


class Finder:
    """Asks the workspace's knowledge on behalf of one customer."""

    def __init__(self, search: Search, situation: Situation, language: str) -> None:
        self._search, self._situation, self._language = search, situation, language

    async def find(self, trace: Trace) -> Findings:
        """Search for all that the customer asked since the last answer."""
        parts = query.parts(self._situation, self._language)
        asked = [part for part in parts if part.queries]
        if not asked:
            return Findings(None)
        each = list(await asyncio.gather(*map(self._answer, asked)))
        findings = _together(asked, each)
        searched = "\n".join(words for words, _ in each)
        if len(each) > 1 and not findings.answers:
            searched = query.whole(self._situation)
            findings = _together(asked[:1], [(searched, await self.ask(searched))])
        if findings.found is not None:
            trace.found(searched, findings.found)
        trace.open = list(findings.unanswered)
        return findings

    async def ask(self, words: str) -> Found:
        """One search."""
        return await self._search.search(
            self._situation.workspace_id,
            words,
            language=self._language,
            audience=self._situation.audience,
        )

    async def _answer(self, part: Part) -> tuple[str, Found]:
        """What a question comes to, and the words that found it."""
        first, *others = part.queries
        found = await self.ask(first)
        for words in others:
            if found.decision == "answer":
                break
            in_context = await self.ask(words)
            if in_context.confidence > found.confidence and _near(in_context, found):
                first, found = words, in_context
        if part.fragment:
            return await self._with_fragment(part.fragment, first, found)
        return first, found

    async def _with_fragment(self, fragment: str, words: str, found: Found) -> tuple[str, Found]:
        """What a fragment alone finds, if that is another passage of the article in question.

        "And enamel mugs?" after "Can I put a cast-iron pan in the dishwasher?": the question with
        both in it is mostly the one before.
        """
        alone = await self.ask(fragment)
        if not (found.items and alone.items):
            return words, found
        if found.decision != "answer" and alone.decision == "answer" and _near(alone, found):
            return fragment, alone
        article = found.items[0].article_id
        if alone.items[0].article_id != article or found.decision == "handover":
            return words, found
        return words, Merged(alone.items, found.confidence, found.decision, found.degraded)


async def find(search: Search, situation: Situation, language: str, trace: Trace) -> Findings:
    """Search for all that the customer asked since the last answer."""
    return await Finder(search, situation, language).find(trace)


def _near(in_context: Found, alone: Found) -> bool:
    if not in_context.items or not alone.items:
        return not alone.items
    return in_context.items[0].article_id in {item.article_id for item in alone.items[:NEAR]}


def _together(parts: Sequence[Part], each: Sequence[tuple[str, Found]]) -> Findings:
    found = [own for _, own in each]
    sure = [own for own in found if own.decision == "answer" and own.items]
    if len(found) == 1 or not sure:
        best = max(found, key=lambda own: own.confidence)
        return Findings(best, [own.items[0] for own in sure])
    answers = _distinct([own.items[0] for own in sure])
    items = _distinct([*answers, *(item for own in found for item in own.items)])
    degraded = next((own.degraded for own in found if own.degraded), None)
    merged = Merged(items[:MAX_PASSAGES], min(own.confidence for own in sure), "answer", degraded)
    unanswered = [
        part.text for part, own in zip(parts, found, strict=True) if own.decision != "answer"
    ]
    return Findings(merged, answers, unanswered)


def _distinct(items: Sequence[FoundPassage]) -> list[FoundPassage]:
    return list({(item.article_id, item.passage): item for item in items}.values())
