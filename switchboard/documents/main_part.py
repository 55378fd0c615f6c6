"""Which element of a web page has the text people came for, and what in it is not text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml.html import HtmlElement

from switchboard.documents.collapsed import unfold
from switchboard.documents.elements import has, length_of, names_of, remove, text_of

_NEVER_NAMES = """script style noscript template svg canvas iframe object embed audio video source
    map input button select option textarea datalist dialog link meta base head"""
_NEVER = frozenset(_NEVER_NAMES.split())
_STRUCK = ("del", "s", "strike")
_ROLE_NAMES = "navigation banner contentinfo search dialog alertdialog menu menubar toolbar"
_ROLES = frozenset(_ROLE_NAMES.split())
_ASIDE_ROLES = ("complementary", "form")
_AROUND_NAMES = re.compile(
    r"(^|[-_ ])(nav|navbar|menu|sidebar|breadcrumbs?|cookies?|consent|share|social|footer"
    r"|related|pagination|pager|skip|newsletter|subscribe|comments?|toc|feedback|vote)([-_ ]|$)",
    re.IGNORECASE,
)
_CONTENT_NAMES = re.compile(
    r"(^|[-_ ])(content|main|article|article-body|post-content|entry-content|markdown-body"
    r"|main-content|help-article)([-_ ]|$)",
    re.IGNORECASE,
)
_ENOUGH = 200
"""Characters that a main part must have to be believed, where the page has many more."""
_SHORT = 300
"""Characters of what surrounds texts: a longer part called `share` or `menu` may be about that."""
_SHOWN = 60
_NOTED = 3


def main_part(root: HtmlElement) -> tuple[HtmlElement, list[str]]:
    """The element with the text, cleaned of what surrounds texts, and what was left out of it."""
    body = root.find(".//body")
    body = root if body is None else body
    hidden = unfold(body)
    _drop(body, lambda element: element.tag == "noscript")
    frames = [list(frame.iterancestors()) for frame in body.iter("iframe", "video", "audio")]
    struck = clean(body)
    main = _chosen(body)
    framed = sum(1 for ancestors in frames if main in ancestors)
    pictures = sum(1 for _ in main.iter("img"))
    return main, [*_hidden_notes(hidden), *struck, *_media_notes(pictures, framed)]


def clean(body: HtmlElement) -> list[str]:
    """Drop what never is text, and what is struck out; sentences on the latter."""
    _drop(body, lambda element: element.tag in _NEVER)
    struck = [element for element in body.iter(*_STRUCK) if text_of(element)]
    notes = [f"Struck-out text was skipped: “{_cut(text_of(each))}”" for each in struck[:_NOTED]]
    for element in struck:
        remove(element)
    return notes


def is_menu(main: HtmlElement) -> bool:
    """Whether it is little more than a list of links."""
    linked = _linked(main)
    rest = length_of(main) - linked
    return linked > 2 * rest and rest < _ENOUGH


def _chosen(body: HtmlElement) -> HtmlElement:
    whole = length_of(body)
    for candidates in _candidates(body):
        best = max(candidates, key=length_of, default=None)
        if best is not None and length_of(best) >= min(_ENOUGH, whole * 0.25):
            _drop(best, _is_around)
            return best
    _drop(body, lambda element: _is_around(element) or _is_named_around(element))
    return body


def _candidates(body: HtmlElement) -> Iterator[list[HtmlElement]]:
    """Where the text may be, the surest sign first."""
    yield body.xpath(".//main | .//*[@role='main']")
    half = length_of(body) / 2
    yield [found for found in body.iter("article") if length_of(found) > half]
    half -= _linked(body) / 2
    # An accordion has a `content` for each of its answers: none of them is the page's.
    yield [
        found
        for found in body.iter("div", "section", "td")
        if _CONTENT_NAMES.search(names_of(found)) and length_of(found) - _linked(found) > half
    ][:20]


def _is_around(element: HtmlElement) -> bool:
    """Whether it stands around texts: menus, search boxes, lists of related pages."""
    if element.tag in ("nav",) or element.get("role") in _ROLES:
        return True
    if element.tag == "footer":
        return not any(each.tag == "blockquote" for each in element.iterancestors())
    if element.tag in ("aside", "form") or element.get("role") in _ASIDE_ROLES:
        return not _is_prose(element)
    return False


def _is_prose(element: HtmlElement) -> bool:
    """Whether it has sentences of its own: a hint in a box, a page that is all one form."""
    text = length_of(element)
    if element.tag == "form":
        return text > _SHORT and has(element, "p", "h1", "h2", "h3", "li", "table")
    named = _AROUND_NAMES.search(names_of(element)) is not None
    return not named and text > 0 and _linked(element) * 2 < text and has(element, "p", "li")


def _is_named_around(element: HtmlElement) -> bool:
    if element.find(".//h1") is not None:
        return False
    if element.tag == "header":
        return True
    if element.tag not in ("div", "ul", "ol", "section", "p"):
        return False
    names = _AROUND_NAMES.search(names_of(element))
    text = length_of(element)
    return names is not None and (text < _SHORT or _linked(element) * 2 > text)


def _drop(root: HtmlElement, unwanted: Callable[[HtmlElement], bool]) -> None:
    for element in [found for found in root.iterdescendants() if isinstance(found.tag, str)]:
        if element.getparent() is not None and unwanted(element):
            remove(element)


def _linked(element: HtmlElement) -> int:
    return sum(length_of(link) for link in element.iter("a"))


def _hidden_notes(texts: list[str]) -> list[str]:
    """What the page hides, by its first words. Single words are labels of controls."""
    said = [text for text in texts if len(text) > 20 and " " in text]
    notes = [f"Hidden text was skipped: “{_cut(text)}”" for text in said[:_NOTED]]
    more = len(said) - _NOTED
    return [*notes, f"{more} more hidden texts were skipped."] if more > 0 else notes


def _media_notes(pictures: int, frames: int) -> list[str]:
    notes = []
    if pictures:
        notes.append(
            "1 image was skipped." if pictures == 1 else f"{pictures} images were skipped."
        )
    if frames:
        notes.append(f"Videos or embedded pages were skipped: {frames}.")
    return notes


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
