"""Vectors that are known, to compare a model with."""

import json
from pathlib import Path

import numpy as np

from switchboard.llm.bert_graph import Floats
from switchboard.llm.port import EmbeddingModel, TextKind

FIXTURES = Path(__file__).parent / "fixtures"


def normalized(vectors: object) -> Floats:
    """The rows, of length one."""
    rows = np.array(vectors, np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


async def cosines(
    model: EmbeddingModel, texts: list[str], vectors: Floats, kind: TextKind
) -> Floats:
    """The cosine of each text's vector to the known one."""
    return np.asarray((await model.embed(texts, kind=kind) * vectors).sum(axis=1), np.float32)


def known(path: Path) -> tuple[list[str], Floats]:
    """The texts of a file and their vectors."""
    found = json.loads(path.read_text())
    return found["texts"], normalized(found["vectors"])
