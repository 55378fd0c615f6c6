"""Accordions and tabs: what a page hides until somebody clicks is part of its text.

The patterns are those of the ARIA Authoring Practices (https://www.w3.org/WAI/ARIA/apg/patterns/),
of Bootstrap, and of plain scripts that toggle `display: none`.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from switchboard.documents.elements import names_of, remove, text_of

_PANEL_ROLES = {"tabpanel", "region"}
_PANEL_NAMES = re.compile(
    r"(^|[-_ ])(accordion|answer|collapse|collapsed|collapsible|details|disclosure|expand"
    r"|expandable|faqs?|panel|spoiler|tabs?|tabpanel|tabpane|toggle|toggleable)([-_ ]|$)",
    re.IGNORECASE,
)
_UNWANTED_NAMES = re.compile(
    r"(^|[-_ ])(alert|backdrop|breadcrumbs?|consent|cookies?|dropdown|lightbox|loader|loading|menu"
    r"|modal|nav|navbar|navigation|newsletter|notification|overlay|placeholder|popover|popup"
    r"|print|search|share|skeleton|snackbar|subscribe|template|toast|tooltip)([-_ ]|$)",
    re.IGNORECASE,
)
_UNWANTED_ROLE_NAMES = """alert alertdialog dialog menu menubar navigation search status tooltip
    presentation"""
_UNWANTED_ROLES = frozenset(_UNWANTED_ROLE_NAMES.split())
_BLOCK_NAMES = """address article aside blockquote dd details div dl dt figure li ol p pre section
    table tbody td tr ul"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_ALIKE = frozenset({"article", "dd", "details", "dt", "li", "section", "tr"})
"""Elements that come in rows: one that is hidden beside others waits for "Show more"."""
_BEFORE_PANELS = frozenset({"button", "dt", "h2", "h3", "h4", "h5", "h6", "label", "summary"})
_NO_TITLE = re.compile(
    r"(show|read|view|load|see|learn) (more|less|all)|more|less|(expand|collapse|open|close|show"
    r"|hide)( (all|everything))?|(copy|share|print|edit|close|menu|toggle|search|back)( \w+){0,2}"
    r"|(mehr|weniger|alle)( (anzeigen|lesen|erfahren|öffnen))?|(ver|leer|mostrar) (más|menos|todo)"
    r"|(voir|afficher|lire)( \w+)? (plus|moins|tout|la suite)",
    re.IGNORECASE,
)
_TOGGLES = (
    ".//*[@aria-expanded or @aria-controls or @role='tab' or @role='button'"
    " or @data-toggle or @data-bs-toggle] | .//label[@for] | .//button"
)
_OPENING = ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle")
_TABS = ("tab", "pill", "list")
_IN_LINE = frozenset({"a", "b", "em", "i", "p", "strong"})
_HEADINGS = frozenset({"dt", "h1", "h2", "h3", "h4", "h5", "h6", "summary"})


def unfold(body: HtmlElement) -> list[str]:
    """Open what is collapsed, with its question or tab as a heading, and drop what is hidden.

    Returns the hidden texts that were dropped.
    """
    by_id = {element.get("id"): element for element in body.iter() if element.get("id")}
    toggles = [element for element in body.xpath(_TOGGLES) if _is_toggle(element, by_id)]
    panels = {panel for toggle in toggles for panel in _panels(toggle, by_id)}
    dropped = []
    for element in [each for each in body.iterdescendants() if is_hidden(each)]:
        if _is_within(element, body) and not _is_collapsed(element, panels):
            dropped.append(text_of(element))
            remove(element)
    for toggle in toggles:
        if _is_within(toggle, body):
            _title(toggle, _panels(toggle, by_id), body)
    return [text for text in dropped if text]


def _is_toggle(element: HtmlElement, by_id: dict[str, HtmlElement]) -> bool:
    if element.tag == "label":
        box = by_id.get(element.get("for"))
        return box is not None and box.tag == "input" and _is_switch(box, element)
    if element.get("role") == "button" and element.tag != "button":
        following = element.getnext()
        opens = following is not None and following.tag in _BLOCKS
        return opens or element.get("aria-expanded") is not None
    return element.tag != "button" or _opens(element)


def _opens(button: HtmlElement) -> bool:
    """Whether a button opens something: it says so, is a whole heading, or stands before it."""
    if any(button.get(name) is not None for name in _OPENING) or button.get("role") == "tab":
        return True
    parent, following = button.getparent(), button.getnext()
    if parent is not None and parent.tag in _HEADINGS and text_of(parent) == text_of(button):
        return True
    return following is not None and following.tag in _BLOCKS and is_hidden(following)


