"""The signs and links that sites put beside headings to link to them: no part of the title."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from switchboard.documents.elements import names_of, remove, text_of

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "figcaption", "caption")
_NAMES = re.compile(
    r"(^|[-_ ])(anchor|anchorjs|hash|header|heading|perma|section|copy|edit|editsection|mw)"
    r"([-_]?(link|anchor|editsection|section))?([-_ ]|$)",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"(direct |copy |perma)?link( (to|for) .*)?|permalink.*|anchor( (to|for) .*)?|copy"
    r"|\[?\s*(edit|edit source|bearbeiten|editar|modifier)\s*\]?",
    re.IGNORECASE,
)
_SIGN = re.compile(r"[\W_]*")
_AT_END = re.compile(r"(\s*[¶🔗⚓]|[\s\u200b]+#)[\s\u200b]*$")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphens, zero-width spaces and the like: they split words for those who search them."""


def without_invisible(text: str) -> str:
    """The text without characters that nobody sees."""
    return _INVISIBLE.sub("", text)


def drop_permalinks(root: HtmlElement) -> None:
    """Leave headings as their text alone."""
    for heading in list(root.iter(*_HEADINGS)):
        whole = text_of(heading)
        for element in list(heading.iter("a", "span", "button", "i")):
            text = text_of(element)
            if len(text) < len(whole) and _is_permalink(element, text):
                remove(element)
            elif element.tag == "a" and _is_of_page(element):
                element.attrib.pop("href", None)  # the heading links to itself
        _strip_end(heading)


def _is_permalink(element: HtmlElement, text: str) -> bool:
    named = bool(_NAMES.search(names_of(element)))
    if element.tag == "a" and not _is_of_page(element):
        return named and bool(_WORDS.fullmatch(text))
    is_sign = bool(text) and _SIGN.fullmatch(text) is not None
    if element.tag == "a":
        return is_sign or _WORDS.fullmatch(text) is not None or (named and not text)
    return named and (is_sign or _WORDS.fullmatch(text) is not None)


def _is_of_page(link: HtmlElement) -> bool:
    href = link.get("href") or ""
    return not href or "#" in href


def _strip_end(heading: HtmlElement) -> None:
    """Signs that stand in the text itself."""
    if len(heading):
        last = heading[-1]
        last.tail = _AT_END.sub("", last.tail or "")
    elif heading.text:
        heading.text = _AT_END.sub("", heading.text)
