"""The vector store on the real Chroma, and without one."""

import numpy as np
import pytest

from switchboard.core.ids import new_id
from switchboard.engines import Engines
from switchboard.search.errors import VectorsUnavailable
from switchboard.search.vectors import Place, Vectors
from tests.support.swallowing import swallowing_proxy
from tests.support.wait import eventually


@pytest.fixture
def place() -> Place:
    """A place nobody else uses."""
    return Place(new_id("wsp"), "en", "public", "a model/384")


@pytest.fixture
def vectors(engines: Engines) -> Vectors:
    """The run's Chroma."""
    return Vectors(engines.urls.chroma_url)


UNITS = np.eye(4, dtype=np.float32)


async def test_the_nearest_come_first_with_their_cosines(vectors: Vectors, place: Place) -> None:
    await vectors.upsert(place, ["a", "b", "c"], UNITS[:3])
    asked = np.array([0.8, 0.6, 0, 0], np.float32)
    found = await vectors.query(place, asked, 2)
    assert [chunk for chunk, _ in found] == ["a", "b"]
    assert [cosine for _, cosine in found] == pytest.approx([0.8, 0.6], abs=1e-5)


async def test_storing_again_replaces(vectors: Vectors, place: Place) -> None:
    await vectors.upsert(place, ["a"], UNITS[:1])
    await vectors.upsert(place, ["a"], UNITS[1:2])
    [(_, cosine)] = await vectors.query(place, UNITS[1], 5)
    assert cosine == pytest.approx(1.0)


async def test_a_place_that_was_lost_is_new_again(
    vectors: Vectors, place: Place, engines: Engines
) -> None:
    assert await vectors.upsert(place, ["a"], UNITS[:1])
    assert not await vectors.upsert(place, ["b"], UNITS[1:2])
    await Vectors(engines.urls.chroma_url).drop_workspace(place.workspace_id)
    assert await vectors.upsert(place, ["c"], UNITS[2:3])


async def test_what_is_deleted_is_gone(vectors: Vectors, place: Place) -> None:
    await vectors.upsert(place, ["a", "b"], UNITS[:2])
    await vectors.delete(place, ["a", "never there"])
    assert [chunk for chunk, _ in await vectors.query(place, UNITS[0], 5)] == ["b"]


async def test_nothing_is_found_where_nothing_is(vectors: Vectors, place: Place) -> None:
    assert await vectors.query(place, UNITS[0], 5) == []
    await vectors.delete(place, ["a"])


async def test_places_are_apart(vectors: Vectors, place: Place) -> None:
    await vectors.upsert(place, ["a"], UNITS[:1])
    for other in (
        Place(place.workspace_id, "en", "staff", place.fingerprint),
        Place(place.workspace_id, "de", "public", place.fingerprint),
        Place(place.workspace_id, "en", "public", "another model"),
        Place(new_id("wsp"), "en", "public", place.fingerprint),
    ):
        assert await vectors.query(other, UNITS[0], 5) == []


async def test_a_workspace_is_dropped_with_all_its_places(vectors: Vectors, place: Place) -> None:
    german = Place(place.workspace_id, "de", "public", "another model")
    for own in (place, german):
        await vectors.upsert(own, ["a"], UNITS[:1])
    await vectors.drop_workspace(place.workspace_id)
    assert await vectors.query(place, UNITS[0], 5) == []
    await vectors.upsert(place, ["b"], UNITS[:1])
    assert [chunk for chunk, _ in await vectors.query(place, UNITS[0], 5)] == ["b"]


async def test_a_collection_dropped_by_another_process_is_made_again(
    vectors: Vectors, place: Place, engines: Engines
) -> None:
    await vectors.upsert(place, ["a"], UNITS[:1])
    await Vectors(engines.urls.chroma_url).drop_workspace(place.workspace_id)
    await vectors.upsert(place, ["b"], UNITS[:1])
    assert [chunk for chunk, _ in await vectors.query(place, UNITS[0], 5)] == ["b"]


async def test_a_store_that_is_not_there_is_left_alone_for_a_while(place: Place) -> None:
    gone = Vectors("http://127.0.0.1:9")
    assert gone.trouble() == ""
    with pytest.raises(VectorsUnavailable, match="is not available"):
        await gone.query(place, UNITS[0], 5)
    with pytest.raises(VectorsUnavailable, match="is not available"):
        gone.raise_if_resting()
    assert gone.trouble() == "The vector store is not available."
    await gone.close()


async def test_a_store_that_answers_again_is_used_again(vectors: Vectors, place: Place) -> None:
    await vectors.ping()
    assert vectors.trouble() == ""
    vectors.raise_if_resting()


async def test_a_store_that_went_silent_costs_its_time_out_and_is_asked_anew(
    engines: Engines, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("switchboard.search.vectors.QUERY_SECONDS", 0.5)
    port = int(engines.urls.chroma_url.rpartition(":")[2])
    async with swallowing_proxy(port) as proxy:
        vectors = Vectors(f"http://127.0.0.1:{proxy.port}")
        await vectors.upsert(place, ["a"], UNITS[:1])
        assert proxy.vanish()
        with pytest.raises(VectorsUnavailable, match="in time"):
            await vectors.query(place, UNITS[0], 1)
        assert await eventually(lambda: _answers(vectors))
        assert [chunk for chunk, _ in await vectors.query(place, UNITS[0], 1)] == ["a"]


async def _answers(vectors: Vectors) -> bool:
    try:
        await vectors.ping()
    except VectorsUnavailable:
        return False
    return True
