"""Each workspace's articles in memory, read from PostgreSQL and kept up to date by version."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import structlog
from sqlalchemy import select

from switchboard.articles.events import ArticleChanged
from switchboard.articles.models import KnowledgeVersion
from switchboard.articles.pages import ArticlePages, NoPages
from switchboard.core.db import Database, Session
from switchboard.core.memory import give_back
from switchboard.search import index_feed
from switchboard.search.index_snapshot import LanguageShelf, WorkspaceShelf, merge
from switchboard.search.language import prepare
from switchboard.search.segment_store import KeptSegments
from switchboard.search.segments import Document

log = structlog.get_logger(__name__)

FRESH_SECONDS = 0.5
"""How long a shelf is believed to be up to date without asking the database."""

WORKSPACES = 64
TEXTS = 500_000
"""How many workspaces one process holds at a time, and how many texts, at about 1.3 kB each."""

WARMED = 8
"""How many of them are read when a process starts."""

AT_ONCE = 4_000
"""Segments of so many texts are merged at once, larger ones beside the searches."""


@dataclass(slots=True)
class _Held:
    """What this process knows of one workspace.

    `news` counts the changes it heard of, `seen` those that the shelf is sure to have; `kept` is
    the size of what was last kept in files.
    """

    shelf: WorkspaceShelf | None = None
    checked: float = float("-inf")
    news: int = 0
    seen: int = 0
    refresh: asyncio.Task[None] | None = None
    merging: asyncio.Task[None] | None = None
    kept: list[int] = field(default_factory=list)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class KnowledgeIndex:
    """The shelves of the workspaces that were asked last."""

    def __init__(
        self,
        database: Database,
        kept: KeptSegments | None = None,
        pages: ArticlePages | None = None,
        *,
        workspaces: int = WORKSPACES,
        texts: int = TEXTS,
    ) -> None:
        """Args: where articles are read from, and where built segments are kept, if anywhere; where
        they have pages; how
        many workspaces, and texts, to hold."""
        self._database = database
        self._kept = kept
        self._pages = pages or NoPages()
        self._most = workspaces
        self._most_texts = texts
        self._held: OrderedDict[str, _Held] = OrderedDict()

    async def shelf(self, workspace_id: str) -> WorkspaceShelf:
        """The workspace's articles, not older than `FRESH_SECONDS`.

        Callers at the same time share one reading of the database.
        """
        held = self._held.setdefault(workspace_id, _Held())
        self._held.move_to_end(workspace_id)
        asked, wanted = time.monotonic(), held.news
        while held.shelf is None or held.seen < wanted or held.checked < asked - FRESH_SECONDS:
            if held.refresh is None:
                held.refresh = asyncio.create_task(self._refresh(workspace_id, held))
            await asyncio.shield(held.refresh)
        return held.shelf

    async def article_changed(self, session: Session, event: ArticleChanged) -> None:
        """Look again at the next search; subscribe this to `ArticleChanged`."""

        async def look_again() -> None:
            if event.workspace_id in self._held:
                self._held[event.workspace_id].news += 1

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
            known = set(await session.scalars(select(KnowledgeVersion.workspace_id)))
        if self._kept:
            await asyncio.to_thread(self._kept.keep_only, known)
        for workspace_id in workspaces:
            await self.shelf(workspace_id)

    async def settled(self, workspace_id: str) -> None:
        """Return when all that is due for a workspace has been merged and kept."""
        held = self._held.get(workspace_id)
        while held and held.merging:
            await asyncio.wait([held.merging])

    async def close(self) -> None:
        """Stop what runs beside."""
        merging = [held.merging for held in self._held.values() if held.merging]
        for task in merging:
            task.cancel()
        await asyncio.gather(*merging, return_exceptions=True)

    async def _refresh(self, workspace_id: str, held: _Held) -> None:
        started, news = time.monotonic(), held.news
        try:
            async with held.lock:
                held.shelf = await self._read(workspace_id, held.shelf)
            held.checked, held.seen = started, news
        finally:
            held.refresh = None
        self._let_go(held)
        due = any(own.due() for own in held.shelf.languages.values())
        if held.merging is None and (due or self._to_keep(held) is not None):
            held.merging = asyncio.create_task(self._settle(workspace_id, held))

    async def _read(self, workspace_id: str, old: WorkspaceShelf | None) -> WorkspaceShelf:
        """The shelf as it is now; only what changed since `old` is read and analysed."""
        async with self._database.transaction(workspace_id) as session:
            # The version first: what changes afterwards is simply read again next time.
            content, vectors = await index_feed.versions(session)
            if old and (old.content, old.vectors) == (content, vectors):
                return old
            embedded = await index_feed.embedded(session)
            pages = await self._pages.addresses(session)
        shelf = old or WorkspaceShelf(-1, vectors, {}, embedded)
        if old is None and self._kept:
            shelf = replace(shelf, languages=await self._begun(workspace_id, self._kept))
        elif shelf.content != content:
            shelf = replace(shelf, languages=await self._changed(workspace_id, shelf))
        return replace(shelf, content=content, vectors=vectors, embedded=embedded, pages=pages)

    async def _begun(self, workspace_id: str, kept: KeptSegments) -> Mapping[str, LanguageShelf]:
        """The shelves as far as files have them; whatever is missing there is read and analysed."""
        async with self._database.transaction(workspace_id) as session:
            marks = await index_feed.marks(session)
        languages = await asyncio.to_thread(kept.load, workspace_id, marks)
        known = {article for shelf in languages.values() for article in shelf.documents}
        missing = sorted(marks.keys() - known)
        for start in range(0, len(missing), index_feed.BATCH):
            async with self._database.transaction(workspace_id) as session:
                batch = await index_feed.these(session, missing[start : start + index_feed.BATCH])
            languages = await asyncio.to_thread(_applied, languages, batch)
        await self._prepared(languages)
        await asyncio.to_thread(give_back)
        return languages

    async def _changed(self, workspace_id: str, old: WorkspaceShelf) -> Mapping[str, LanguageShelf]:
        """The shelves with every article that changed since, and without those that are gone."""
        languages = dict(old.languages)
        after: str | None = ""
        while after is not None:
            async with self._database.transaction(workspace_id) as session:
                batch = await index_feed.changed(session, since=old.content, after=after)
            languages = await asyncio.to_thread(_applied, languages, batch)
            after = batch.following
        known = {article for shelf in languages.values() for article in shelf.documents}
        async with self._database.transaction(workspace_id) as session:
            gone = await index_feed.gone(session, known)
        if gone:
            batch = index_feed.Batch(gone, [], None)
            languages = await asyncio.to_thread(_applied, languages, batch)
        await self._prepared(languages)
        if not old.languages:
            await asyncio.to_thread(give_back)
        return languages

    async def _prepared(self, languages: Mapping[str, LanguageShelf]) -> None:
        if len(languages) > 1:
            await asyncio.to_thread(prepare)

    async def _settle(self, workspace_id: str, held: _Held) -> None:
        """Merge what is due and keep it, in a thread; searches and edits go on meanwhile."""
        try:
            await self._merge(held)
            if self._kept and held.shelf and (size := self._to_keep(held)) is not None:
                held.kept = size
                await asyncio.to_thread(self._kept.keep, workspace_id, held.shelf.languages)
        except Exception:
            # Unmerged segments are slower, and right all the same; unkept ones are built again.
            log.exception("knowledge_segments_not_merged")
        finally:
            held.merging = None
        await asyncio.to_thread(give_back)

    async def _merge(self, held: _Held) -> None:
        while (shelf := held.shelf) and (
            due := [(name, old) for name, own in shelf.languages.items() if (old := own.due())]
        ):
            language, old = due[0]
            merged = await asyncio.to_thread(merge, old)
            async with held.lock:
                now = held.shelf
                if now is None or language not in now.languages:
                    return
                own = await asyncio.to_thread(now.languages[language].merged, old, merged)
                held.shelf = now.with_language(language, own)

    def _to_keep(self, held: _Held) -> list[int] | None:
        """The size of what is to be kept, where that differs from what was."""
        size = self._kept.size(held.shelf.languages) if self._kept and held.shelf else []
        return size if size != held.kept else None

    def _let_go(self, asked: _Held) -> None:
        """Forget the workspaces that were not asked for longest, when there are too many."""
        while len(self._held) > 1 and (
            len(self._held) > self._most or self._texts() > self._most_texts
        ):
            workspace_id, oldest = next(iter(self._held.items()))
            if oldest is asked or oldest.refresh:
                return
            del self._held[workspace_id]

    def _texts(self) -> int:
        return sum(held.shelf.texts for held in self._held.values() if held.shelf)


def _applied(
    languages: Mapping[str, LanguageShelf], batch: index_feed.Batch
) -> dict[str, LanguageShelf]:
    """The shelves after these index_feed. Takes a moment: runs beside the event loop."""
    changed = dict(languages)
    added: dict[str, list[Document]] = {}
    for document in batch.documents:
        added.setdefault(document.language, []).append(document)
    for language in {*languages, *added}:
        shelf = languages.get(language) or LanguageShelf((), {}, {})
        removed = [article for article in batch.articles if article in shelf.documents]
        if removed or language in added:
            changed[language] = shelf.changed(removed, added.get(language, ())).merged_while(
                AT_ONCE
            )
    return {language: shelf for language, shelf in changed.items() if shelf.documents}
