"""An operator's reranker has the last word on the order, and may be away."""

from switchboard.core.db import Database
from switchboard.dev.model import create_app
from switchboard.dev.serving import serving
from switchboard.llm.rerank import Reranker
from switchboard.search import KnowledgeSearch
from tests.support.knowledge import Knowledge

QUERY = "is the express parcel insured"


async def test_the_reranker_decides_between_articles_the_words_cannot_tell_apart(
    knowledge: Knowledge, database: Database
) -> None:
    await knowledge.write("Parcel express", "Express express parcel parcel parcel.")
    await knowledge.write("Insurance", "Yes, is the express parcel insured, you ask: it is.")
    search = knowledge.services.get(KnowledgeSearch)
    async with serving(create_app()) as url:
        reranker = Reranker(f"{url}/v1/rerank", model="stand-in-reranker", key="any")
        asked = KnowledgeSearch(database, search.index, search.embedding, None, reranker=reranker)
        result = await asked.search(knowledge.workspace_id, QUERY, explain=True)
        await reranker.close()
    assert result.items[0].title == "Insurance"
    assert result.items[0].legs["rerank"] > result.items[1].legs["rerank"]
    assert result.degraded is None
    assert result.explain
    assert result.explain.legs[-1].name == "rerank"


async def test_without_it_the_order_stays_and_staff_are_told(
    knowledge: Knowledge, database: Database
) -> None:
    await knowledge.write("Parcels", "An express parcel is insured.")
    search = knowledge.services.get(KnowledgeSearch)
    reranker = Reranker("http://127.0.0.1:9/rerank")
    asked = KnowledgeSearch(database, search.index, search.embedding, None, reranker=reranker)
    result = await asked.search(knowledge.workspace_id, QUERY)
    await reranker.close()
    assert result.items[0].title == "Parcels"
    assert result.degraded == "reranker unavailable: The reranker is not available."
