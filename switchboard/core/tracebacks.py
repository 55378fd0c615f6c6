"""Where something went wrong, in a few plain lines: files, lines and functions, no variables.

An exception's message often quotes what it was given: `int()` the text, PostgreSQL the row,
pydantic the field. So quotations are left out, except of errors that name only our own code.
"""

import os
import re
import traceback
from itertools import islice
from pathlib import Path
from types import TracebackType

from pydantic import ValidationError

from switchboard.core.redact import shortened, without_secrets

MAX_FRAMES = 12
"""Of one exception: those nearest to the fault."""
MAX_CAUSES = 4
MAX_GROUP = 3
"""How many of a group's exceptions are shown."""
MAX_MESSAGE = 300

_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*(?:'|$)|\"(?:[^\"\\]|\\.)*(?:\"|$)|\)=\(.*")
_ABOUT_CODE = (AttributeError, NameError, ImportError, TypeError, OSError)
_HERE = f"{Path(__file__).parents[2]}{os.sep}"


def short_traceback(error: BaseException) -> str:
    """The exception, where it was raised, and what caused it.

    Bounded whatever the exception is, and read from memory alone: source lines would have to be
    fetched from the disk.
    """
    parts, shown = [], 0
    current: BaseException | None = error
    while current is not None and shown < MAX_CAUSES:
        parts.append(_one(current))
        current, shown = _cause(current), shown + 1
    return "\ncaused by: ".join(parts)


def message_of(error: BaseException) -> str:
    """What the exception says, without what it quotes."""
    if isinstance(error, ValidationError):
        return "; ".join(
            f"{'.'.join(map(str, part['loc']))}: {part['type']}"
            for part in islice(error.errors(include_input=False, include_context=False), 5)
        )
    try:
        text = str(error)
    except Exception:  # an exception that cannot even say what it is
        return ""
    line = shortened(text.partition("\n")[0], MAX_MESSAGE)
    return without_secrets(line if isinstance(error, _ABOUT_CODE) else _QUOTED.sub("'…'", line))


def place_of(error: BaseException) -> str:
    """The file and line where the exception was raised; empty for one that never was."""
    found = error.__traceback__
    while found is not None and found.tb_next is not None:
        found = found.tb_next
    return "" if found is None else f"{found.tb_frame.f_code.co_filename}:{found.tb_lineno}"


def _one(error: BaseException) -> str:
    said = message_of(error)
    lines = [f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")]
    if said:
        lines[0] += f": {said}"
    lines += _frames(error.__traceback__)
    if isinstance(error, BaseExceptionGroup):
        for number, inner in enumerate(error.exceptions[:MAX_GROUP], 1):
            lines.append(f"  {number} of {len(error.exceptions)}: {_one(inner)}")
    return "\n".join(lines)


def _frames(found: TracebackType | None) -> list[str]:
    frames = list(traceback.walk_tb(found))
    lines = ["  …"] if len(frames) > MAX_FRAMES else []
    for frame, line in frames[-MAX_FRAMES:]:
        code = frame.f_code
        lines.append(f"  {short_path(code.co_filename)}:{line} in {code.co_qualname}")
    return lines


def short_path(path: str) -> str:
    """A file of ours from the project's folder on, a library's from its packages' folder on."""
    return path.removeprefix(_HERE).rpartition("/site-packages/")[2]


def _cause(error: BaseException) -> BaseException | None:
    return error.__cause__ or (None if error.__suppress_context__ else error.__context__)
