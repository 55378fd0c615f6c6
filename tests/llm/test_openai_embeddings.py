import numpy as np
import openai
import pytest

from switchboard.dev.model_admin import ModelAdmin
from switchboard.dev.model_faults import Fault
from switchboard.llm import ModelBadAnswer, ModelError, ModelRateLimited, ModelUnavailable
from switchboard.llm.openai_embeddings import OpenAIEmbeddings


async def test_texts_are_embedded_in_batches_and_keep_their_order(
    client: openai.AsyncOpenAI, admin: ModelAdmin
) -> None:
    model = OpenAIEmbeddings(client, "m")
    texts = [f"text number {n}" for n in range(130)]
    vectors = await model.embed(texts, kind="passage")
    assert vectors.shape == (130, model.dimensions)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    single = await model.embed([texts[100]], kind="query")
    np.testing.assert_allclose(single[0], vectors[100], atol=1e-6)
    assert [len(request["input"]) for request in await admin.requests()] == [64, 64, 2, 1]


async def test_an_empty_text_and_no_text_are_no_errors(client: openai.AsyncOpenAI) -> None:
    model = OpenAIEmbeddings(client, "m")
    assert (await model.embed([""], kind="passage")).shape == (1, model.dimensions)
    assert (await model.embed([], kind="passage")).shape == (0, model.dimensions)


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
async def test_failures_have_their_errors(
    client: openai.AsyncOpenAI, admin: ModelAdmin, fault: Fault, error: type[ModelError]
) -> None:
    await admin.fail(fault)
    with pytest.raises(error):
        await OpenAIEmbeddings(client, "m").embed(["hello"], kind="query")
