"""What the supervisor loads once, before it forks the processes that use it."""

import gc

from switchboard.core.settings import Settings
from switchboard.llm.built_in import BUILT_IN, preload_built_in
from switchboard.roles import api, services, worker

USED_BY_CHILDREN = (api, services, worker)


def preload(settings: Settings) -> None:
    """Load the embedding model if one runs here, and keep what is loaded where it is.

    Starts no thread: a fork would leave it behind. What the garbage collector has never to look at
    again is not written to, and stays shared.
    """
    if settings.model_embedding is None or settings.model_embedding in BUILT_IN:
        preload_built_in(settings.model_embedding)
    gc.collect()
    gc.freeze()