def is_hidden(element: HtmlElement) -> bool:
    """Whether the page says that it does not show it now."""
    style = (element.get("style") or "").replace(" ", "").lower()
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or "display:none" in style
    )


def _is_switch(box: HtmlElement, label: HtmlElement) -> bool:
    """Whether a box is one of those that style sheets open a panel by: text follows its label."""
    following = label.getnext()
    kind = (box.get("type") or "").lower()
    return kind in ("checkbox", "radio") and following is not None and following.tag in _BLOCKS


def _panels(toggle: HtmlElement, by_id: dict[str, HtmlElement]) -> list[HtmlElement]:
    """The elements a toggle opens, by what it says itself or by what names it as its label."""
    href = toggle.get("href") or ""
    said = [
        *(toggle.get("aria-controls") or "").split(),
        *(toggle.get(name, "").lstrip("#") for name in ("data-target", "data-bs-target")),
        href[1:] if href.startswith("#") else "",
    ]
    return [by_id[name] for name in dict.fromkeys(said) if name in by_id]


def _is_collapsed(element: HtmlElement, panels: set[HtmlElement]) -> bool:
    """Whether a hidden element is text that a click would show."""
    if element.get("role") in _UNWANTED_ROLES or _UNWANTED_NAMES.search(names_of(element)):
        return False
    if element.tag not in _BLOCKS:
        return False
    if element in panels or element.get("role") in _PANEL_ROLES or element.get("aria-labelledby"):
        return True
    if (element.get("hidden") or "").lower() == "until-found":
        return True
    around = [element, *list(element.iterancestors())[:6]]
    return any(_PANEL_NAMES.search(names_of(each)) for each in around) or _follows(element)


def _follows(element: HtmlElement) -> bool:
    """Whether what stands before it asks for it: a question, a heading, others of its kind."""
    before = element.getprevious()
    if before is None or not isinstance(before.tag, str):
        return False
    if element.tag in _ALIKE and before.tag == element.tag:
        return True
    return (
        before.tag in _BEFORE_PANELS
        or before.get("role") == "button"
        or text_of(before).endswith(("?", "？", "؟"))
    )


def _is_within(element: HtmlElement, body: HtmlElement) -> bool:
    return any(ancestor is body for ancestor in element.iterancestors())


def _title(toggle: HtmlElement, panels: list[HtmlElement], body: HtmlElement) -> None:
    """Make a toggle the heading of what it opens."""
    text = text_of(toggle)
    targets = [panel for panel in panels if _is_within(panel, body)]
    if not text or _NO_TITLE.fullmatch(text) or _is_furniture(toggle, bool(panels and not targets)):
        if toggle.tag in ("button", "label") or toggle.get("role") in ("button", "tab"):
            remove(toggle)
        return
    heading = next((each for each in toggle.iterancestors() if each.tag in _HEADINGS), None)
    if heading is not None:
        _plain(toggle, "span")
    elif _is_tab(toggle) and targets:
        _put_heading(targets[0], text)
        remove(toggle)
    elif toggle.tag not in _HEADINGS and not _in_line(toggle):
        _plain(toggle, "h3")
    elif toggle.tag == "button":
        _plain(toggle, "span")


def _is_tab(toggle: HtmlElement) -> bool:
    kind = toggle.get("data-toggle") or toggle.get("data-bs-toggle")
    return toggle.get("role") == "tab" or kind in _TABS


def _is_furniture(toggle: HtmlElement, is_orphan: bool) -> bool:
    """Whether a toggle opens a menu or the like, or nothing that is still there."""
    return is_orphan or bool(toggle.get("aria-haspopup")) or _in_menu(toggle)


def _in_menu(toggle: HtmlElement) -> bool:
    return any(
        each.tag == "nav" or each.get("role") in ("navigation", "menu", "menubar")
        for each in toggle.iterancestors()
    )


def _in_line(toggle: HtmlElement) -> bool:
    parent = toggle.getparent()
    if parent is None or parent.tag not in _IN_LINE:
        return False
    return text_of(parent) != text_of(toggle)


def _plain(element: HtmlElement, tag: str) -> None:
    """Another element with the same content, and none of what made it a control."""
    element.tag = tag
    for name in ("role", "href", "hidden", "aria-hidden"):
        element.attrib.pop(name, None)


def _put_heading(panel: HtmlElement, text: str) -> None:
    first = next(panel.iter("h1", "h2", "h3", "h4", "h5", "h6"), None)
    if first is not None and text_of(first) == text:
        return
    heading = panel.makeelement("h3", {})
    heading.text, heading.tail = text, panel.text
    panel.text = None
    panel.insert(0, heading)
