"""Small collections of vectors, held in memory and searched exactly.

A few hundred vectors are searched in 0.02 ms here and in 4 ms by the vector store, most of it for
making and reading the request. The store stays where vectors live: what is held was read from it,
and counts for one version of the workspace's knowledge only, which every process hears of when
anything changes. Until the new version is read, beside the questions, the store itself is asked.
"""

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass, field

import numpy as np
import structlog

from switchboard.search.errors import VectorsUnavailable
from switchboard.search.vectors import Array, Place, Vectors

log = structlog.get_logger(__name__)

MAX_VECTORS = 2_000
"""A larger collection is searched by the store: its index then costs less than reading it anew."""
MAX_VECTORS_HELD = 40_000
"""Of all collections together, 60 MB of the built-in model's; those that were asked last stay."""
MAX_PLACES = 1_000
"""How many collections are known, most of them empty: a workspace has one for each language."""
RELOAD_SECONDS = 2.0
"""A collection is read at most this often, while it is being filled say."""

Version = tuple[int, int]
"""The content's and the vectors' version of a workspace's knowledge."""


@dataclass(slots=True)
class _Collection:
    """One place. Without `matrix`, of which each row is of length 1, the store is to be asked."""

    version: Version | None = None
    ids: list[str] = field(default_factory=list)
    matrix: Array | None = None
    begun: float = float("-inf")
    reading: asyncio.Task[None] | None = None


class ExactVectors:
    """Asks the store, and memory instead where that knows all that the store does."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors
        self._collections: OrderedDict[Place, _Collection] = OrderedDict()

    def holds(self, place: Place, version: Version) -> bool:
        """Whether the store need not be asked."""
        held = self._collections.get(place)
        return held is not None and held.version == version and held.matrix is not None

    async def query(
        self, place: Place, version: Version, vector: Array, limit: int
    ) -> list[tuple[str, float]]:
        """The nearest chunk ids with their cosines, best first; none if nothing is stored there.

        Raises VectorsUnavailable when the store must be asked and does not answer.
        """
        held = self._collections.setdefault(place, _Collection())
        self._collections.move_to_end(place)
        if held.version == version and held.matrix is not None:
            return _nearest(held, vector, limit)
        if held.version != version:
            self._read_beside(place, version, held)
        return await self._vectors.query(place, vector, limit)

    async def close(self) -> None:
        """Stop what runs beside."""
        tasks = [held.reading for held in self._collections.values() if held.reading]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _read_beside(self, place: Place, version: Version, held: _Collection) -> None:
        if held.reading is not None or time.monotonic() - held.begun < RELOAD_SECONDS:
            return
        held.begun = time.monotonic()
        held.reading = asyncio.create_task(self._read(place, version, held), name="vectors")

    async def _read(self, place: Place, version: Version, held: _Collection) -> None:
        try:
            count = await self._vectors.count(place)
            found = {} if count > MAX_VECTORS else await self._vectors.everything(place)
        except VectorsUnavailable:
            return  # the next question tries again
        finally:
            held.reading = None
        if count > MAX_VECTORS:
            held.version, held.ids, held.matrix = version, [], None
        elif len(found) == count:  # else it changed meanwhile
            rows = np.array(list(found.values()), np.float32)
            held.version, held.ids = version, list(found)
            held.matrix = _unit(rows) if found else rows
        self._make_room(held)

    def _make_room(self, newest: _Collection) -> None:
        """Forget those that were not asked for the longest time. What is being read stays."""
        total = sum(len(each.ids) for each in self._collections.values())
        for place, each in list(self._collections.items()):
            if total <= MAX_VECTORS_HELD and len(self._collections) <= MAX_PLACES:
                return
            if each is not newest and each.reading is None:
                total -= len(each.ids)
                del self._collections[place]


def _nearest(held: _Collection, vector: Array, limit: int) -> list[tuple[str, float]]:
    assert held.matrix is not None
    if not held.ids:
        return []
    cosines = held.matrix @ _unit(vector.reshape(1, -1))[0]
    best = np.argsort(-cosines, kind="stable")[:limit]
    return [(held.ids[row], float(cosines[row])) for row in best.tolist()]


def _unit(rows: Array) -> Array:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    units: Array = (rows / np.maximum(lengths, 1e-12)).astype(np.float32)
    return units
