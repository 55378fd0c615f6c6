"""Small questions about HTML elements."""

from lxml.html import HtmlElement


def text_of(element: HtmlElement) -> str:
    """All text inside, on one line."""
    return " ".join(" ".join(element.itertext()).split()) if isinstance(element.tag, str) else ""


def length_of(element: HtmlElement) -> int:
    """How many characters of text are inside."""
    return sum(len(text.strip()) for text in element.itertext())


def has(element: HtmlElement, *tags: str) -> bool:
    """Whether there is an element of one of these kinds in it, or it is one."""
    return next(element.iter(*tags), None) is not None


def names_of(element: HtmlElement) -> str:
    """What its author calls it: its id and classes."""
    return f"{element.get('id') or ''} {element.get('class') or ''}"


def remove(element: HtmlElement) -> None:
    """Take it out of its document; what stands behind it stays."""
    if element.getparent() is not None:
        element.drop_tree()
