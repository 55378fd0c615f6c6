"""Searches for what a burst asks: as a whole, with what it refers to, and question by question."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from switchboard.assistant import query
from switchboard.assistant.ports import Found, FoundPassage, Search
from switchboard.assistant.situation import Situation
from switchboard.assistant.trace import Trace

_MOST_PASSAGES = 8


@dataclass(frozen=True, slots=True)
class Merged:
    """What several searches found, as one finding."""

    items: Sequence[FoundPassage]
    confidence: float
    decision: str
    degraded: str | None


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found for a burst.

    `answers` are the passages that answer, one for each question of a burst that asks several
    things; `some_open` says that another of its questions has no sure answer.
    """

    found: Found
    answers: Sequence[FoundPassage]
    some_open: bool


async def find(search: Search, situation: Situation, language: str, trace: Trace) -> Findings:
    """Search for all that the customer asked since the last answer."""
    lines = situation.unanswered
    asked = query.of_burst(lines)
    questions = query.separate_questions(lines)

    async def ask(text: str) -> Found:
        return await search.search(
            situation.workspace_id, text, language=language, audience=situation.audience
        )

    found, *each = await asyncio.gather(ask(asked), *map(ask, questions))
    longer = query.with_previous_question(situation, asked)
    if found.decision != "answer" and longer is not None:
        in_context = await ask(longer)
        if in_context.confidence > found.confidence:
            asked, found = longer, in_context
    findings = _together(found, each)
    trace.found(asked, findings.found)
    return findings


def _together(found: Found, each: Sequence[Found]) -> Findings:
    sure = [one for one in each if one.decision == "answer" and one.items]
    if not sure:
        answers = [found.items[0]] if found.decision == "answer" and found.items else []
        return Findings(found, answers, some_open=False)
    answers = list(_distinct([one.items[0] for one in sure]))
    items = _distinct([*answers, *found.items, *(item for one in each for item in one.items)])
    merged = Merged(
        items[:_MOST_PASSAGES], max(one.confidence for one in sure), "answer", found.degraded
    )
    return Findings(merged, answers, some_open=len(sure) < len(each))


def _distinct(items: Sequence[FoundPassage]) -> list[FoundPassage]:
    return list({(item.article_id, item.passage): item for item in items}.values())
