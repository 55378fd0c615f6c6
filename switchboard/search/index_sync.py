"""Brings a workspace's index of words in step with PostgreSQL: one writer at a time.

A workspace has a folder in the data folder. `state.json` in it says which generation of indexes
counts, and up to which version of the content it has every change. It is replaced at once, after
the indexes are committed: a writer that dies before leaves changes that are simply written again.
"""

from __future__ import annotations

import asyncio
import fcntl
import shutil
from collections.abc import AsyncIterator, Collection, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import orjson
import structlog
from sqlalchemy import select

from switchboard.articles.models import KnowledgeVersion
from switchboard.core.db import Database, Session
from switchboard.core.ids import new_id
from switchboard.core.jobs import Job, RetryLater, enqueue
from switchboard.search import index_feed
from switchboard.search.documents import Document
from switchboard.search.word_index import FORMAT, WordIndex

log = structlog.get_logger(__name__)

STATE = "state.json"

BUSY = timedelta(seconds=0.2)
"""When a job comes back while somebody else writes."""


class IndexBusy(Exception):
    """Another writer has the workspace's index."""


@dataclass(frozen=True, slots=True)
class State:
    """Which generation of indexes counts, up to which content, and the languages it has."""

    generation: str
    content: int
    languages: tuple[str, ...]


