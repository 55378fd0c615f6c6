"""JSON files of articles, ours or as other help centers export them."""

import json
from collections.abc import Iterator
from typing import Any

from switchboard.documents.document import FIELDS, Document, Unreadable
from switchboard.documents.names import slugify

_LISTS = ("articles", "items", "documents", "results", "data")
_ALIASES = {
    "body": ("content", "text", "markdown", "answer"),
    "title": ("name", "question"),
    "language": ("locale", "lang"),
    "url": ("html_url", "link"),
}


def read_json(name: str, text: str) -> list[Document]:
    """The articles in a JSON file. Raises Unreadable."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise Unreadable(f"The file is not valid JSON{line}.") from error
    return list(from_json(name, value))


def from_json(name: str, value: Any) -> Iterator[Document]:
    """Articles in parsed JSON: one, a list, or `{"articles": [...]}`."""
    if isinstance(value, dict) and "title" not in value:
        value = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), value)
    if not isinstance(value, list):
        yield _document(name, value)
        return
    for number, item in enumerate(value, 1):
        yield _document(f"{name}#{number}" if name else f"#{number}", item)


def _document(name: str, item: Any) -> Document:
    """Our own shape, or `{id, title, content}` and the like."""
    if not isinstance(item, dict):
        return Document(name, {"title": None})
    fields = {key: item[key] for key in FIELDS if item.get(key) is not None}
    for field, others in _ALIASES.items():
        said = (item[other] for other in others if isinstance(item.get(other), str))
        if field not in fields and (value := next(said, None)) is not None:
            fields[field] = value
    if "slug" not in fields and isinstance(item.get("id"), str | int):
        fields["slug"] = slugify(str(item["id"]))
    label = item.get("slug") or item.get("id") or item.get("title")
    return Document(f"{name} ({label})" if label else name, fields)
