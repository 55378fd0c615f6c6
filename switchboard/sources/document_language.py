"""Which language a document is in."""

from collections.abc import Sequence

from switchboard.search.language import closest, likelihoods

_CODES = """ar bg bn ca cs da de el en es et fa fi fr gl he hi hr hu id it ja ko lt lv ms nb nl nn
    no pl pt ro ru sk sl sq sr sv sw ta th tr uk ur vi zh"""
_ANY = frozenset(_CODES.split())
_SAMPLE = 2_000
_ENOUGH = 80
"""Characters from which on a text is believed to be in a language that nobody expects."""
_SURE = 0.9


def language_of(said: str | None, text: str, spoken: Sequence[str]) -> str:
    """The document's language, as the workspace writes it.

    Args:
        said: what the document says of itself, if anything.
        text: of the document, to find out otherwise.
        spoken: the workspace's languages, its first one first.
    """
    known = frozenset(spoken)
    found = said or _detected(text[:_SAMPLE], known) or (spoken[0] if spoken else "en")
    return closest(found, known) or found


def _detected(text: str, known: frozenset[str]) -> str | None:
    """A language of the workspace, unless the text is clearly in another one."""
    if len(text) >= _ENOUGH:
        language, sure = _best(text, _ANY)
        if sure >= _SURE:
            return language
    return _best(text, known)[0] if known and text.strip() else None


def _best(text: str, languages: frozenset[str]) -> tuple[str, float]:
    ranked = likelihoods(text, languages)
    return max(ranked.items(), key=lambda entry: entry[1])
