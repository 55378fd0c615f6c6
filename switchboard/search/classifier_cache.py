"""Each process's heads: learned beside the searches, a moment after an article changed.

A head is learned from what the shelf holds and from the vectors of the vector store, both derived
from PostgreSQL, and learning knows no chance: so all processes come to the same head, and none
has to be stored. Until there is one, the other legs answer. While most of a language's vectors
are missing (a large import is being embedded), its head reads words alone.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import structlog

from switchboard.search.dense import DenseLeg
from switchboard.search.errors import VectorsUnavailable
from switchboard.search.index_snapshot import LanguageShelf, WorkspaceShelf
from switchboard.search.intent_classifier import Head, learn
from switchboard.search.text_analysis import Floats
from switchboard.search.training_data import Material
from switchboard.search.vectors import Place

log = structlog.get_logger(__name__)

QUIET_SECONDS = 0.3
"""How long a head waits for the next change before it learns: an import is learned from once."""

AGAIN_SECONDS = 2.0
GIVEN_UP_SECONDS = 1_800.0
"""How often, and for how long, it is looked whether the missing vectors have come."""

EMBEDDED = 0.98
"""The share of a language's texts that must have a vector before the head reads meaning."""

Reader = Callable[[str], Awaitable[WorkspaceShelf]]


@dataclass(slots=True)
class _Held:
    """The head of one language of a workspace, and of which content it was learned.

    `complete`: nothing is missing, neither the head (if there is enough to learn) nor vectors.
    `reads`: the fingerprint of the model whose vectors there were. It rests as long as it took to
    learn before it learns again.
    """

    head: Head | None = None
    content: int | None = None
    complete: bool = False
    reads: str | None = None
    rest_until: float = 0.0


@dataclass(slots=True)
class _Workspace:
    """The heads of a workspace, for which shelf they are, and what runs to renew them."""

    languages: dict[str, _Held] = field(default_factory=dict)
    learned: tuple[int, int] | None = None
    task: asyncio.Task[None] | None = None
    learning: asyncio.Lock = field(default_factory=asyncio.Lock)


