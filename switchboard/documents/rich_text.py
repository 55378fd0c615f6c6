"""Texts in fields of tables and exports: HTML as Markdown, rich text as its words."""

from __future__ import annotations

import html
import re
from typing import Any

_TAG = re.compile(
    r"</(a|b|blockquote|code|div|em|h[1-6]|i|li|ol|p|pre|span|strong|table|td|tr|u|ul)\s*>"
    r"|<(br|hr|p|li|img)\b[^>]{0,500}>",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(r"^(#{1,6} |[-*] |\d+\. |> |```|\|)", re.MULTILINE)
_ENTITY = re.compile(r"&(#\d{1,6}|#x[0-9a-fA-F]{1,5}|nbsp|amp|quot|apos|lt|gt|[a-zA-Z]{4,8});")
_MAX_DEPTH = 40


def is_html(text: str) -> bool:
    """Whether a text is HTML rather than Markdown, which may have a tag here and there."""
    if text.lstrip()[:1] == "<" and _TAG.search(text):
        return True
    return _TAG.search(text) is not None and _MARKDOWN.search(text) is None


def as_markdown(text: str, base: str = "") -> str:
    """The text of a field as Markdown, whether it was written as HTML or not."""
    from switchboard.documents.html import fragment_markdown

    if is_html(text):
        return fragment_markdown(text, base)
    return html.unescape(text) if _ENTITY.search(text) else text


def as_line(text: str) -> str:
    """The text of a title or a question on one line, without tags."""
    from switchboard.documents.html import fragment_text

    said = fragment_text(text) if _TAG.search(text) else html.unescape(text)
    return " ".join(said.split())


def words_in(value: Any, depth: int = 0) -> list[str]:
    """All texts in a structure that is not known, in their order."""
    if depth > _MAX_DEPTH:
        return []
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list):
        return [word for each in value for word in words_in(each, depth + 1)]
    if isinstance(value, dict):
        names = ("text", "plain_text", "value", "content", "children", "body", "blocks", "items")
        return [word for name in names for word in words_in(value.get(name), depth + 1)]
    return []
