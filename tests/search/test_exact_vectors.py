"""Small collections are searched in memory, and memory knows what the store knows."""

import numpy as np
import pytest

from switchboard.core.ids import new_id
from switchboard.engines import Engines
from switchboard.search import exact_vectors
from switchboard.search.errors import VectorsUnavailable
from switchboard.search.exact_vectors import ExactVectors
from switchboard.search.vectors import Place, Vectors
from tests.support.wait import eventually

CHANCE = np.random.default_rng(7)
ROWS = CHANCE.standard_normal((400, 32), dtype=np.float32)


class Store(Vectors):
    """The run's Chroma, and how often it was asked."""

    asked = 0

    async def query(self, place: Place, vector: np.ndarray, limit: int) -> list[tuple[str, float]]:
        self.asked += 1
        return await super().query(place, vector, limit)


@pytest.fixture
def place() -> Place:
    return Place(new_id("wsp"), "en", "public", "a model/32")


@pytest.fixture
def store(engines: Engines) -> Store:
    return Store(engines.urls.chroma_url)


async def held(exact: ExactVectors, place: Place, version: tuple[int, int]) -> None:
    await exact.query(place, version, ROWS[0], 1)
    await eventually(lambda: exact.holds(place, version))


async def test_it_finds_what_the_store_finds(store: Store, place: Place) -> None:
    await store.upsert(place, [f"c{row}" for row in range(len(ROWS))], ROWS)
    exact = ExactVectors(store)
    await held(exact, place, (1, 1))
    store.asked = 0
    for question in CHANCE.standard_normal((20, 32), dtype=np.float32):
        found = await exact.query(place, (1, 1), question, 50)
        assert store.asked == 0
        nearest = dict(await Vectors.query(store, place, question, 50))
        # The store's index may miss one of the last; what both found is equally near.
        both = nearest.keys() & dict(found).keys()
        assert len(both) >= 45
        assert {key: dict(found)[key] for key in both} == pytest.approx(
            {key: nearest[key] for key in both}, abs=1e-5
        )
        assert min(dict(found).values()) >= min(nearest.values()) - 1e-5
        assert [cosine for _, cosine in found] == sorted(dict(found).values(), reverse=True)


async def test_a_new_version_is_not_answered_from_an_old_one(
    store: Store, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exact_vectors, "RELOAD_SECONDS", 0.0)
    await store.upsert(place, ["old"], ROWS[:1])
    exact = ExactVectors(store)
    await held(exact, place, (1, 1))
    await store.upsert(place, ["new"], ROWS[1:2])
    [(nearest, _)] = await exact.query(place, (1, 2), ROWS[1], 1)
    assert nearest == "new"
    await eventually(lambda: exact.holds(place, (1, 2)))
    [(nearest, _)] = await exact.query(place, (1, 2), ROWS[1], 1)
    assert nearest == "new"


async def test_a_large_collection_is_left_to_the_store(
    store: Store, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exact_vectors, "MAX_VECTORS", 3)
    await store.upsert(place, list("abcd"), ROWS[:4])
    exact = ExactVectors(store)
    for asked in range(1, 4):
        assert [chunk for chunk, _ in await exact.query(place, (1, 1), ROWS[2], 1)] == ["c"]
        assert store.asked == asked
    await exact.close()
    assert not exact.holds(place, (1, 1))


async def test_what_is_held_is_answered_while_the_store_is_away(store: Store, place: Place) -> None:
    await store.upsert(place, ["a"], ROWS[:1])
    exact = ExactVectors(store)
    await held(exact, place, (1, 1))
    exact._vectors = Vectors("http://127.0.0.1:9")
    assert len(await exact.query(place, (1, 1), ROWS[0], 5)) == 1
    with pytest.raises(VectorsUnavailable):
        await exact.query(place, (1, 2), ROWS[0], 5)
    await exact.close()


async def test_nothing_is_found_where_nothing_is(store: Store, place: Place) -> None:
    exact = ExactVectors(store)
    await held(exact, place, (0, 0))
    assert await exact.query(place, (0, 0), ROWS[0], 5) == []


async def test_what_was_not_asked_for_the_longest_time_makes_room(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exact_vectors, "MAX_VECTORS_HELD", 5)
    exact = ExactVectors(store)
    places = [Place(new_id("wsp"), "en", "public", "a model/32") for _ in range(3)]
    for place in places:
        await store.upsert(place, ["a", "b"], ROWS[:2])
        await held(exact, place, (1, 1))
    assert [exact.holds(place, (1, 1)) for place in places] == [False, True, True]
