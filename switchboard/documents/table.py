"""CSV files of questions and answers, as spreadsheets write them, and of anything else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from switchboard.documents.columns import Columns, columns_of
from switchboard.documents.document import Document, Unreadable
from switchboard.documents.limits import MAX_ARTICLES
from switchboard.documents.names import from_name, slugify
from switchboard.documents.rich_text import as_line, as_markdown
from switchboard.documents.rows import rows_of
from switchboard.documents.visibility import visibility

_LONGEST_TITLE = 200
_READERS = ("status", "audience")

Row = dict[str, list[str]]
"""A row's cells by field; more than one column may have the same."""


def read_csv(name: str, text: str) -> list[Document]:
    """One article for each answer; questions with the same answer are ways to ask it.

    The columns are named in the first line (`question`, `answer` and, if wanted, `title`,
    `language`, `url`, `audience`, `status`, `slug`), in one of several languages. Where no column
    of answers is named, questions are the column with question marks and answers the longest
    texts. A table that has neither becomes one article with the table in it. Raises Unreadable.
    """
    rows = rows_of(text)
    columns = columns_of(rows)
    if columns is None:
        return [_whole_table(name, rows)]
    body = rows[1:] if columns.has_head else rows
    found = [
        (language, _row(fields, row))
        for row in body
        for language, fields in columns.by_language.items()
    ]
    articles = _articles(name, [(language, row) for language, row in found if row], columns)
    if len(articles) > MAX_ARTICLES:
        raise Unreadable(f"The file contains more than {MAX_ARTICLES:,} articles.")
    return articles


def _row(fields: Sequence[str], cells: Sequence[str]) -> Row:
    row: Row = {}
    for name, cell in zip(fields, cells, strict=False):
        if name and cell.strip():
            row.setdefault(name, []).append(cell.strip())
    return row


def _articles(name: str, rows: Sequence[tuple[str, Row]], columns: Columns) -> list[Document]:
    groups: dict[tuple[str, ...], list[tuple[str, Row]]] = {}
    for number, (language, row) in enumerate(rows):
        answer = "\n\n".join(row.get("body", ()))
        key = (answer, *(_one(row, each) for each in ("language", "title", *_READERS)), language)
        groups.setdefault(key if answer else (str(number),), []).append((language, row))
    notes = tuple(columns.notes)
    return [
        _article(name, group, notes if not number else ())
        for number, group in enumerate(groups.values())
    ]


def _one(row: Row, name: str) -> str:
    return row[name][0] if name in row else ""


def _article(name: str, group: Sequence[tuple[str, Row]], notes: tuple[str, ...]) -> Document:
    language, first = group[0]
    said = dict.fromkeys(as_line(text) for _, row in group for text in row.get("questions", ()))
    questions = [question for question in said if question]
    title = as_line(_one(first, "title")) or (questions[0] if questions else "")
    seen = visibility({field: _one(first, field) for field in (*_READERS, *_flags(first))})
    fields: dict[str, Any] = {
        "body": "\n\n".join(as_markdown(text) for text in first.get("body", ())),
        "questions": questions,
        "title": title[:_LONGEST_TITLE] or None,
        "language": _one(first, "language") or language or from_name(name).get("language"),
        "url": _one(first, "url"),
        "category": _one(first, "category"),
        "slug": slugify(_one(first, "slug") or title),
    }
    fields = {key: value for key, value in fields.items() if value or key in ("body", "title")}
    label = slugify(_one(first, "slug") or title) or "row"
    place = f"{name}#{label}" + (f".{fields['language']}" if fields.get("language") else "")
    left_out = "Marked as deleted." if seen.deleted else ""
    return Document(place, {**fields, **seen.fields()}, (*notes, *seen.notes), left_out)


def _flags(row: Row) -> list[str]:
    """Further fields that say something of readers: `draft`, `internal` and so on."""
    return [name for name in row if name not in ("body", "questions", "title", "language")]


def _whole_table(name: str, rows: Sequence[Sequence[str]]) -> Document:
    width = max(map(len, rows))
    lines = []
    for row in rows:
        cells = [as_line(cell).replace("|", "\\|") for cell in row]
        lines.append("| " + " | ".join([*cells, *[""] * (width - len(cells))]) + " |")
    body = "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])
    note = "No question and answer columns found. Imported as one table."
    return Document(name, {**from_name(name), "body": body}, (note,))
