"""Word documents: headings, paragraphs, lists and tables."""

import io
import re
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.hyperlink import Hyperlink
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError

from switchboard.documents.archive import check_members
from switchboard.documents.blocks import escape
from switchboard.documents.document import Document, Unreadable
from switchboard.documents.limits import DOCX_UNPACKED_BYTES
from switchboard.documents.names import from_name

_HEADING = re.compile(r"^heading (\d)$", re.IGNORECASE)
_NO_WORD = "The file is no Word document (.docx), or a broken one."


def read_docx(name: str, data: bytes) -> list[Document]:
    """The article in a Word document. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_members(archive.infolist(), DOCX_UNPACKED_BYTES)
        document = docx.Document(io.BytesIO(data))
        title, blocks = _title(document), list(_blocks(document))
    except Unreadable:
        raise
    except (zipfile.BadZipFile, OpcError, LxmlError, KeyError, ValueError, AttributeError) as error:
        raise Unreadable(_NO_WORD) from error
    if not blocks:
        raise Unreadable("The document has no text.")
    titled = {"title": title} if title else {}
    return [Document(name, {**from_name(name), **titled, "body": "\n\n".join(blocks)})]


def _title(document: WordDocument) -> str | None:
    """The paragraph set as the title, else the first heading, else the document's property."""
    styles = {"title": "", "heading 1": ""}
    for paragraph in document.paragraphs:
        style = _style(paragraph)
        if style in styles and not styles[style]:
            styles[style] = paragraph.text.strip()
    properties = document.core_properties.title or ""
    return styles["title"] or styles["heading 1"] or properties.strip() or None


def _blocks(document: WordDocument) -> Iterator[str]:
    items: list[str] = []
    for block in document.iter_inner_content():
        item = _item(block) if isinstance(block, Paragraph) else None
        if item is not None:
            items.append(item)
            continue
        if items:
            yield "\n".join(items)
            items = []
        text = _table(block) if isinstance(block, Table) else _paragraph(block)
        if text:
            yield text
    if items:
        yield "\n".join(items)


def _style(paragraph: Paragraph) -> str:
    style = paragraph.style
    return (style.name or "").lower() if style is not None else ""


def _item(paragraph: Paragraph) -> str | None:
    """The paragraph as a list's item, if it is one."""
    style, text = _style(paragraph), _runs(paragraph)
    levels = paragraph._p.xpath("./w:pPr/w:numPr/w:ilvl/@w:val")
    if not text or _HEADING.match(style) or not (levels or style.startswith("list")):
        return None
    level = int(levels[0]) if levels and levels[0].isdecimal() else 0
    marker = "1." if "number" in style else "-"
    return f"{'   ' * min(level, 5)}{marker} {text}"


def _paragraph(paragraph: Paragraph) -> str:
    style, text = _style(paragraph), _runs(paragraph)
    heading = _HEADING.match(style)
    if heading and text:
        return f"{'#' * min(int(heading[1]), 6)} {text.replace('**', '')}"
    return "" if style == "title" else text


def _runs(paragraph: Paragraph) -> str:
    parts = []
    for part in paragraph.iter_inner_content():
        text = escape(" ".join(part.text.split(" ")))
        if isinstance(part, Hyperlink):
            address = part.url
            web = address.startswith(("http://", "https://", "mailto:")) and text.strip()
            parts.append(f"[{text}]({address})" if web else text)
        elif part.bold and text.strip() and text == text.strip():
            parts.append(f"**{text}**")
        else:
            parts.append(text)
    return "".join(parts).replace("****", "").strip()


def _table(table: Table) -> str:
    rows = [[" ".join(cell.text.split()) for cell in row.cells] for row in table.rows]
    rows = [row for row in rows if any(row)]
    if not rows:
        return ""
    width = max(map(len, rows))
    lines = [[escape(cell).replace("|", "\\|") for cell in row] for row in rows]
    filled = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in lines]
    return "\n".join([filled[0], "|" + "---|" * width, *filled[1:]])
