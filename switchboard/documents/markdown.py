"""Markdown files, with or without front matter, and plain text."""

import re
from typing import Any

import frontmatter
from yaml import YAMLError

from switchboard.documents.document import FIELDS, Document, Unreadable
from switchboard.documents.names import from_name

_TITLE_LINE = re.compile(r"^\s*#\s+(?P<title>.+?)\s*#*\s*$", re.MULTILINE)
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
    heading = _TITLE_LINE.search(content)
    titled = {"title": heading["title"]} if heading else {}
    return [Document(name, {**from_name(name), "body": content, **titled, **given})]


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
