"""The words of workspaces as this process reads them: mapped files, up to date at every search."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field

import structlog
from sqlalchemy import select

from switchboard.articles.events import ArticleChanged
from switchboard.articles.models import KnowledgeVersion
from switchboard.articles.pages import ArticlePages, NoPages, PageAddresses
from switchboard.core.db import Database, Session
from switchboard.search import index_feed
from switchboard.search.index_sync import IndexBusy, IndexSync, State
from switchboard.search.language import prepare
from switchboard.search.word_index import WordIndex

log = structlog.get_logger(__name__)

FRESH_SECONDS = 0.5
"""How long a view is believed to be up to date without asking the database."""

MAX_WORKSPACES = 128
"""How many workspaces' files one process keeps mapped."""

MAX_CATCH_UP = 200
"""So many changed articles a search writes itself; more are left to whoever writes all day."""

BUSY_SECONDS = 3.0
"""How long a search waits for a few changes that another process is writing."""

GRACE_SECONDS = 5.0
"""How long a worker has to begin with what is much, before another process does it."""

WARMED = 8
"""How many workspaces are opened when a process starts."""


@dataclass(frozen=True, slots=True)
class WorkspaceView:
    """What can be searched of a workspace.

    Args:
        content, vectors: the versions that PostgreSQL had when it was last asked.
        languages: the words of each language that has articles.
        embedded: the (language, audience, fingerprint) of which vectors stand in the vector store.
        pages: where its articles can be read, if anywhere.
        classifiers: for each language that has one, how often its classifier was learned.
        complete: whether `languages` has every change up to `content`.
    """

    content: int
    vectors: int
    languages: Mapping[str, WordIndex]
    embedded: frozenset[tuple[str, str, str]]
    pages: PageAddresses | None = None
    classifiers: Mapping[str, int] = field(default_factory=dict)
    complete: bool = True


