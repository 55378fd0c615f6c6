"""Files that were compressed when they were built, for browsers that can read them."""

import os
from pathlib import Path

_SUFFIXES = {"br": ".br", "gzip": ".gz"}
"""By content coding (RFC 9110), the better first."""


def compressed(file: Path, accept_encoding: str) -> tuple[Path, dict[str, str]]:
    """The smallest form of a file that this `Accept-Encoding` allows, and the headers it needs.

    A compressed file that is older than its source is of another build, and left alone.
    """
    headers = {"Vary": "Accept-Encoding"}
    accepted = _accepted(accept_encoding)
    for coding, suffix in _SUFFIXES.items():
        smaller = file.with_name(file.name + suffix)
        if coding in accepted and _is_of(smaller, file):
            return smaller, headers | {"Content-Encoding": coding}
    return file, headers


def _accepted(header: str) -> set[str]:
    codings = (part.strip().partition(";") for part in header.lower().split(","))
    return {
        name.strip() for name, _, quality in codings if quality.replace(" ", "") not in _REFUSED
    }


_REFUSED = {"q=0", "q=0.0", "q=0.00", "q=0.000"}


def _is_of(smaller: Path, file: Path) -> bool:
    try:
        return os.stat(smaller).st_mtime >= os.stat(file).st_mtime
    except OSError:
        return False
