"""The text of a PDF, with headings where letters are larger and paragraphs where lines part."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from ctypes import byref
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from switchboard.documents.blocks import escape
from switchboard.documents.document import Document, Unreadable
from switchboard.documents.limits import PDF_PAGES
from switchboard.documents.names import from_name

_LARGER = 1.15
"""From how much above the height of most letters a line is a heading."""
_LONGEST_HEADING = 150
_BULLET = re.compile(r"^[•▪◦‣·●○■□–*-]\s+")
_JOINED = "\ufffe"
"""What PDFium puts for a hyphen at a line's end, when it joins the word again."""
_DIGITS = re.compile(r"\d+")
_REPEATED = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text, the height of its letters, and where it stands on its page."""

    text: str
    height: float
    top: float


def read_pdf(name: str, data: bytes) -> list[Document]:
    """The article in a PDF. Raises Unreadable: too many pages, a password, no text, not a PDF."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise Unreadable("The PDF is protected by a password.") from error
        raise Unreadable("This file isn't a valid PDF.") from error
    count = len(pdf)
    if count > PDF_PAGES:
        raise Unreadable(f"The PDF has {count:,} pages; at most {PDF_PAGES:,} are read.")
    pages = [list(_lines(pdf, number)) for number in range(count)]
    if not any(pages):
        raise Unreadable("The PDF has no text, only pictures. Import one with text in it.")
    body, headline = _markdown(_without_running_heads(pages))
    title = _clean_title(pdf.get_metadata_value("Title")) or headline
    return [
        Document(name, {**from_name(name), **({"title": title} if title else {}), "body": body})
    ]


def _lines(pdf: pypdfium2.PdfDocument, number: int) -> Iterator[Line]:
    try:
        page = pdf[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return
    text = text_page.get_text_range()
    position = 0
    for line in re.split(r"(\r\n|\r|\n)", text):
        if line.strip():
            start = position + len(line) - len(line.lstrip())
            yield Line(" ".join(line.replace(_JOINED, "").split()), *_measure(text_page, start))
        position += len(line)
    text_page.close()
    page.close()


def _measure(page: pypdfium2.PdfTextPage, index: int) -> tuple[float, float]:
    """The height and the top of a character, in points."""
    box = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(page, index, byref(box)):
        return 0.0, 0.0
    return round(abs(box.top - box.bottom) * 2) / 2, box.top


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
    blocks = [block for page in pages for block in _blocks(page, levels)]
    first = next((page for page in pages if page), ())
    heads = [line for line in first if line.height in levels]
    headline = max(heads, key=lambda line: line.height).text if heads else None
    return "\n\n".join(blocks), headline and headline[:_LONGEST_HEADING]


def _blocks(page: Iterable[Line], levels: dict[float, int]) -> Iterator[str]:
    paragraph: list[str] = []
    last: Line | None = None
    for line in page:
        level = levels.get(line.height) if len(line.text) <= _LONGEST_HEADING else None
        bullet = _BULLET.match(line.text)
        if paragraph and (level or bullet or _parts(last, line)):
            yield _joined(paragraph)
            paragraph = []
        if level:
            yield f"{'#' * level} {escape(line.text)}"
        else:
            paragraph.append(f"- {line.text[bullet.end() :]}" if bullet else line.text)
        last = line
    if paragraph:
        yield _joined(paragraph)


def _parts(before: Line | None, line: Line) -> bool:
    """Whether there is more room between two lines than lines of a paragraph have."""
    if before is None:
        return False
    gap = before.top - line.top
    return gap < 0 or gap > 1.6 * max(before.height, line.height, 1.0)


def _joined(lines: Sequence[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        if text.endswith("-") and text[-2:-1].isalpha() and line[:1].islower():
            text = text[:-1] + line
        else:
            text += f" {line}"
    return f"- {escape(text[2:])}" if text.startswith("- ") else escape(text)


def _clean_title(title: str | None) -> str | None:
    """A title from the file's properties, unless it is what word processors leave there."""
    title = " ".join((title or "").split())
    leftover = re.search(r"^untitled|^microsoft word|\.(docx?|pdf|indd|tex)$", title, re.IGNORECASE)
    return None if not title or leftover else title[:200]