class IndexFolder:
    """The folder of one workspace's indexes."""

    def __init__(self, folder: Path) -> None:
        """Args: the workspace's folder; it need not exist."""
        self.folder = folder

    def state(self) -> State | None:
        """The state, or None where there is none that this version of the code can use."""
        try:
            found = orjson.loads((self.folder / STATE).read_bytes())
            if found["format"] != FORMAT:
                return None
            return State(found["generation"], found["content"], tuple(found["languages"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def index(self, state: State, language: str, *, create: bool = False) -> WordIndex:
        """The index of a language. Raises ValueError where there is none, unless it is made."""
        return WordIndex.open(self.folder / state.generation / language, language, create=create)

    def save(self, state: State) -> None:
        """Let this state count from now on."""
        body = {
            "format": FORMAT,
            "generation": state.generation,
            "content": state.content,
            "languages": state.languages,
        }
        new = self.folder / f"{STATE}.new"
        new.write_bytes(orjson.dumps(body))
        new.replace(self.folder / STATE)

    def discard(self, state: State | None) -> None:
        """Let this state not count any more, if it still does: its files cannot be read."""
        if state is not None and self.state() == state:
            (self.folder / STATE).unlink(missing_ok=True)

    def remove_others(self, state: State) -> None:
        """Remove the indexes of other generations. Who has them open goes on reading them."""
        for folder in self.folder.iterdir():
            if folder.is_dir() and folder.name != state.generation:
                shutil.rmtree(folder, ignore_errors=True)

    @asynccontextmanager
    async def lock(self) -> AsyncIterator[None]:
        """Be the writer. Raises IndexBusy where somebody else is; a process that dies lets go."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.folder / "lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise IndexBusy from error
            yield


class IndexSync:
    """Writes the indexes of all workspaces of a data folder."""

    def __init__(self, database: Database, folder: Path) -> None:
        """Args: where the articles are, and the folder of the indexes."""
        self._database = database
        self.root = folder

    def folder(self, workspace_id: str) -> IndexFolder:
        """A workspace's folder."""
        return IndexFolder(self.root / workspace_id)

    async def sync(self, workspace_id: str, *, at_most: int | None = None) -> bool:
        """Write what changed since the last time; whether everything is written.

        Args:
            at_most: write nothing where more articles than this have changed.

        Raises IndexBusy while another process does the same.
        """
        folder = self.folder(workspace_id)
        async with folder.lock():
            return await self._sync(workspace_id, folder, at_most)

    async def pending(self, workspace_id: str, limit: int) -> int:
        """How many articles have changed since the last time, counted up to `limit`."""
        state = await asyncio.to_thread(self.folder(workspace_id).state)
        async with self._database.transaction(workspace_id) as session:
            since = state.content if state else 0
            return await index_feed.count_changed(session, since=since, limit=limit)

    def keep_only(self, workspaces: Collection[str]) -> None:
        """Remove the indexes of workspaces that are no more."""
        if self.root.is_dir():
            for folder in self.root.iterdir():
                if folder.name not in workspaces:
                    shutil.rmtree(folder, ignore_errors=True)

    async def _sync(self, workspace_id: str, folder: IndexFolder, at_most: int | None) -> bool:
        async with self._database.transaction(workspace_id) as session:
            content, _ = await index_feed.versions(session)
            state = folder.state()
            if state is None or state.content > content:
                # None yet, another format, or a database that was restored from a backup.
                state = State(new_id("gen"), 0, ())
            if state.content == content:
                return True
            if at_most is not None:
                limit = at_most + 1
                changes = await index_feed.count_changed(session, since=state.content, limit=limit)
                if changes > at_most:
                    return False
        try:
            writing = await asyncio.to_thread(_Writing, folder, state)
        except ValueError:
            log.warning("word_index_unreadable", workspace_id=workspace_id, exc_info=True)
            writing = await asyncio.to_thread(_Writing, folder, State(new_id("gen"), 0, ()))
        try:
            await self._write(workspace_id, writing, content)
        finally:
            await asyncio.to_thread(writing.close)
        return True

    async def _write(self, workspace_id: str, writing: _Writing, content: int) -> None:
        last = False
        while not last:
            since = writing.state.content
            async with self._database.transaction(workspace_id) as session:
                batch = await index_feed.changed(session, since=since)
            last = batch.last
            reached = max(content, batch.revision) if last else _before(batch.revision, since)
            await asyncio.to_thread(writing.take, batch.articles, batch.documents)
            if last:
                await self._forget(workspace_id, writing)
            await asyncio.to_thread(writing.commit, reached)

    async def _forget(self, workspace_id: str, writing: _Writing) -> None:
        """Remove deleted articles. They are looked for only where the numbers of texts differ."""
        await asyncio.to_thread(writing.flush)
        async with self._database.transaction(workspace_id) as session:
            if await index_feed.count_chunks(session) == writing.count:
                return
            known = await asyncio.to_thread(writing.articles)
            gone = await index_feed.gone(session, known)
        await asyncio.to_thread(writing.take, gone, ())


def _before(revision: int, since: int) -> int:
    """From where to go on after a batch: its last revision may have more articles."""
    return revision - 1 if revision - 1 > since else revision


async def write_later(session: Session) -> None:
    """Have a worker write what a transaction changed, at once."""
    key = f"knowledge.words:{session.workspace_id}"
    await enqueue(session, "knowledge.words", {}, dedupe_key=key, urgent=True)


class WordJobs:
    """What a worker does for the index of words."""

    def __init__(self, sync: IndexSync) -> None:
        """Args: what writes."""
        self._sync = sync

    async def write(self, job: Job) -> None:
        """Write what changed in the job's workspace."""
        try:
            await self._sync.sync(job.workspace_id)
        except IndexBusy as error:
            raise RetryLater(BUSY) from error

    async def write_all(self, database: Database) -> None:
        """Write what changed in all workspaces while nobody did, and forget those that are gone."""
        async with database.system() as session:
            workspaces = (await session.scalars(select(KnowledgeVersion.workspace_id))).all()
        await asyncio.to_thread(self._sync.keep_only, set(workspaces))
        for workspace_id in workspaces:
            try:
                await self._sync.sync(workspace_id)
            except IndexBusy:
                continue
            except Exception:
                log.exception("word_index_not_written", workspace_id=workspace_id)


class _Writing:
    """The indexes of a workspace while they are written. Its methods run beside the event loop."""

    def __init__(self, folder: IndexFolder, state: State) -> None:
        self._folder = folder
        self.state = state
        (folder.folder / state.generation).mkdir(parents=True, exist_ok=True, mode=0o700)
        self._indexes = {name: self._open(name) for name in state.languages}

    @property
    def count(self) -> int:
        return sum(index.count for index in self._indexes.values())

    def articles(self) -> set[str]:
        return set().union(*(index.articles() for index in self._indexes.values()))

    def take(self, articles: Iterable[str], documents: Iterable[Document]) -> None:
        for article in articles:
            for index in self._indexes.values():
                index.remove(article)
        for document in documents:
            if document.language not in self._indexes:
                self._indexes[document.language] = self._open(document.language)
            self._indexes[document.language].add([document])

    def flush(self) -> None:
        for index in self._indexes.values():
            index.commit()

    def commit(self, content: int) -> None:
        """Commit, and let what is committed count up to this version of the content."""
        self.flush()
        self.state = State(self.state.generation, content, tuple(sorted(self._indexes)))
        self._folder.save(self.state)

    def close(self) -> None:
        for index in self._indexes.values():
            index.close()
        self._folder.remove_others(self.state)

    def _open(self, language: str) -> WordIndex:
        return self._folder.index(self.state, language, create=True)
