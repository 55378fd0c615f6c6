"""Markdown files, with or without front matter, and plain text."""

import re
from datetime import date
from typing import Any

import frontmatter
from yaml import YAMLError

from switchboard.documents.document import FIELDS, Document, Unreadable
from switchboard.documents.names import from_name, is_exported
from switchboard.documents.visibility import visibility

_TITLE_LINE = re.compile(r"^\s*#\s+(?P<title>.+?)\s*#*\s*$", re.MULTILINE)
_ANCHOR = re.compile(r"\s*(\{[#.:][^}]*\}|\[[\W_]*\]\(#[^)]*\)|¶)\s*$")
_PROPERTIES = re.compile(r"\A\s*# [^\n]*\n+(?P<lines>(?:[^\n:#|]{1,60}: [^\n]*\n)+)\n?")
_LONGEST_TITLE = 120


def read_markdown(name: str, text: str) -> list[Document]:
    """The article in a Markdown file. Raises Unreadable when its front matter is not YAML."""
    try:
        said, content = frontmatter.parse(text.removeprefix("\ufeff"))
    except (YAMLError, ValueError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        line = f", line {where.line + 2}" if where else ""
        raise Unreadable(f"The front matter between the --- lines is not YAML{line}.") from error
    given = {key: _plain(value) for key, value in said.items() if key in FIELDS}
    simple = {key: value for key, value in said.items() if _is_simple(value)}
    seen = visibility({**_exported_properties(name, content), **simple})
    given = {key: value for key, value in given.items() if key not in ("status", "audience")}
    heading = _TITLE_LINE.search(content)
    titled = {"title": _title(heading["title"])} if heading else {}
    fields = {**from_name(name), "body": content, **titled, **given, **seen.fields()}
    left_out = "Marked as deleted." if seen.deleted else ""
    return [Document(name, fields, tuple(seen.notes), left_out)]


def _exported_properties(name: str, content: str) -> dict[str, str]:
    """A page's properties as Notion exports them: lines of `Status: Draft` below its title."""
    if not is_exported(name):
        return {}
    found = _PROPERTIES.match(content)
    lines = found["lines"].splitlines() if found else []
    return dict(line.partition(": ")[::2] for line in lines)


def _title(heading: str) -> str:
    """A heading without the anchor that generators of sites put behind it."""
    return _ANCHOR.sub("", heading).strip() or heading


def _is_simple(value: Any) -> bool:
    """Whether a value can say anything about readers: YAML can make a great deal out of little."""
    if isinstance(value, list):
        return len(value) <= 20 and all(isinstance(each, str | int) for each in value)
    return isinstance(value, str | int | float | date | None)


def read_text(name: str, text: str) -> list[Document]:
    """The article in a text file: a short first line that stands alone is its title."""
    first, _, rest = text.strip().partition("\n")
    fields = {**from_name(name), "body": text.strip()}
    if len(first) <= _LONGEST_TITLE and rest[:1] in ("\n", "\r") and rest.strip():
        fields |= {"title": first.strip(), "body": rest.strip()}
    return [Document(name, fields)]


def _plain(value: Any) -> Any:
    """YAML reads `60` as a number and `2024-01-01` as a date; we mean what was written.

    Structures, of which YAML can make a great deal out of little, become an empty one: no field
    takes them, and so they are reported.
    """
    if isinstance(value, list):
        return [_text_of(item) for item in value]
    return value if value is None else _text_of(value)


def _text_of(value: Any) -> Any:
    return {} if isinstance(value, list | dict) else str(value)
