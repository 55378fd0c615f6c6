"""Which language a document is in."""

from collections.abc import Sequence

from switchboard.search.language import closest, likelihoods

_CODES = """ar bg bn ca cs da de el en es et fa fi fr gl he hi hr hu id it ja ko lt lv ms nb nl nn
    no pl pt ro ru sk sl sq sr sv sw ta th tr uk ur vi zh"""
_ANY = frozenset(_CODES.split())
MAX_SAMPLE_CHARACTERS = 2_000
MIN_CHARACTERS = 80
"""A shorter text is not detected to be in a language that the workspace does not have."""
MIN_LIKELIHOOD = 0.9


def language_of(declared: str | None, text: str, languages: Sequence[str]) -> str:
    """The document's language, as the workspace writes it.

    Args:
        declared: the language that the document declares, if any.
        text: of the document, to detect it otherwise.
        languages: the workspace's languages, its first one first.
    """
    known = frozenset(languages)
    found = (
        declared
        or _detected(text[:MAX_SAMPLE_CHARACTERS], known)
        or (languages[0] if languages else "en")
    )
    return closest(found, known) or found


def _detected(text: str, known: frozenset[str]) -> str | None:
    """A language of the workspace, unless the text is clearly in another one."""
    if len(text) >= MIN_CHARACTERS:
        language, sure = _best(text, _ANY)
        if sure >= MIN_LIKELIHOOD:
            return language
    return _best(text, known)[0] if known and text.strip() else None


def _best(text: str, languages: frozenset[str]) -> tuple[str, float]:
    ranked = likelihoods(text, languages)
    return max(ranked.items(), key=lambda entry: entry[1])
