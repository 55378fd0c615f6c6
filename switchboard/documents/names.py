"""What a file's name says of its article."""

import re
import unicodedata
from pathlib import PurePosixPath

_LANGUAGE_IN_NAME = re.compile(r"^(?P<slug>.+)\.(?P<language>[a-z]{2,3}(-[A-Za-z0-9]{2,8})?)$")
_ACCENTS = re.compile(r"[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]")
_LANGUAGE = re.compile(r"^([A-Za-z]{2,3})([-_][A-Za-z0-9]{2,8})*$")


def from_name(name: str) -> dict[str, str]:
    """`returns.de.md` is the article `returns` in German, until the file itself says otherwise."""
    stem = PurePosixPath(name).stem
    named = _LANGUAGE_IN_NAME.match(stem)
    slug = named["slug"] if named else stem
    fields = {"slug": slugify(slug), "title": slug.replace("-", " ").replace("_", " ")}
    return {**fields, "language": named["language"]} if named else fields


_LEFTOVER = re.compile(
    r"^(untitled|unbenannt|sin título|sans titre|ohne titel)\b|^microsoft (word|powerpoint|excel)\b"
    r"|^(powerpoint presentation|presentación de powerpoint|powerpoint-präsentation"
    r"|présentation powerpoint)$|^(document|dokument|documento|presentation|slide|folie|layout"
    r"|page|index|home|book|mappe)[\s_-]?\d*$|^\W*$|^(file|about|https?|blob|data):|^[A-Za-z]:\\"
    r"|\.(docx?|odt|rtf|pdf|indd|tex|pptx?|odp|key|xlsx?|ods|html?|md|txt|pages|qxp|ai|eps|cdr)$",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(r"^\S*_\S*$|^\S+[-. ](final|draft|copy|v\d+)$", re.IGNORECASE)


def is_leftover(title: str) -> bool:
    """Whether a title is what programs leave in a file: its name, or what it is made with."""
    title = " ".join(title.split())
    return _LEFTOVER.search(title) is not None or _FILE_NAME.match(title) is not None


def language_tag(given: str | None) -> str | None:
    """A language as articles name it (`en`, `pt-BR`), or None when this is none."""
    found = _LANGUAGE.match(given.strip()) if given else None
    if found is None:
        return None
    first, *rest = found[0].replace("_", "-").split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])


def slugify(title: str) -> str:
    """A title as a slug: folded letters and digits of any script, joined by hyphens."""
    return "-".join(re.findall(r"[^\W_]+", _fold(title)))[:100].strip("-")


def _fold(text: str) -> str:
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return unicodedata.normalize("NFC", bare)
