"""Corrects typing errors in a question by the words that the articles use.

Two errors in a short question leave its n-grams little to go by. A word that no article has is
taken for the nearest one that some article has, by the number of letters that were left out, put
in, changed or swapped (optimal string alignment).
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter, OrderedDict
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import select

from switchboard.articles.models import Audience, Chunk
from switchboard.core.db import Database
from switchboard.search.places import places

MIN_LETTERS = 4
"""Shorter words are never corrected: too many others are one letter away."""

TWO_ERRORS_FROM = 6
"""In words of at least so many letters two errors are corrected, in shorter ones one."""

MAX_TEXTS = 10_000
MAX_WORDS = 60_000
"""The words of so many passages and ways to ask, and so many different ones, are known."""

MAX_CORRECTED = 4
"""More unknown words than this are another language or a name, not typing errors."""

_KEPT = 64
_WORD = re.compile(r"[^\W\d_]+")
_SPACELESS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")


class Vocabulary:
    """The words of some articles, in lower case, and how often each is used."""

    def __init__(self, texts: Iterable[str], language: str) -> None:
        """Args: the articles' texts, and their language."""
        self._language = language
        counted = Counter(word for text in texts for word in _WORD.findall(text.casefold()))
        self._count = dict(counted.most_common(MAX_WORDS))
        self._words = [word for word in self._count if len(word) >= MIN_LETTERS - 1]

    def corrected(self, question: str) -> str | None:
        """The question with known words for unknown ones; None if nothing can be corrected.

        Names of places are no typing errors, whether an article has them or not.
        """
        if _SPACELESS.search(question):
            return None
        names = {
            word
            for place in places(question, self._language)
            for word in _WORD.findall(question[place.start : place.end])
        }
        words = set(_WORD.findall(question)) - names
        wrong = {word for word in words if self._unknown(word.casefold())}
        if not wrong or len(wrong) > MAX_CORRECTED:
            return None
        nearest = {word: self._nearest(word.casefold()) for word in wrong}
        if not any(nearest.values()):
            return None
        return _WORD.sub(lambda found: nearest.get(found[0]) or found[0], question)

    def _unknown(self, word: str) -> bool:
        return len(word) >= MIN_LETTERS and word not in self._count

    def _nearest(self, word: str) -> str | None:
        errors = 2 if len(word) >= TWO_ERRORS_FROM else 1
        found = process.extract(
            word, self._words, scorer=OSA.distance, score_cutoff=errors, limit=10
        )
        if not found:
            return None
        best = min(
            found,
            key=lambda own: (own[1], own[0][0] != word[0], -self._count[own[0]]),
        )
        return str(best[0])


class Vocabularies:
    """The words of each workspace's articles in each language, read when they are first needed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: OrderedDict[tuple[str, str], tuple[int, Vocabulary]] = OrderedDict()

    async def get(self, workspace_id: str, language: str, articles: int) -> Vocabulary:
        """The words as they were when the number of articles last changed; a text that was edited
        since may have others, which only means that these are not corrected to."""
        key = (workspace_id, language)
        known = self._known.get(key)
        if known is None or known[0] != articles:
            known = (articles, await self._read(workspace_id, language))
            self._known[key] = known
        self._known.move_to_end(key)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return known[1]

    async def _read(self, workspace_id: str, language: str) -> Vocabulary:
        query = (
            select(Chunk.heading, Chunk.text)
            .where(Chunk.workspace_id == workspace_id, Chunk.language == language)
            .where(Chunk.audience == Audience.PUBLIC)
            .order_by(Chunk.id.desc())
            .limit(MAX_TEXTS)
        )
        async with self._database.transaction(workspace_id) as session:
            rows = (await session.execute(query)).all()
        texts = [f"{head} {text}" for head, text in rows]
        return await asyncio.to_thread(Vocabulary, texts, language)
