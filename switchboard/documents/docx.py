"""Word documents, by way of mammoth's HTML: content controls, tracked changes, notes and tables."""

from __future__ import annotations

import io
import zipfile
from xml.parsers.expat import ExpatError

import mammoth  # type: ignore[import-untyped]  # it ships no types
from lxml.etree import LxmlError
from lxml.html import HtmlElement, document_fromstring
from mammoth.documents import Image  # type: ignore[import-untyped]

from switchboard.documents.archive import check_members
from switchboard.documents.blocks import markdown_of
from switchboard.documents.document import Document, Unreadable
from switchboard.documents.docx_parts import core_title, prepared
from switchboard.documents.elements import remove, text_of
from switchboard.documents.limits import DOCX_UNPACKED_BYTES
from switchboard.documents.main_part import clean
from switchboard.documents.names import from_name, is_leftover

_NO_WORD = "This file isn't a valid Word document (.docx)."
_STYLES = """
p[style-name='Title'] => h1.document-title:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
r[style-name='Code'] => code
"""
_BROKEN = (
    zipfile.BadZipFile,
    ExpatError,
    LxmlError,
    AttributeError,
    IndexError,
    KeyError,
    NotImplementedError,
    OSError,
    TypeError,
    ValueError,
)
"""What mammoth and what it stands on raise for files that are no Word documents."""


def read_docx(name: str, data: bytes) -> list[Document]:
    """The article in a Word document. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_members(archive.infolist(), DOCX_UNPACKED_BYTES)
            property_title = core_title(archive)
            made, notes = prepared(archive)
        result = mammoth.convert_to_html(
            made,
            style_map=_STYLES,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=_without_image,
        )
        root = document_fromstring(f"<body>{result.value or '<p></p>'}</body>")
    except Unreadable:
        raise
    except _BROKEN as error:
        raise Unreadable(_NO_WORD) from error
    _put_notes_in_place(root)
    notes += clean(root)
    title, heading = _title(root)
    body = markdown_of(root, "", without=heading)
    if property_title and is_leftover(property_title):
        property_title = None
    title = title or property_title
    titled = {"title": title} if title else {}
    return [Document(name, {**from_name(name), **titled, "body": body}, tuple(notes))]


def _without_image(_image: Image) -> list[object]:
    """Pictures are left out; `docx_parts` says how many."""
    return []


def _title(root: HtmlElement) -> tuple[str | None, HtmlElement | None]:
    """The paragraph set as the title, which is not said twice, else the first heading."""
    for heading in root.iter("h1"):
        if heading.get("class") == "document-title" and text_of(heading):
            return text_of(heading), heading
    return next((text_of(each) for each in root.iter("h1") if text_of(each)), None), None


def _put_notes_in_place(root: HtmlElement) -> None:
    """Footnotes and endnotes in brackets where they are referred to, not at the document's end."""
    texts: dict[str, str] = {}
    for item in list(root.iter("li")):
        identity = item.get("id") or ""
        if not identity.startswith(("footnote-", "endnote-")):
            continue
        for link in [each for each in item.iter("a") if (each.get("href") or "").startswith("#")]:
            remove(link)
        texts[identity] = text_of(item)
        remove(item)
    for link in list(root.iter("a")):
        target = (link.get("href") or "").removeprefix("#")
        if target in texts:
            note = link.getparent() if link.getparent().tag == "sup" else link
            tail = note.tail
            note.clear()
            note.tag, note.tail = "span", tail
            note.text = f" ({texts[target]})" if texts[target] else ""
