import numpy as np
import openai
import pytest

from switchboard.dev.model_admin import ModelAdmin
from switchboard.dev.model_faults import Fault
from switchboard.dev.model_requests import SMALL_EMBEDDING
from switchboard.llm import (
    ModelBadAnswer,
    ModelError,
    ModelRateLimited,
    ModelRefused,
    ModelUnavailable,
)
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


async def test_a_server_that_takes_few_texts_is_asked_for_fewer_from_then_on(
    client: openai.AsyncOpenAI, admin: ModelAdmin
) -> None:
    model = OpenAIEmbeddings(client, SMALL_EMBEDDING)
    texts = [f"text number {n}" for n in range(11)]
    vectors = await model.embed(texts, kind="passage")
    assert [len(request["input"]) for request in await admin.requests()] == [11, 5, 6]
    again = await model.embed(texts, kind="passage")
    assert [len(request["input"]) for request in await admin.requests()][3:] == [5, 5, 1]
    np.testing.assert_allclose(vectors, again, atol=1e-6)
    plain = await OpenAIEmbeddings(client, "m").embed(texts, kind="passage")
    np.testing.assert_allclose(vectors, plain, atol=1e-6)


async def test_a_text_that_is_too_long_is_cut_and_the_others_are_not(
    client: openai.AsyncOpenAI, admin: ModelAdmin
) -> None:
    model = OpenAIEmbeddings(client, SMALL_EMBEDDING)
    long = "word " * 350
    vectors = await model.embed(["short", long, "another"], kind="passage")
    assert vectors.shape == (3, model.dimensions)
    assert (await admin.requests())[-1]["input"] == ["another"]
    sent = [text for request in await admin.requests() for text in request["input"]]
    assert min(len(text) for text in sent if text.startswith("word")) == len(long) // 4
    before = len(await admin.requests())
    await model.embed(["a", "b", "c"], kind="passage")
    assert len(await admin.requests()) == before + 1


async def test_what_has_nothing_to_do_with_size_is_asked_once(
    client: openai.AsyncOpenAI, admin: ModelAdmin
) -> None:
    with pytest.raises(ModelRefused):
        await OpenAIEmbeddings(client, "unknown-m").embed(["a", "b"], kind="passage")
    assert len(await admin.requests()) == 1


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
