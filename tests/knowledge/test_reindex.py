"""The vector store is rebuilt from PostgreSQL."""

import pytest

from switchboard.knowledge import reindex
from switchboard.knowledge.opening import vectors_of
from switchboard.knowledge.vectors import Place
from tests.knowledge.conftest import Knowledge
from tests.support.wait import eventually


async def test_what_was_lost_is_found_by_meaning_again(knowledge: Knowledge) -> None:
    await knowledge.write("Returns", "Within 60 days.")
    await knowledge.embed_all()
    vectors = vectors_of(knowledge.services)
    await vectors.drop_workspace(knowledge.workspace_id)
    said: list[str] = []
    count = await reindex(knowledge.services, said.append)
    assert said[-1] == f"{count} of {count} articles indexed"

    async def dense() -> bool:
        found = (await knowledge.ask("send something back")).items
        return bool(found) and found[0].legs.get("dense", 0) > 0

    assert await eventually(dense)


@pytest.mark.parametrize("language", ["de", "zh"])
async def test_languages_the_model_does_not_know_are_not_embedded(
    knowledge: Knowledge, language: str
) -> None:
    await knowledge.write("Rückgabe", "60 Tage.", language=language)
    assert await knowledge.embed_all() == 0
    assert Place("wsp_1", language, "public", "m").collection.startswith("knowledge.wsp_1.")
