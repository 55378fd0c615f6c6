"""Long documents as several articles, divided where they divide themselves."""

import re
from collections.abc import Iterator

from switchboard.documents.document import Document
from switchboard.documents.limits import ARTICLE_BYTES

_AT_HEADING = re.compile(r"\n(?=#{1,3} )")
_AT_PARAGRAPH = re.compile(r"\n\n")
_FIRST_HEADING = re.compile(r"\A\s*#{1,6} (?P<text>.+)")


def divide(document: Document) -> list[Document]:
    """The document itself, or its parts, each with a title and a slug of its own."""
    body = document.fields.get("body")
    if not isinstance(body, str) or len(body.encode(errors="replace")) <= ARTICLE_BYTES:
        return [document]
    parts = list(_parts(body))
    return [_part(document, number, len(parts), part) for number, part in enumerate(parts, 1)]


def _parts(body: str) -> Iterator[str]:
    """Consecutive sections, as many together as fit."""
    whole = ""
    for section in _pieces(body):
        if whole and len(whole.encode()) + len(section.encode()) > ARTICLE_BYTES:
            yield whole.strip()
            whole = ""
        whole += section
    if whole.strip():
        yield whole.strip()


def _pieces(body: str) -> Iterator[str]:
    for section in _AT_HEADING.split(body):
        if len(section.encode(errors="replace")) <= ARTICLE_BYTES:
            yield f"{section}\n"
            continue
        for paragraph in _AT_PARAGRAPH.split(section):
            room = ARTICLE_BYTES // 4  # the most bytes a character has
            for start in range(0, len(paragraph), room):
                yield f"{paragraph[start : start + room]}\n\n"


def _part(document: Document, number: int, count: int, body: str) -> Document:
    title = str(document.fields.get("title") or document.name)
    heading = _FIRST_HEADING.match(body)
    said = f"{title[:100]}: {heading['text'][:60]}" if heading and number > 1 else title[:150]
    fields = {**document.fields, "body": body, "title": f"{said} ({number}/{count})"}
    if number > 1:
        fields.pop("questions", None)
    slug = document.fields.get("slug")
    if isinstance(slug, str) and slug:
        fields["slug"] = slug if number == 1 else f"{slug[:100]}-{number}"
    name = document.name if number == 1 else f"{document.name}, part {number}"
    return Document(name, fields, document.notes if number == 1 else ())
