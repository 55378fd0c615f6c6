"""A reranker puts passages in order, or says why it could not."""

from collections.abc import AsyncIterator

import pytest

from switchboard.dev.model_admin import ModelAdmin
from switchboard.dev.model_faults import Fault
from switchboard.llm import ModelBadAnswer, ModelError, ModelRateLimited, ModelUnavailable
from switchboard.llm.errors import ModelRefused
from switchboard.llm.rerank import Reranker

PASSAGES = ["we ship to norway", "returns take 60 days", "a parcel takes 3 days to norway"]


@pytest.fixture
async def reranker(provider_url: str) -> AsyncIterator[Reranker]:
    own = Reranker(f"{provider_url}/v1/rerank", model="stand-in-reranker", key="sk-ours")
    yield own
    await own.close()


async def test_each_passage_has_a_relevance_in_the_order_given(reranker: Reranker) -> None:
    found = await reranker.relevance("parcel to norway", PASSAGES)
    assert found == pytest.approx([2 / 3, 0, 1])


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("500", ModelUnavailable),
        ("quota", ModelRateLimited),
        ("rubbish", ModelBadAnswer),
        ("empty", ModelBadAnswer),
        ("break_midstream", ModelUnavailable),
    ],
)
async def test_what_goes_wrong_is_one_of_our_errors(
    reranker: Reranker, admin: ModelAdmin, fault: Fault, error: type[ModelError]
) -> None:
    await admin.fail(fault)
    with pytest.raises(error):
        await reranker.relevance("norway", PASSAGES)


async def test_a_wrong_key_and_no_server_are_errors_too(provider_url: str) -> None:
    stranger = Reranker(f"{provider_url}/v1/rerank", model="stand-in-reranker", key="sk-other")
    with pytest.raises(ModelRefused):
        await stranger.relevance("norway", PASSAGES)
    await stranger.close()
    nobody = Reranker("http://127.0.0.1:9/rerank")
    with pytest.raises(ModelUnavailable):
        await nobody.relevance("norway", PASSAGES)
    await nobody.close()
