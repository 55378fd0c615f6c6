"""HTML elements as Markdown: headings, paragraphs, lists, tables, quotations and code.

Text that looks like Markdown or HTML is escaped: what a page says stays text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from urllib.parse import urljoin

from lxml.html import HtmlElement

from switchboard.documents.elements import text_of
from switchboard.documents.grid import (
    head_rows,
    is_for_looks,
    joined_head,
    own_cells,
    own_rows,
    spread,
)

_BLOCK_NAMES = """address article aside blockquote body caption center dd details dialog div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main
    menu nav ol p pre section summary table tbody td tfoot th thead tr ul"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_STRONG, _EMPHASIS, _CODE = {"b", "strong"}, {"i", "em", "dfn"}, {"code", "kbd", "samp", "tt"}
_ALONE = {"br": "\n", "img": "", "wbr": ""}
_SPECIAL = re.compile(r"([\\`*]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|\](?=\())")
_LINE_START = re.compile(r"^(#{1,6}\s|>|[-+]\s|={3,}|-{3,}|~~~)")
_NUMBERED = re.compile(r"^(\d{1,9})([.)]\s)")
_SPACES = re.compile(r"\s+")
_DEEPEST = 120
"""Levels of elements that are told apart; what lies deeper is plain text."""


def markdown_of(root: HtmlElement, base: str, *, without: HtmlElement | None = None) -> str:
    """The element's content as Markdown.

    Args:
        base: the address that links are seen from.
        without: a heading to leave out, as it is the title.
    """
    return "\n\n".join(_Writer(base, without).blocks(root, 0)).strip()


class _Writer:
    def __init__(self, base: str, without: HtmlElement | None) -> None:
        self._base, self._without = base, without

    def blocks(self, element: HtmlElement, depth: int) -> list[str]:
        """The blocks inside an element; what stands between blocks is a paragraph."""
        if depth > _DEEPEST:
            return _paragraph(escape(_SPACES.sub(" ", element.text_content())))
        found: list[str] = []
        line = [escape(_spaced(element.text))]
        for child in element:
            if not isinstance(child.tag, str):
                pass
            elif child.tag in _BLOCKS or _holds_blocks(child):
                found += _paragraph("".join(line))
                line = []
                found += self._block(child, depth + 1)
            else:
                line.append(self.inline(child, depth + 1))
            line.append(escape(_spaced(child.tail)))
        return found + _paragraph("".join(line))

    def _block(self, element: HtmlElement, depth: int) -> list[str]:
        tag = element.tag
        if element is self._without or tag == "hr":
            return []
        if tag in _HEADINGS or tag == "summary":
            text = self._line(element, depth)
            return [f"{'#' * _HEADINGS.get(tag, 3)} {text}"] if text else []
        if tag in ("ul", "ol", "menu"):
            return self._list(element, depth)
        if tag == "table":
            return self._table(element, depth)
        if tag == "pre":
            return _fenced(element.text_content())
        return _set_apart(tag, self.blocks(element, depth))

    def inline(self, element: HtmlElement, depth: int) -> str:
        """An element within a line."""
        tag = element.tag
        if tag in _ALONE:
            return _ALONE[tag]
        if tag in _CODE:
            code = _SPACES.sub(" ", element.text_content()).strip()
            return f"`` {code} ``" if "`" in code else f"`{code}`" if code else ""
        text = escape(_spaced(element.text)) + "".join(
            (self._deeper(child, depth + 1) if isinstance(child.tag, str) else "")
            + escape(_spaced(child.tail))
            for child in element
        )
        if tag in _STRONG:
            return _wrapped(text, "**")
        if tag in _EMPHASIS:
            return _wrapped(text, "*")
        return self._link(element, text) if tag == "a" else text

    def _deeper(self, element: HtmlElement, depth: int) -> str:
        if depth > _DEEPEST:
            return escape(_SPACES.sub(" ", element.text_content()))
        return self.inline(element, depth)

    def _link(self, element: HtmlElement, text: str) -> str:
        href = (element.get("href") or "").strip()
        if not href:
            return text
        try:
            address = urljoin(self._base, href)
        except ValueError:
            return text
        if not text.strip() or not address.startswith(("http://", "https://", "mailto:", "tel:")):
            return text
        address = re.sub(r"[\s()<>]", lambda found: f"%{ord(found[0]):02X}", address)
        return _around(text, lambda inner: f"[{inner}]({address})")

    def _line(self, element: HtmlElement, depth: int) -> str:
        """All of an element on one line."""
        if _holds_blocks(element):
            return _SPACES.sub(" ", " ".join(self.blocks(element, depth))).strip()
        return _SPACES.sub(" ", self.inline(element, depth)).strip()

    def _list(self, element: HtmlElement, depth: int) -> list[str]:
        start = element.get("start") or ""
        number = int(start) if start.isdecimal() and len(start) < 9 else 1
        items = []
        for child in element:
            if not isinstance(child.tag, str):
                continue
            inside = child.tag in ("ul", "ol")
            blocks = self._list(child, depth + 1) if inside else self.blocks(child, depth + 1)
            if not blocks:
                continue
            marker = f"{number}. " if element.tag == "ol" else "- "
            number += 1
            items.append(_indented(marker, blocks))
        return ["\n".join(items)] if items else []

    def _table(self, element: HtmlElement, depth: int) -> list[str]:
        """A table as one; one for the looks, or of one column, as its cells in turn."""
        rows = spread(element)
        caption = element.find("caption")
        said = [] if caption is None else _paragraph(self._line(caption, depth + 1))
        if is_for_looks(element) or max(map(len, rows), default=0) < 2:
            cells = own_cells(element)
            return said + [block for cell in cells for block in self.blocks(cell, depth + 1)]
        texts = self._cell_texts(rows, depth)
        count = head_rows(element, rows)
        head, *rest = [joined_head(texts[:count]), *texts[count:]]
        lines = ["| " + " | ".join(line) + " |" for line in (head, *rest)]
        return [*said, "\n".join([lines[0], "|" + "---|" * len(head), *lines[1:]])]

    def _cell_texts(self, rows: Sequence[Sequence[HtmlElement]], depth: int) -> list[list[str]]:
        written: dict[HtmlElement, str] = {}
        for cell in (cell for row in rows for cell in row):
            if cell not in written:
                written[cell] = self._cell(cell, depth + 1)
        width = max(map(len, rows), default=0)
        return [[*(written[cell] for cell in row), *[""] * (width - len(row))] for row in rows]

    def _cell(self, cell: HtmlElement, depth: int) -> str:
        """A cell on one line; a table in it as its rows, a picture alone as its description."""
        for inner in list(cell.iterdescendants("table")):
            if inner.getparent() is not None:
                _flatten(inner)
        text = self._line(cell, depth)
        if not text:
            text = escape(" ".join(filter(None, (each.get("alt") for each in cell.iter("img")))))
        return text.replace("|", "\\|").replace("\n", " ")


