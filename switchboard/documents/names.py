"""What a file's name says of its article."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import PurePosixPath

_LANGUAGE_IN_NAME = re.compile(r"^(?P<slug>.+)\.(?P<language>[a-z]{2,3}(-[A-Za-z0-9]{2,8})?)$")
_ACCENTS = re.compile(r"[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]")
_LANGUAGE = re.compile(r"^([A-Za-z]{2,3})([-_][A-Za-z0-9]{2,8})*$")


_OF_FOLDER = frozenset({"readme", "index", "_index", "default", "home", "untitled"})
"""Names that many files have: such a file is about its folder."""
_LANGUAGES_WORDS = """ar bg bn ca cs da de el en es et fa fi fr gl he hi hr hu id it ja ko lt
    lv ms nb nl nn no pl pt ro ru sk sl sq sr sv sw ta th tr uk ur vi zh"""
_LANGUAGES = frozenset(_LANGUAGES_WORDS.split())
_EXPORTED_ID = re.compile(r"[ _-]+[0-9a-f]{32}$")
"""What Notion puts behind the names of the files it exports."""


def from_name(name: str) -> dict[str, str]:
    """`returns.de.md` is the article `returns` in German, until the file itself says otherwise.

    Args:
        name: the file's path. `shipping/README.md` is about `shipping`.
    """
    path = PurePosixPath(name)
    stem = _EXPORTED_ID.sub("", path.stem)
    named = _LANGUAGE_IN_NAME.match(stem)
    slug = named["slug"] if named else stem
    if slug.casefold() in _OF_FOLDER and path.parent.name:
        slug = PurePosixPath(path.parent.name).stem
    fields = {"slug": slugify(slug), "title": slug.replace("-", " ").replace("_", " ")}
    return {**fields, "language": named["language"]} if named else fields


def is_exported(name: str) -> bool:
    """Whether a file is named as Notion names those that it exports."""
    return _EXPORTED_ID.search(PurePosixPath(name).stem) is not None


def in_languages(name: str, languages: Sequence[str]) -> list[str]:
    """The paths under which the same text may be found in these languages.

    For `help/returns.de.md` they are `help/returns.md` and `help/returns.en.md`, for
    `help/de/returns.md` `help/en/returns.md`, for the part `help.json#returns` of a file
    `help.json#returns.en`.
    """
    file, mark, part = name.partition("#")
    if mark:
        bare = _bare(part)
        found = [f"{file}#{bare}", *(f"{file}#{bare}.{each}" for each in languages)]
    else:
        *folders, last = file.split("/")
        stem, dot, ending = last.rpartition(".")
        ends = [f"{_bare(stem)}{dot}{ending}"]
        ends += [f"{_bare(stem)}.{each}{dot}{ending}" for each in languages]
        found = ["/".join([*folders, end]) for end in ends]
        for place, folder in enumerate(folders):
            if is_language(folder):
                before, after = folders[:place], folders[place + 1 :]
                found += ["/".join([*before, each, *after, last]) for each in languages]
    return [each for each in dict.fromkeys(found) if each != name]


def _bare(stem: str) -> str:
    named = _LANGUAGE_IN_NAME.match(stem)
    return named["slug"] if named and is_language(named["language"]) else stem


def is_language(text: str) -> bool:
    """Whether it is the code of a language people write, such as `de` or `pt-BR`."""
    return language_tag(text) is not None and re.split("[-_]", text.lower())[0] in _LANGUAGES


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
