"""The vector store: the only file that knows Chroma.

There is one collection per workspace, language, audience and embedding fingerprint, so that who
may see what is decided by which collection is asked and never by a filter in a query. It is also
faster: with Chroma 1.5.9, 2,000 vectors are asked in 3 ms, and in 17 ms when the same query
carries a metadata filter; one collection for ten workspaces takes 33 ms.

Everything here is derived from PostgreSQL and can be lost. After a failure the store is left
alone for a few seconds, so that no customer waits for a server that is not there.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from operator import methodcaller
from typing import Any
from urllib.parse import urlsplit

import chromadb
import numpy as np
import numpy.typing as npt
import structlog
from chromadb.config import Settings
from chromadb.errors import NotFoundError

from switchboard.search.errors import VectorsUnavailable

log = structlog.get_logger(__name__)

QUERY_SECONDS = 2.0
WRITE_SECONDS = 20.0
REST_SECONDS = 5.0
_SPACE = {
    "hnsw": {"space": "cosine", "max_neighbors": 16, "ef_construction": 100, "ef_search": 100}
}
"""Chroma's own choice, written down. Of the ten nearest it finds 99.7 % among 80,000 vectors in
clusters as embeddings have them, and all among 9,000 of short questions; with twice the neighbours
it is no better there, fills half as fast and takes a third longer to ask."""
_BATCH = 200
_FETCHED = 500
_READ = 250
"""Few enough that reading one answer holds nobody up."""
_LISTED = 20_000
_PREFIX = "knowledge"

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Place:
    """Where vectors of one kind live together."""

    workspace_id: str
    language: str
    audience: str
    fingerprint: str

    @property
    def collection(self) -> str:
        """The collection's name: readable, and within what Chroma allows."""
        space = hashlib.sha256(self.fingerprint.encode()).hexdigest()[:12]
        return f"{_PREFIX}.{self.workspace_id}.{self.language}.{self.audience}.{space}"


