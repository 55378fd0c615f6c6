"""The garbage collector, set up for a server.

Nearly all that a request leaves behind is freed by reference counts alone; what the collector is
needed for are rare cycles. As it comes, Python looks for them after every 700 new objects, and now
and then among everything that was ever imported, which stops the process for a tenth of a second.
"""

import gc

_NEW_OBJECTS = 20_000
_YOUNG_ROUNDS = 20
_MIDDLE_ROUNDS = 50


def settle() -> None:
    """Leave out what exists by now, which will stay, and look for cycles less often.

    To be called once, when a process has started.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, _YOUNG_ROUNDS, _MIDDLE_ROUNDS)
