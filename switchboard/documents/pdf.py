"""The text of a PDF, with headings where letters are larger and paragraphs where lines part."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from ctypes import byref
from itertools import groupby
from pathlib import PurePosixPath

import pypdfium2
from pypdfium2 import raw

from switchboard.documents.blocks import escape
from switchboard.documents.document import Document, Unreadable
from switchboard.documents.limits import PDF_PAGES
from switchboard.documents.names import from_name, is_leftover, slugify
from switchboard.documents.pdf_layout import Line, Piece, lines_of, pieces_of

_LARGER = 1.15
"""From how much above the height of most letters a line is a heading."""
_LONGEST_HEADING = 150
_BULLET = re.compile(r"^[•▪◦‣·●○■□–*-]\s+")
_JOINED = "\ufffe"
"""What PDFium puts for a hyphen at a line's end, when it joins the word again."""
_WORD = re.compile("[^\\s\ufffe\x02]+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_SHOWN = 10
_DIGITS = re.compile(r"\d+")
_REPEATED = 3


def read_pdf(name: str, data: bytes) -> list[Document]:
    """The article in a PDF. Raises Unreadable: too many pages, a password, no text, not a PDF."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise Unreadable("The PDF is password-protected.") from error
        raise Unreadable("This file isn't a valid PDF.") from error
    count = len(pdf)
    if count > PDF_PAGES:
        raise Unreadable(f"The PDF has {count:,} pages; at most {PDF_PAGES:,} are read.")
    pages = [_lines(pdf, number) for number in range(count)]
    if not any(pages):
        raise Unreadable("The PDF contains only images. Import a PDF with text.")
    body, headline = _markdown(_without_running_heads(pages))
    title = _clean_title(pdf.get_metadata_value("Title"), name) or headline
    titled = {"title": title} if title else {}
    return [Document(name, {**from_name(name), **titled, "body": body}, _notes(pages))]


def _notes(pages: Sequence[Sequence[Line]]) -> tuple[str, ...]:
    """Which pages had nothing to read."""
    empty = [str(number) for number, page in enumerate(pages, 1) if not page]
    if not empty:
        return ()
    shown = ", ".join(empty[:_SHOWN]) + (" …" if len(empty) > _SHOWN else "")
    return (f"Pages without text, such as scans, were skipped: {shown}.",)


def _lines(pdf: pypdfium2.PdfDocument, number: int) -> list[Line]:
    try:
        page = pdf[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return []
    text = text_page.get_text_range()
    if _RIGHT_TO_LEFT.search(text):
        found = list(_plain_lines(text_page, text))
    else:
        found = lines_of(pieces_of(list(_words(text_page, text))))
    text_page.close()
    page.close()
    return found


def _words(page: pypdfium2.PdfTextPage, text: str) -> Iterator[Piece]:
    """The words as PDFium has them, each with its place. A hyphen at a line's end stays one."""
    for found in _WORD.finditer(text):
        first, last = _box(page, found.start()), _box(page, found.end() - 1)
        if first is None or last is None:
            continue
        hyphen = "-" if text[found.end() : found.end() + 1] in (_JOINED, "\x02") else ""
        right = max(last.right, first.right)
        yield Piece(found[0] + hyphen, first.left, right, first.top, first.bottom)


def _plain_lines(page: pypdfium2.PdfTextPage, text: str) -> Iterator[Line]:
    """Lines as PDFium has them: it knows how to put what is written from right to left."""
    position = 0
    for line in re.split(r"(\r\n|\r|\n)", text):
        if line.strip():
            box = _box(page, position + len(line) - len(line.lstrip()))
            height = round(abs(box.top - box.bottom) * 2) / 2 if box else 0.0
            words = " ".join(line.replace(_JOINED, "").split())
            yield Line(words, height, box.top if box else 0.0)
        position += len(line)


def _box(page: pypdfium2.PdfTextPage, index: int) -> raw.FS_RECTF | None:
    """Where a character stands, in points."""
    box = raw.FS_RECTF()
    return box if raw.FPDFText_GetLooseCharBox(page, index, byref(box)) else None


def _without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without the lines that stand on most of them, numbers aside."""
    if len(pages) < _REPEATED:
        return [list(page) for page in pages]
    seen = Counter(key for page in pages for key in {_key(line) for line in page})
    running = {key for key, times in seen.items() if times * 2 > len(pages)}
    return [[line for line in page if _key(line) not in running] for page in pages]


def _key(line: Line) -> str:
    return _DIGITS.sub("0", line.text)


def _markdown(pages: Sequence[Sequence[Line]]) -> tuple[str, str | None]:
    """The text, and the largest heading of its first page with text."""
    heights: Counter[float] = Counter()
    for line in (line for page in pages for line in page):
        heights[line.height] += len(line.text)
    usual = heights.most_common(1)[0][0] if heights else 0.0
    larger = sorted((h for h in heights if h > usual * _LARGER), reverse=True)
    levels = {height: min(rank, 4) for rank, height in enumerate(larger, 1)}
    blocks = list(_blocks([line for page in pages for line in page], levels))
    first = next((page for page in pages if page), ())
    heads = [line for line in first if line.height in levels]
    headline = max(heads, key=lambda line: line.height).text if heads else None
    return "\n\n".join(blocks), headline and headline[:_LONGEST_HEADING]


def _blocks(lines: Sequence[Line], levels: dict[float, int]) -> Iterator[str]:
    paragraph: list[str] = []
    last: Line | None = None
    for is_table, group in groupby(lines, key=lambda line: bool(line.cells)):
        if is_table:
            if paragraph:
                yield _joined(paragraph)
            paragraph, last = [], None
            yield _table([line.cells for line in group])
            continue
        for line in group:
            level = levels.get(line.height) if len(line.text) <= _LONGEST_HEADING else None
            bullet = _BULLET.match(line.text)
            if paragraph and (level or bullet or _parts(last, line)):
                yield _joined(paragraph)
                paragraph = []
            if level:
                yield f"{'#' * level} {escape(line.text)}"
            else:
                paragraph.append(f"- {line.text[bullet.end() :]}" if bullet else line.text)
            last = None if level else line
    if paragraph:
        yield _joined(paragraph)


def _parts(before: Line | None, line: Line) -> bool:
    """Whether there is more room between two lines than lines of a paragraph have.

    Where the next line stands no lower, a column or a page has ended: the sentence may go on.
    """
    if before is None:
        return False
    gap = before.top - line.top
    if gap <= 0:
        return not (line.text[:1].islower() and before.text[-1:] not in ".!?:;…")
    return gap > 1.6 * max(before.height, line.height, 1.0)


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    width = max(map(len, rows))
    lines = []
    for row in rows:
        cells = [escape(cell).replace("|", "\\|") for cell in row]
        lines.append("| " + " | ".join([*cells, *[""] * (width - len(cells))]) + " |")
    return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])


def _joined(lines: Sequence[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        if text.endswith("-") and text[-2:-1].isalpha() and line[:1].islower():
            text = text[:-1] + line
        else:
            text += f" {line}"
    return f"- {escape(text[2:])}" if text.startswith("- ") else escape(text)


def _clean_title(title: str | None, name: str) -> str | None:
    """A title from the file's properties, unless it is what programs leave there."""
    title = " ".join((title or "").split())
    if not title or is_leftover(title):
        return None
    return None if slugify(title) == slugify(PurePosixPath(name).stem) else title[:200]