class Vectors:
    """Vectors of chunks on a Chroma server. Every method raises VectorsUnavailable."""

    def __init__(self, url: str) -> None:
        """Args: the server's URL. Nothing is asked of it before it is needed."""
        self._url = urlsplit(url)
        self._client: Any = None
        self._collections: dict[str, Any] = {}
        self._made: set[Place] = set()
        self._rest_until = 0.0
        self._reason = ""
        self._heard = 0.0
        self._check: asyncio.Task[None] | None = None

    def raise_if_resting(self) -> None:
        """Raise at once what the last question raised, if that was only seconds ago."""
        if time.monotonic() < self._rest_until:
            raise VectorsUnavailable(self._reason)

    def trouble(self) -> str:
        """Why the store could not be used when it was last tried; empty if it could.

        Looks again beside the caller when that was a while ago.
        """
        old = time.monotonic() - self._heard > REST_SECONDS
        if old and (self._check is None or self._check.done()):
            self._check = asyncio.create_task(self._look())
        return self._reason

    async def close(self) -> None:
        """Stop what runs beside; the store itself is left alone."""
        if self._check:
            self._check.cancel()
            await asyncio.gather(self._check, return_exceptions=True)

    async def query(self, place: Place, vector: Array, limit: int) -> list[tuple[str, float]]:
        """The nearest chunk ids with their cosines, best first; none if nothing is stored there."""
        async with self._asking(QUERY_SECONDS):
            found = await self._tried(
                place,
                methodcaller(
                    "query", query_embeddings=[vector], n_results=limit, include=["distances"]
                ),
            )
        if found is None:
            return []
        cosines = [1.0 - distance for distance in found["distances"][0]]
        return list(zip(found["ids"][0], cosines, strict=True))

    async def fetch(self, place: Place, ids: Sequence[str]) -> dict[str, Array]:
        """The vectors of those of these chunks that have one."""
        found: dict[str, Array] = {}
        for start in range(0, len(ids), _FETCHED):
            wanted = list(ids[start : start + _FETCHED])
            async with self._asking(WRITE_SECONDS, patient=True):
                part = await self._tried(
                    place, methodcaller("get", ids=wanted, include=["embeddings"])
                )
            if part is None:
                return {}
            found.update(zip(part["ids"], np.asarray(part["embeddings"], np.float32), strict=True))
        return found

    async def everything(self, place: Place) -> dict[str, Array]:
        """The vectors of all chunks that have one here; for small places, as it all comes over."""
        found: dict[str, Array] = {}
        while True:
            read = methodcaller("get", limit=_READ, offset=len(found), include=["embeddings"])
            async with self._asking(WRITE_SECONDS, patient=True):
                part = await self._tried(place, read)
            if part is None:
                return found
            found.update(zip(part["ids"], np.asarray(part["embeddings"], np.float32), strict=True))
            if len(part["ids"]) < _READ:
                return found

    async def count(self, place: Place) -> int:
        """How many chunks have a vector here."""
        async with self._asking(WRITE_SECONDS, patient=True):
            return int(await self._tried(place, methodcaller("count")) or 0)

    async def ids(self, place: Place) -> set[str]:
        """All chunks that have a vector here."""
        found: set[str] = set()
        while True:
            async with self._asking(WRITE_SECONDS, patient=True):
                part = await self._tried(
                    place, methodcaller("get", limit=_LISTED, offset=len(found), include=[])
                )
            found.update(part["ids"] if part else ())
            if part is None or len(part["ids"]) < _LISTED:
                return found

    async def upsert(self, place: Place, ids: Sequence[str], vectors: Array) -> bool:
        """Store vectors under their chunks' ids, in place of what was there.

        Returns whether the place is new: nothing stood there before.
        """
        for start in range(0, len(ids), _BATCH):
            part = slice(start, start + _BATCH)
            put = methodcaller("upsert", ids=list(ids[part]), embeddings=vectors[part])
            async with self._asking(WRITE_SECONDS, patient=True):
                await self._tried(place, put, create=True)
        new = place in self._made
        self._made.discard(place)
        return new

    async def delete(self, place: Place, ids: Sequence[str]) -> None:
        """Remove vectors; ids that are not there do no harm."""
        for start in range(0, len(ids), _FETCHED):
            take = methodcaller("delete", ids=list(ids[start : start + _FETCHED]))
            async with self._asking(WRITE_SECONDS, patient=True):
                await self._tried(place, take)

    async def drop_workspace(self, workspace_id: str, *, keep: Collection[Place] = ()) -> int:
        """Remove everything of a workspace, whatever model made it, except what stands in the
        places to keep; how many places that were."""
        kept, dropped = {place.collection for place in keep}, 0
        async with self._asking(WRITE_SECONDS, patient=True):
            client = await self._connected()
            for collection in await client.list_collections():
                name = collection.name
                if name.startswith(f"{_PREFIX}.{workspace_id}.") and name not in kept:
                    await client.delete_collection(name)
                    self._collections.pop(name, None)
                    dropped += 1
        return dropped

    async def _look(self) -> None:
        with suppress(VectorsUnavailable):
            await self.ping()

    async def ping(self) -> None:
        """Ask whether the server is there."""
        async with self._asking(QUERY_SECONDS, patient=True):
            client = await self._connected()
            await client.heartbeat()

    @asynccontextmanager
    async def _asking(self, seconds: float, *, patient: bool = False) -> AsyncIterator[None]:
        """Bound the time, and let a store that has just failed rest.

        A customer's query leaves at once while it rests; `patient` work, done by jobs that come
        again later, tries anyway.
        """
        if not patient:
            self.raise_if_resting()
        try:
            async with asyncio.timeout(seconds):
                yield
        except NotFoundError:
            raise
        except TimeoutError as error:
            raise self._failed("The vector store did not respond in time.") from error
        except Exception as error:
            raise self._failed("The vector store is not available.") from error
        self._rest_until, self._reason, self._heard = 0.0, "", time.monotonic()

    def _failed(self, reason: str) -> VectorsUnavailable:
        log.warning("vectors_unavailable", reason=reason)
        self._heard = time.monotonic()
        self._rest_until = self._heard + REST_SECONDS
        self._reason = reason
        return VectorsUnavailable(reason)

    async def _tried(
        self, place: Place, act: Callable[[Any], Awaitable[Any]], *, create: bool = False
    ) -> Any:
        """What comes of acting on a collection; None if there is none, and none is to be made.

        A collection that somebody dropped since we last looked is looked for once more.
        """
        known = place.collection in self._collections
        for last in (False, True) if known or create else (True,):
            try:
                return await act(await self._collection(place, create=create))
            except NotFoundError:
                self._collections.pop(place.collection, None)
                if last and create:
                    raise
        return None

    async def _collection(self, place: Place, *, create: bool) -> Any:
        name = place.collection
        if name not in self._collections:
            client = await self._connected()
            # Without `embedding_function=None`, Chroma would fetch a model of its own.
            try:
                found = await client.get_collection(name, embedding_function=None)
            except NotFoundError:
                if not create:
                    raise
                found = await client.get_or_create_collection(
                    name, configuration=_SPACE, embedding_function=None
                )
                self._made.add(place)
            self._collections[name] = found
        return self._collections[name]

    async def _connected(self) -> Any:
        if self._client is None:
            self._client = await chromadb.AsyncHttpClient(
                host=self._url.hostname or "127.0.0.1",
                port=self._url.port or (443 if self._url.scheme == "https" else 8000),
                ssl=self._url.scheme == "https",
                settings=Settings(anonymized_telemetry=False),
            )
        return self._client
