"""The trace of a turn: filled in on the way, kept as one row, shown to staff."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from switchboard.assistant.ports import Found

SHOWN_CHARACTERS = 600
"""How much of each passage a trace keeps: enough to see why it was found."""


@dataclass(slots=True)
class Trace:
    """Why the turn ended as it did. `timings` are milliseconds by step; `open` are the questions
    that an answer says it has no answer to. `provider_says` is for admins alone."""

    reason: str | None = None
    language: str | None = None
    query: str | None = None
    confidence: float | None = None
    decision: str | None = None
    passages: list[dict[str, Any]] = field(default_factory=list)
    model: str | None = None
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    timings: dict[str, float] = field(default_factory=dict)
    manifest: dict[str, Any] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)
    error: str | None = None
    provider_says: str | None = None
    duration_ms: int = 0

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Measure a step; a step that is taken twice counts together."""
        begin = time.perf_counter()
        try:
            yield
        finally:
            spent = (time.perf_counter() - begin) * 1000
            self.timings[name] = round(self.timings.get(name, 0.0) + spent, 2)

    def found(self, query: str, result: Found) -> None:
        """Remember what was searched and found."""
        self.query, self.confidence, self.decision = query, result.confidence, result.decision
        if result.degraded:
            self.went_wrong(f"Search: {result.degraded}.")
        self.passages = [
            {
                "article_id": item.article_id,
                "title": item.title,
                "heading": item.heading,
                "passage": item.passage[:SHOWN_CHARACTERS],
                "url": item.url,
                "score": item.score,
                "legs": dict(item.legs),
            }
            for item in result.items
        ]

    def went_wrong(self, what: str) -> None:
        """Add a sentence on what went wrong; the turn may still end in an answer."""
        self.error = f"{self.error} {what}" if self.error else what

    def as_dict(self) -> dict[str, Any]:
        """The trace as JSON."""
        return asdict(self)
