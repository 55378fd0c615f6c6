"""Each workspace's articles in memory, read from PostgreSQL and kept up to date by version."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from switchboard.core.db import Database, Session
from switchboard.knowledge.events import ArticleChanged
from switchboard.knowledge.language import prepare
from switchboard.knowledge.lexical import Terms
from switchboard.knowledge.models import (
    Article,
    ArticleStatus,
    Chunk,
    ChunkKind,
    KnowledgeVersion,
)
from switchboard.knowledge.shelf import (
    Document,
    LanguageShelf,
    Text,
    WorkspaceShelf,
    passage_terms,
)

FRESH_SECONDS = 0.5
"""How long a shelf is believed to be up to date without asking the database."""

WORKSPACES = 64
"""How many workspaces one process holds at a time."""

WARMED = 8
"""How many of them are read when a process starts."""


@dataclass(slots=True)
class _Held:
    """What this process knows of one workspace."""

    shelf: WorkspaceShelf | None = None
    checked: float = 0.0
    refresh: asyncio.Task[WorkspaceShelf] | None = None


class KnowledgeIndex:
    """The shelves of the workspaces that were asked last."""

    def __init__(self, database: Database, *, workspaces: int = WORKSPACES) -> None:
        """Args: where articles are read from; how many workspaces to hold."""
        self._database = database
        self._most = workspaces
        self._held: OrderedDict[str, _Held] = OrderedDict()

    async def shelf(self, workspace_id: str) -> WorkspaceShelf:
        """The workspace's articles, not older than `FRESH_SECONDS`.

        Callers at the same time share one reading of the database.
        """
        held = self._hold(workspace_id)
        if held.shelf and time.monotonic() - held.checked < FRESH_SECONDS:
            return held.shelf
        if held.refresh is None:
            held.refresh = asyncio.create_task(self._refresh(workspace_id, held))
        return await asyncio.shield(held.refresh)

    async def article_changed(self, session: Session, event: ArticleChanged) -> None:
        """Look again at the next search; subscribe this to `ArticleChanged`."""

        async def look_again() -> None:
            if event.workspace_id in self._held:
                self._held[event.workspace_id] = _Held(self._held[event.workspace_id].shelf)

        session.after_commit(look_again)

    async def warm(self) -> None:
        """Read the workspaces that changed most, so that their first question need not wait."""
        async with self._database.system() as session:
            busiest = await session.scalars(
                select(KnowledgeVersion.workspace_id)
                .order_by(KnowledgeVersion.content.desc())
                .limit(WARMED)
            )
            workspaces = busiest.all()
        for workspace_id in workspaces:
            await self.shelf(workspace_id)

    def _hold(self, workspace_id: str) -> _Held:
        held = self._held.setdefault(workspace_id, _Held())
        self._held.move_to_end(workspace_id)
        while len(self._held) > self._most:
            self._held.popitem(last=False)
        return held

    async def _refresh(self, workspace_id: str, held: _Held) -> WorkspaceShelf:
        started = time.monotonic()
        try:
            held.shelf = await self._read(workspace_id, held.shelf)
            held.checked = started
        finally:
            held.refresh = None
        return held.shelf

    async def _read(self, workspace_id: str, old: WorkspaceShelf | None) -> WorkspaceShelf:
        """The shelf as it is now; only what changed since `old` is read and analysed again."""
        async with self._database.transaction(workspace_id) as session:
            # The version first: what changes afterwards is simply read again next time.
            content, vectors = await _versions(session)
            if old and (old.content, old.vectors) == (content, vectors):
                return old
            embedded = await _embedded(session)
            if old and old.content == content:
                return WorkspaceShelf(content, vectors, old.languages, embedded)
            articles = await _articles(session)
            chunks = await _chunks(session, since=old.content if old else -1)
        languages = await asyncio.to_thread(_build, articles, chunks, old)
        return WorkspaceShelf(content, vectors, languages, embedded)


async def _versions(session: Session) -> tuple[int, int]:
    row = (
        await session.execute(
            select(KnowledgeVersion.content, KnowledgeVersion.vectors).where(
                KnowledgeVersion.workspace_id == session.workspace_id
            )
        )
    ).one_or_none()
    return (row.content, row.vectors) if row else (0, 0)


async def _embedded(session: Session) -> frozenset[tuple[str, str, str]]:
    rows = await session.execute(
        select(Chunk.language, Chunk.audience, Chunk.indexed_with)
        .where(Chunk.workspace_id == session.workspace_id, Chunk.indexed_with.is_not(None))
        .distinct()
    )
    return frozenset((row.language, row.audience, row.indexed_with or "") for row in rows)


async def _articles(session: Session) -> Sequence[Any]:
    found = await session.execute(
        select(
            Article.id,
            Article.slug,
            Article.language,
            Article.title,
            Article.url,
            Article.audience,
            Article.approved_answer,
            Article.revision,
        )
        .where(
            Article.workspace_id == session.workspace_id,
            Article.status == ArticleStatus.PUBLISHED,
        )
        .order_by(Article.id)
    )
    return found.all()


async def _chunks(session: Session, since: int) -> Sequence[Any]:
    """The chunks of all articles changed after this version."""
    found = await session.execute(
        select(Chunk.id, Chunk.article_id, Chunk.kind, Chunk.heading, Chunk.text)
        .join(Article, Article.id == Chunk.article_id)
        .where(
            Chunk.workspace_id == session.workspace_id,
            Article.workspace_id == session.workspace_id,
            Article.revision > since,
        )
        .order_by(Chunk.article_id, Chunk.position)
    )
    return found.all()


def _build(
    articles: Iterable[Any], chunks: Iterable[Any], old: WorkspaceShelf | None
) -> Mapping[str, LanguageShelf]:
    """Put the shelves together. Takes a moment: runs beside the event loop."""
    own = defaultdict(list)
    for chunk in chunks:
        own[chunk.article_id].append(chunk)
    known = {
        document.id: document
        for shelf in (old.languages.values() if old else ())
        for document in shelf.documents.values()
    }
    since = old.content if old else -1
    documents: dict[str, list[Document]] = defaultdict(list)
    for article in articles:
        kept = known.get(article.id) if article.revision <= since else None
        documents[article.language].append(kept or _document(article, own[article.id]))
    if len(documents) > 1:
        prepare()
    return {
        language: _same(old, language, found) or LanguageShelf(found)
        for language, found in documents.items()
    }


def _same(
    old: WorkspaceShelf | None, language: str, documents: Sequence[Document]
) -> LanguageShelf | None:
    """The old shelf of this language, if nothing on it has changed."""
    shelf = old.languages.get(language) if old else None
    unchanged = shelf and list(map(id, shelf.documents.values())) == list(map(id, documents))
    return shelf if unchanged else None


def _document(article: Any, chunks: Sequence[Any]) -> Document:
    return Document(
        article.id,
        article.slug,
        article.language,
        article.title,
        article.url,
        article.audience,
        tuple(_text(article, chunk) for chunk in chunks if chunk.kind == ChunkKind.PASSAGE),
        tuple(_text(article, chunk) for chunk in chunks if chunk.kind == ChunkKind.QUESTION),
        article.approved_answer,
    )


def _text(article: Any, chunk: Any) -> Text:
    if chunk.kind == ChunkKind.PASSAGE:
        terms = passage_terms(article.title, chunk.heading, chunk.text, article.language)
    else:
        terms = Terms.of(chunk.text, article.language)
    return Text(chunk.id, article.id, chunk.heading, chunk.text, terms)
