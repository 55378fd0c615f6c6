"""The parts of a Word document: made ready for mammoth, with what it does not read looked for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from switchboard.documents.document import Unreadable

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_V = "{urn:schemas-microsoft-com:vml}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_UNWRAPPED = tuple(f"{_W}{name}" for name in ("fldSimple", "dir", "bdo", "ruby", "rubyBase"))
"""Wrappers that mammoth drops with what is in them."""


def prepared(archive: zipfile.ZipFile) -> tuple[io.BytesIO, list[str]]:
    """The document with its text where mammoth finds it, and sentences on what is left out.

    Text boxes become paragraphs behind the one they are anchored to, formulas become their
    characters, hidden text goes. Raises Unreadable for XML that names a document type: Word
    writes none, and what it is good for is harm.
    """
    notes: list[str] = []
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as copy:
        for name in dict.fromkeys(archive.namelist()):
            if not name.endswith((".xml", ".rels")):
                continue
            content = archive.read(name)
            if b"<!DOCTYPE" in content or b"<\x00!\x00D\x00O\x00C\x00" in content:
                raise Unreadable("The document was not opened: its XML declares a document type.")
            if name.startswith(("word/document", "word/footnotes", "word/endnotes")):
                content, found = _prepared_part(content)
                notes += found
            copy.writestr(name, content)
        names = archive.namelist()
    if any(_has_text(archive, name) for name in names if _is_head(name)):
        notes.append("Headers and footers were skipped.")
    if any(name.startswith("word/comments") for name in names):
        notes.append("Comments were skipped.")
    if any(name.startswith(("word/charts/", "word/diagrams/")) for name in names):
        notes.append("Charts and diagrams were skipped.")
    out.seek(0)
    return out, list(dict.fromkeys(notes))


def core_title(archive: zipfile.ZipFile) -> str | None:
    """The title in the document's properties."""
    try:
        root = _parsed(archive.read("docProps/core.xml"))
    except (KeyError, etree.LxmlError):
        return None
    found = root.find(f".//{_TITLE}")
    return " ".join((found.text or "").split()) or None if found is not None else None


def _parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(content, parser)


def _prepared_part(content: bytes) -> tuple[bytes, list[str]]:
    root = _parsed(content)
    notes = _notes(root)
    for wrapper in list(root.iter(*_UNWRAPPED)):
        _unwrap(wrapper)
    for formula in list(root.iter(f"{_M}oMath")):
        _write_out(formula)
    for run in list(root.iter(f"{_W}r")):
        if _is_hidden(run):
            _drop(run)
    for box in list(_text_boxes(root)):
        _move_behind(box)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8"), notes


def _notes(root: etree._Element) -> list[str]:
    """What of this part will be missing, in sentences."""
    notes = []
    pictures = sum(1 for _ in root.iter(f"{_PIC}pic", f"{_V}imagedata"))
    if pictures:
        notes.append("Images were skipped.")
    if next(root.iter(f"{_W}delText"), None) is not None:
        notes.append("Deleted text in tracked changes was skipped.")
    if any(_is_hidden(run) for run in root.iter(f"{_W}r")):
        notes.append("Hidden text was skipped.")
    if next(root.iter(f"{_W}altChunk"), None) is not None:
        notes.append("An embedded document was skipped.")
    return notes


def _is_hidden(run: etree._Element) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val") not in ("0", "false")


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        place = parent.index(element)
        parent[place : place + 1] = list(element)


def _write_out(formula: etree._Element) -> None:
    """A formula as its characters in a row: not set as one, but not gone."""
    text = "".join(part.text or "" for part in formula.iter(f"{_M}t"))
    run = etree.Element(f"{_W}r")
    etree.SubElement(run, f"{_W}t").text = text
    outer = formula.getparent()
    target = outer if outer is not None and outer.tag == f"{_M}oMathPara" else formula
    parent = target.getparent()
    if parent is None:
        return
    if target is formula:
        parent.replace(formula, run)
    else:
        parent.insert(parent.index(target), run)
        target.remove(formula)


def _text_boxes(root: etree._Element) -> Iterator[etree._Element]:
    """Each text box once: Word writes it a second time for programs that do not know the first."""
    for box in root.iter(f"{_W}txbxContent"):
        fallback = next(box.iterancestors(f"{_MC}Fallback"), None)
        if fallback is None or not _is_said_before(fallback):
            yield box


def _is_said_before(fallback: etree._Element) -> bool:
    choices = fallback.itersiblings(f"{_MC}Choice", preceding=True)
    return any(next(choice.iter(f"{_W}txbxContent"), None) is not None for choice in choices)


def _move_behind(box: etree._Element) -> None:
    """The box's paragraphs behind the paragraph it is anchored to."""
    anchor = next(box.iterancestors(f"{_W}p"), None)
    if anchor is None or anchor.getparent() is None:
        return
    parent = anchor.getparent()
    place = parent.index(anchor) + 1
    parent[place:place] = list(box)
    alternate = next(box.iterancestors(f"{_MC}AlternateContent"), None)
    if alternate is not None:
        _drop(alternate)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _is_head(name: str) -> bool:
    return name.startswith(("word/header", "word/footer")) and name.endswith(".xml")


def _has_text(archive: zipfile.ZipFile, name: str) -> bool:
    try:
        root = _parsed(archive.read(name))
    except etree.LxmlError:
        return False
    return any((part.text or "").strip() for part in root.iter(f"{_W}t"))
