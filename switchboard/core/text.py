"""Text in one form, so that it can be compared."""

from __future__ import annotations

import re
import unicodedata

# Accents of Latin, Greek and Cyrillic letters, points of Hebrew and Arabic: people leave them out.
_ACCENTS = re.compile(r"[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]")


def fold(text: str) -> str:
    """Lower case, without accents, in one Unicode form."""
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return unicodedata.normalize("NFC", bare)