def escape(text: str) -> str:
    """Text as Markdown that shows it as it is."""
    return _SPECIAL.sub(r"\\\1", text)


def _spaced(text: str | None) -> str:
    return _SPACES.sub(" ", text) if text else ""


def _paragraph(line: str) -> list[str]:
    lines = [" ".join(part.split()) for part in line.split("\n")]
    text = "\n".join(_unmarked(part) for part in lines if part)
    return [text] if text.replace("\\", "").strip("*_` \n") else []


def _unmarked(line: str) -> str:
    """A line of text that begins like a heading, list or quotation, as a line of text."""
    if _LINE_START.match(line):
        return f"\\{line}"
    return _NUMBERED.sub(r"\1\\\2", line)


def _holds_blocks(element: HtmlElement) -> bool:
    return any(child.tag in _BLOCKS for child in element.iterdescendants())


def _wrapped(text: str, mark: str) -> str:
    return text if mark in text else _around(text, lambda inner: f"{mark}{inner}{mark}")


def _around(text: str, wrap: Callable[[str], str]) -> str:
    """Wrap a text, leaving the space at its ends outside."""
    inner = text.strip()
    if not inner:
        return text
    start = len(text) - len(text.lstrip())
    return f"{text[:start]}{wrap(inner)}{text[start + len(inner) :]}"


def _fenced(text: str) -> list[str]:
    text = text.strip("\n")
    fence = "```"
    while fence in text:
        fence += "`"
    return [f"{fence}\n{text}\n{fence}"] if text.strip() else []


def _set_apart(tag: str, blocks: list[str]) -> list[str]:
    """Quotations and terms of a glossary as such; all else as it is."""
    if tag == "blockquote":
        return ["\n".join(f"> {line}".rstrip() for line in _lines(blocks))]
    return [_wrapped(" ".join(blocks), "**")] if tag == "dt" and blocks else blocks


def _lines(blocks: list[str]) -> list[str]:
    return "\n\n".join(blocks).split("\n")


def _indented(marker: str, blocks: list[str]) -> str:
    """A list's item: lists in it follow at once, other blocks after an empty line."""
    text = blocks[0]
    for block in blocks[1:]:
        is_list = bool(re.match(r"(- |\d+\. )", block))
        text += ("\n" if is_list else "\n\n") + block
    first, *rest = text.split("\n")
    indent = " " * len(marker)
    return "\n".join([marker + first, *(f"{indent}{line}".rstrip() for line in rest)])


def _flatten(table: HtmlElement) -> None:
    """A table inside a cell as lines of text: cells parted by commas, rows by semicolons."""
    rows = [[text_of(cell) for cell in row] for row in own_rows(table)]
    said = "; ".join(", ".join(filter(None, row)) for row in rows if any(row))
    tail = table.tail
    table.clear()
    table.tag, table.text, table.tail = "p", said, tail
