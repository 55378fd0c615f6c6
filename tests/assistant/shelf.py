"""A small help centre in memory, searched by words: for turns without any engine."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from switchboard.assistant.situation import Line, Role, Situation

_STOP = {"the", "and", "for", "how", "what", "can", "you", "with", "are", "does", "have", "wie"}


@dataclass(frozen=True)
class Item:
    """A passage of an article."""

    article_id: str
    title: str
    passage: str
    language: str = "en"
    heading: str = ""
    url: str | None = None
    score: float = 1.0
    legs: Mapping[str, float] = field(default_factory=dict)
    approved_answer: str | None = None
    quote: str | None = None


@dataclass(frozen=True)
class Found:
    """What the shelf found."""

    items: Sequence[Item]
    confidence: float
    decision: str
    degraded: str | None = None


RETURNS = Item(
    "art_returns",
    "Returning something",
    "You can send something back within 30 days. Returning is free from 50 €.",
    url="https://shop.test/help/returns",
)
WARRANTY = Item(
    "art_warranty",
    "Warranty",
    "The warranty on lamps lasts 2 years. Keep the receipt for a warranty claim.",
)
SHIPPING = Item(
    "art_shipping",
    "Shipping",
    "Shipping within Germany takes 2 to 3 working days and costs 4.95 €.",
)
GERMAN = Item(
    "art_pfand",
    "Leihgeräte",
    "Leihgeräte kosten zehn Euro Pfand. Das Pfand bekommen Sie bei der Rückgabe zurück.",
    "de",
)


class Shelf:
    """Finds the passages that have most of a query's words."""

    def __init__(
        self,
        *items: Item,
        decision: str | None = None,
        delay: float = 0.0,
        error: Exception | None = None,
    ) -> None:
        self._items = items or (RETURNS, WARRANTY, SHIPPING, GERMAN)
        self._decision = decision
        self._delay = delay
        self._error = error
        self.queries: list[str] = []

    async def search(
        self,
        workspace_id: str,
        query: str,
        *,
        language: str | None = None,
        audience: str = "public",
        limit: int = 5,
    ) -> Found:
        """The passages by the share of the query's words that they have."""
        del workspace_id, language, audience
        self.queries.append(query)
        await asyncio.sleep(self._delay)
        if self._error:
            raise self._error
        asked = _words(query)
        shares = [
            (len(asked & _words(f"{item.title} {item.passage}")) / max(1, len(asked)), item)
            for item in self._items
        ]
        best = sorted(shares, key=lambda pair: -pair[0])
        found = [item for share, item in best if share > 0][:limit]
        top = best[0][0] if best else 0.0
        close = len(found) > 1 and best[1][0] == top
        decision = "handover" if top < 0.3 else "clarify" if close else "answer"
        return Found(found, top, self._decision or decision)


def _words(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"\w{4,}", text.casefold()) if word not in _STOP}


def situation(
    *texts: str,
    history: Sequence[tuple[Role, str] | Line] = (),
    known_language: str | None = None,
    instructions: str = "",
    languages: tuple[str, ...] = ("en", "es", "de"),
) -> Situation:
    """A situation in which these messages are unanswered."""
    before = [
        line if isinstance(line, Line) else Line(seq, line[0], line[1])
        for seq, line in enumerate(history, start=1)
    ]
    start = len(before) + 1
    asked = [Line(seq, "customer", text) for seq, text in enumerate(texts, start=start)]
    return Situation(
        workspace_id="wsp_test",
        assistant_id="asst_test",
        assistant_name="Sunny",
        instructions=instructions,
        languages=languages,
        default_language="en",
        lines=[*before, *asked],
        answered_seq=len(before),
        known_language=known_language,
    )