class Heads:
    """The heads of the workspaces that were asked last."""

    def __init__(self, read: Reader, dense: DenseLeg, *, workspaces: int = 64) -> None:
        """Args: gives a workspace's present shelf; the model and the store of its vectors."""
        self._read = read
        self._dense = dense
        self._most = workspaces
        self._held: dict[str, _Workspace] = {}
        self._one_at_a_time = asyncio.Lock()

    def head(self, workspace_id: str, shelf: WorkspaceShelf, language: str) -> Head | None:
        """The head of this language, if it has learned one; sees to it that it learns the shelf."""
        held = self._workspace(workspace_id)
        if held.learned != (shelf.content, shelf.vectors):
            self._renew(workspace_id, held)
        own = held.languages.get(language)
        return own.head if own else None

    def changed(self, workspace_id: str) -> None:
        """Learn the workspace's articles again, soon."""
        self._renew(workspace_id, self._workspace(workspace_id))

    async def learn(self, workspace_id: str) -> None:
        """Learn now what there is to learn, and return when that is done."""
        shelf = await self._read(workspace_id)
        await self._learn_all(workspace_id, self._workspace(workspace_id), shelf)

    async def close(self) -> None:
        """Stop learning."""
        tasks = [held.task for held in self._held.values() if held.task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _workspace(self, workspace_id: str) -> _Workspace:
        held = self._held.pop(workspace_id, None) or _Workspace()
        self._held[workspace_id] = held
        while len(self._held) > self._most:
            oldest = self._held.pop(next(iter(self._held)))
            if oldest.task:
                oldest.task.cancel()
        return held

    def _renew(self, workspace_id: str, held: _Workspace) -> None:
        if held.task is None or held.task.done():
            held.task = asyncio.create_task(self._follow(workspace_id, held))

    async def _follow(self, workspace_id: str, held: _Workspace) -> None:
        """Learn until the heads know the newest articles, with their vectors."""
        give_up = time.monotonic() + GIVEN_UP_SECONDS
        pause = QUIET_SECONDS
        while time.monotonic() < give_up:
            await asyncio.sleep(pause)
            try:
                shelf = await self._read(workspace_id)
                done = await self._learn_all(workspace_id, held, shelf)
            except Exception:
                log.warning("head_not_learned", workspace_id=workspace_id, exc_info=True)
                return
            if done and held.learned == (shelf.content, shelf.vectors):
                return
            pause = QUIET_SECONDS if done else AGAIN_SECONDS
            held.learned = (shelf.content, shelf.vectors)

    async def _learn_all(self, workspace_id: str, held: _Workspace, shelf: WorkspaceShelf) -> bool:
        """Bring each language's head up to date; whether nothing is left to be learned."""
        async with held.learning:
            return await self._learn_each(workspace_id, held, shelf)

    async def _learn_each(self, workspace_id: str, held: _Workspace, shelf: WorkspaceShelf) -> bool:
        for gone in held.languages.keys() - shelf.languages.keys():
            del held.languages[gone]
        done = True
        for language, own in shelf.languages.items():
            one = held.languages.setdefault(language, _Held())
            if time.monotonic() < one.rest_until:
                done = False
                continue
            model = await self._dense.model(language, shelf.embedded)
            fingerprint = model.fingerprint if model else None
            await self._learn(workspace_id, language, own, one, fingerprint)
            done = done and one.complete
        return done

    async def _learn(
        self,
        workspace_id: str,
        language: str,
        shelf: LanguageShelf,
        held: _Held,
        fingerprint: str | None,
    ) -> None:
        """Learn, with the vectors of the model with this fingerprint (None: there are none)."""
        material = await asyncio.to_thread(Material.of, language, shelf)
        if held.reads == fingerprint and held.complete and held.content == material.content:
            return
        if not material.enough:
            held.head, held.content, held.complete = None, material.content, True
            held.reads = fingerprint
            return
        vectors = await self._vectors(workspace_id, language, material, fingerprint)
        if vectors is None and held.head and held.head.fingerprint in {None, fingerprint}:
            known = held.content == material.content or held.head.fingerprint is not None
            if known and self._means(language):
                held.complete = False
                return  # as good as words alone could be; the vectors will come
        held.reads = fingerprint
        started = time.monotonic()
        async with self._one_at_a_time:
            examples = material.examples(fingerprint or "", vectors)
            held.head = await asyncio.to_thread(learn, examples)
        took = time.monotonic() - started
        held.content = material.content
        held.complete = vectors is not None or not self._means(language)
        held.rest_until = time.monotonic() + took
        _tell(workspace_id, held.head, len(examples.texts), took)

    def _means(self, language: str) -> bool:
        """Whether there will be vectors of this language."""
        return self._dense.vectors is not None and self._dense.understands(language)

    async def _vectors(
        self, workspace_id: str, language: str, material: Material, fingerprint: str | None
    ) -> dict[str, Floats] | None:
        """The vectors of these texts, if nearly all have one."""
        store = self._dense.vectors
        if store is None or fingerprint is None:
            return None

        async def fetched(part: Material) -> dict[str, Floats] | None:
            found: dict[str, Floats] = {}
            for audience, chunks in part.by_audience():
                place = Place(workspace_id, language, audience, fingerprint)
                found |= await store.fetch(place, chunks)
            return found if len(found) >= EMBEDDED * len(part.texts) else None

        try:
            if await fetched(material.sample()) is None:
                return None
            return await fetched(material)
        except VectorsUnavailable:
            return None


def _tell(workspace_id: str, head: Head, examples: int, seconds: float) -> None:
    log.info(
        "head_learned",
        workspace_id=workspace_id,
        language=head.sketch.language,
        articles=len(head.articles),
        examples=examples,
        meaning=head.fingerprint is not None,
        seconds=round(seconds, 2),
    )