@dataclass(slots=True)
class _Held:
    """What this process knows of one workspace.

    `news` counts the changes it heard of, `seen` those that the view is sure to have.
    """

    view: WorkspaceView | None = None
    state: State | None = None
    checked: float = float("-inf")
    news: int = 0
    seen: int = 0
    refresh: asyncio.Task[None] | None = None
    writing: asyncio.Task[None] | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class KnowledgeIndex:
    """The words of the workspaces that were asked last."""

    def __init__(
        self, database: Database, sync: IndexSync, pages: ArticlePages | None = None
    ) -> None:
        """Args: where the articles are; what writes their words; where they have pages."""
        self._database = database
        self.sync = sync
        self._pages = pages or NoPages()
        self._held: OrderedDict[str, _Held] = OrderedDict()

    async def view(self, workspace_id: str) -> WorkspaceView:
        """The workspace as it was at most `FRESH_SECONDS` ago, with all this process has written.

        Callers at the same time share one look at the database.
        """
        held = self._held.setdefault(workspace_id, _Held())
        self._held.move_to_end(workspace_id)
        asked, wanted = time.monotonic(), held.news
        while held.view is None or held.seen < wanted or held.checked < asked - FRESH_SECONDS:
            if held.refresh is None:
                held.refresh = asyncio.create_task(self._refresh(workspace_id, held))
            await asyncio.shield(held.refresh)
        return held.view

    async def article_changed(self, session: Session, event: ArticleChanged) -> None:
        """Look again at the next search; subscribe this to `ArticleChanged`."""

        async def look_again() -> None:
            if event.workspace_id in self._held:
                self._held[event.workspace_id].news += 1

        session.after_commit(look_again)

    async def warm(self) -> None:
        """Open the workspaces that changed most, so that their first question need not wait."""
        async with self._database.system() as session:
            busiest = await session.scalars(
                select(KnowledgeVersion.workspace_id)
                .order_by(KnowledgeVersion.content.desc())
                .limit(WARMED)
            )
            workspaces = busiest.all()
        for workspace_id in workspaces:
            await self.view(workspace_id)

    async def close(self) -> None:
        """Stop what runs beside."""
        writing = [held.writing for held in self._held.values() if held.writing]
        for task in writing:
            task.cancel()
        await asyncio.gather(*writing, return_exceptions=True)

    async def _refresh(self, workspace_id: str, held: _Held) -> None:
        started, news = time.monotonic(), held.news
        try:
            held.view = await self._read(workspace_id, held)
            held.checked, held.seen = started, news
        finally:
            held.refresh = None
        while len(self._held) > MAX_WORKSPACES:
            self._let_go()

    async def _read(self, workspace_id: str, held: _Held) -> WorkspaceView:
        old = held.view
        async with self._database.transaction(workspace_id) as session:
            content, vectors = await index_feed.versions(session)
            if old and old.complete and (old.content, old.vectors) == (content, vectors):
                return old
            embedded = await index_feed.embedded(session)
            pages = await self._pages.addresses(session)
            classifiers = await index_feed.classifiers(session)
        state = await self._state(workspace_id, held, content)
        try:
            languages = await asyncio.to_thread(self._opened, workspace_id, held, state)
        except ValueError:
            # Another writer has begun a new generation, or the files are broken.
            log.warning("word_index_not_opened", workspace_id=workspace_id, exc_info=True)
            await asyncio.to_thread(self.sync.folder(workspace_id).discard, state)
            state = await self._state(workspace_id, held, content)
            languages = await asyncio.to_thread(self._opened, workspace_id, held, state)
        if len(languages) > 1:
            await asyncio.to_thread(prepare)
        complete = content == 0 or (state is not None and state.content >= content)
        return WorkspaceView(content, vectors, languages, embedded, pages, classifiers, complete)

    async def _state(self, workspace_id: str, held: _Held, content: int) -> State | None:
        """The state of the files, with the newest changes if these are few."""
        folder = self.sync.folder(workspace_id)
        state = await asyncio.to_thread(folder.state)
        if content == 0 or (state and state.content == content):
            return state
        if await self.sync.pending(workspace_id, MAX_CATCH_UP + 1) > MAX_CATCH_UP:
            self._write_soon(workspace_id, held)
            return state
        until = time.monotonic() + BUSY_SECONDS
        while time.monotonic() < until:
            try:
                await self.sync.sync(workspace_id, at_most=MAX_CATCH_UP)
                break
            except IndexBusy:
                await asyncio.sleep(0.02)
        return await asyncio.to_thread(folder.state)

    def _opened(
        self, workspace_id: str, held: _Held, state: State | None
    ) -> Mapping[str, WordIndex]:
        """The indexes of this state: those that are open look again, the others are opened."""
        if state is None:
            return held.view.languages if held.view else {}
        known: Mapping[str, WordIndex] = {}
        if held.view and held.state and held.state.generation == state.generation:
            known = held.view.languages
        folder = self.sync.folder(workspace_id)
        languages = {}
        for language in state.languages:
            if language in known:
                known[language].reload()
                languages[language] = known[language]
            else:
                languages[language] = folder.index(state, language)
        held.state = state
        return {language: index for language, index in languages.items() if index.count}

    def _write_soon(self, workspace_id: str, held: _Held) -> None:
        """See to it that what is too much for a search is written, if nobody else does."""
        if held.writing is None or held.writing.done():
            held.writing = asyncio.create_task(self._write(workspace_id))

    async def _write(self, workspace_id: str) -> None:
        folder = self.sync.folder(workspace_id)
        before = await asyncio.to_thread(folder.state)
        await asyncio.sleep(GRACE_SECONDS)
        if before != await asyncio.to_thread(folder.state):
            return
        try:
            await self.sync.sync(workspace_id)
        except IndexBusy:
            return
        except Exception:
            log.exception("word_index_not_written", workspace_id=workspace_id)

    def _let_go(self) -> None:
        """Forget the workspace that was not asked for longest."""
        for workspace_id, held in self._held.items():
            if held.refresh is None and (held.writing is None or held.writing.done()):
                del self._held[workspace_id]
                return
        self._held.popitem(last=False)
