"""What people remember of a text, as terms for PostgreSQL's word index.

PostgreSQL's own parser knows words of one alphabet. People look for `Nunez` and mean Núñez, type
the last digits of an order number, write a phone number in their own way, or search in Chinese.
So the terms are made here, in the same way for what is stored and for what is asked.

Each term begins with a key of its workspace, so that a search reads the index of its own
workspace only, however much others have written.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from sqlalchemy import Text, func, type_coerce
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.types import TypeDecorator

from switchboard.core.text import fold

MAX_TERMS = 5_000
MAX_TERM_LETTERS = 64
MAX_QUERY_LETTERS = 200
MIN_DIGITS = 3
"""So many digits of a number find it, from any place in it on."""

_PART = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]+"
)
"""Scripts that are written without spaces: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""
_LETTERS_OR_DIGITS = re.compile(r"\d+|[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_PHONE = re.compile(r"\+?\(?\d[\d\s().\-/]{4,28}\d")
_PHONE_DIGITS = range(6, 16)
"""The lengths of numbers (ITU-T E.164 allows 15 digits)."""
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h"}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


@lru_cache(maxsize=4096)
def workspace_key(workspace_id: str) -> str:
    """A short prefix for the terms of a workspace. Rows are checked for the workspace as well."""
    return hashlib.blake2s(workspace_id.encode(), digest_size=5).hexdigest() + ":"


def stored_terms(workspace_id: str, *texts: str | None) -> list[str]:
    """The terms under which texts are found, in order of length; at most `MAX_TERMS`."""
    key = workspace_key(workspace_id)
    terms: dict[str, None] = {}
    for text in texts:
        for term in _stored(text or ""):
            terms[key + term[:MAX_TERM_LETTERS]] = None
            if len(terms) == MAX_TERMS:
                return list(terms)
    return list(terms)


def terms_query(workspace_id: str, q: str) -> str | None:
    """A `tsquery` for what was typed; every word must fit, by its beginning. None for no word."""
    key = workspace_key(workspace_id)
    q = q[:MAX_QUERY_LETTERS]
    words = [word for chunk in folded_letters(q).split() if (word := _asked(chunk, key))]
    if not words:
        return None
    query = " & ".join(words)
    number = _phone_digits(q)
    return f"({query}) | {_prefix(key, number)}" if number else query


def needles(q: str) -> list[str]:
    """The folded pieces of a query that may be marked in what was found, the longest first."""
    parts = {
        part
        for chunk in folded_letters(q[:MAX_QUERY_LETTERS]).split()
        for part in _PART.findall(chunk)
    }
    return sorted(parts, key=len, reverse=True)


class SearchTerms(TypeDecorator[list[str]]):
    """A `tsvector` column that takes terms as they are. Written only; read by the index."""

    impl = TSVECTOR
    cache_ok = True

    def bind_expression(self, bindvalue: Any) -> Any:
        """The terms travel as one text, since a statement for many rows takes no list of lists."""
        as_text = type_coerce(bindvalue, _Spaced())
        return func.array_to_tsvector(func.string_to_array(as_text, " "))


class _Spaced(TypeDecorator[list[str]]):
    impl = Text
    cache_ok = True

    def process_bind_param(self, value: list[str] | None, dialect: Any) -> str | None:
        return None if value is None else " ".join(value)


def folded_letters(text: str) -> str:
    """Lower case, without accents, also of letters that Unicode does not take apart."""
    return fold(text).translate(_UNDECOMPOSED)


def _stored(text: str) -> Iterator[str]:
    for chunk in folded_letters(text).split():
        parts = _PART.findall(chunk)
        for part in parts:
            yield from _of_part(part)
        if len(parts) > 1:
            yield from _whole("".join(parts))
    yield from _with_umlauts(text)
    for number in _PHONE.finditer(text):
        digits = _digits_of(number.group())
        if len(digits) in _PHONE_DIGITS:
            yield from _suffixes(digits)


def _of_part(part: str) -> Iterator[str]:
    """A word; pairs of characters where words are not apart; a code's letters and numbers."""
    if _UNSPACED.search(part):
        for run in _UNSPACED.findall(part):
            yield from _pairs(run)
        yield from filter(None, _UNSPACED.split(part))
        return
    yield part
    pieces = _LETTERS_OR_DIGITS.findall(part)
    if len(pieces) > 1:
        yield from pieces
    for digits in _DIGITS.findall(part):
        yield from _suffixes(digits[:MAX_TERM_LETTERS])


def _whole(joined: str) -> Iterator[str]:
    """A code, an address or a word with an apostrophe, as people type it without the signs."""
    if len(joined) <= MAX_TERM_LETTERS and not _UNSPACED.search(joined):
        yield joined


def _with_umlauts(text: str) -> Iterator[str]:
    """German spelling without umlauts: `Müller` is found as `Mueller` too."""
    for word in _PART.findall(text.casefold()):
        if (spelled := word.translate(_UMLAUTS)) != word:
            yield folded_letters(spelled)


def _pairs(run: str) -> Iterable[str]:
    """Each pair of neighbours, and the last character, which begins none."""
    return [run[i : i + 2] for i in range(len(run))]


def _suffixes(digits: str) -> Iterable[str]:
    return [digits[i:] for i in range(len(digits) - MIN_DIGITS + 1)]


def _asked(chunk: str, key: str) -> str:
    """One typed word as part of a query: its pieces, or all of it without signs."""
    parts = _PART.findall(chunk)
    pieces = [piece for part in parts for piece in _pieces(part)]
    if not pieces:
        return ""
    together = " & ".join(_prefix(key, piece) for piece in pieces)
    joined = "".join(parts)
    if len(parts) == 1 or _UNSPACED.search(joined):
        return f"({together})"
    return f"(({together}) | {_prefix(key, joined)})"


def _pieces(part: str) -> list[str]:
    if not _UNSPACED.search(part):
        return [part]
    runs = _UNSPACED.findall(part)
    pairs = [pair for run in runs for pair in _pairs(run) if len(pair) == 2 or len(run) == 1]
    return pairs + [rest for rest in _UNSPACED.split(part) if rest]


def _phone_digits(q: str) -> str:
    """The digits of a query that is a phone number, without what is dialled before it."""
    match = _PHONE.fullmatch(q.strip())
    digits = _digits_of(q) if match else ""
    return digits if len(digits) >= _PHONE_DIGITS.start else ""


def _digits_of(number: str) -> str:
    """Without `00` for abroad or the `0` within a country."""
    return "".join(filter(str.isdecimal, number)).lstrip("0")


def _prefix(key: str, term: str) -> str:
    """Terms that begin so. Terms are letters and digits, so nothing in them needs an escape."""
    return f"'{key}{term[:MAX_TERM_LETTERS]}':*"
