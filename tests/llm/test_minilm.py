import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from switchboard.llm import minilm
from switchboard.llm.errors import ModelUnavailable
from switchboard.llm.local_embedding import LocalEmbedding
from switchboard.llm.port import TextKind
from tests.llm.reference import FIXTURES, cosines, known

SHARED = os.environ.get("SWITCHBOARD_TEST_SHARED", "")


@pytest.fixture(scope="module")
def model() -> Iterator[LocalEmbedding]:
    model = minilm.load()
    yield model
    model.close()


@pytest.mark.parametrize("kind", ["query", "passage"])
async def test_the_known_vectors_are_nearly_reproduced(
    model: LocalEmbedding, kind: TextKind
) -> None:
    """They were computed in 32 bits, and are computed here in 8."""
    found = await cosines(model, *known(FIXTURES / "minilm_vectors.json"), kind)
    assert found.min() >= 0.97
    assert found.mean() >= 0.99


@pytest.mark.skipif(not SHARED, reason="SWITCHBOARD_TEST_SHARED names no folder")
async def test_the_full_reference_is_nearly_reproduced(model: LocalEmbedding) -> None:
    reference = Path(SHARED) / "vectors" / "minilm_reference.json"
    found = await cosines(model, *known(reference), "passage")
    assert found.min() >= 0.97
    assert found.mean() >= 0.99


def test_other_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"something else")
    with pytest.raises(ModelUnavailable, match="not the expected ones"):
        minilm.load(tmp_path)
    with pytest.raises(ModelUnavailable, match="cannot be read"):
        minilm.load(tmp_path / "absent")
