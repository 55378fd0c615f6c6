"""Pages and blocks as Notion's API exports them (https://developers.notion.com/reference)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from switchboard.documents.blocks import escape

_MAX_DEPTH = 20
_PREFIXES = {
    "heading_1": "# ",
    "heading_2": "## ",
    "heading_3": "### ",
    "bulleted_list_item": "- ",
    "numbered_list_item": "1. ",
    "quote": "> ",
    "callout": "> ",
    "toggle": "### ",
}
_ITEMS = ("bulleted_list_item", "numbered_list_item", "to_do")
_SKIPPED = ("divider", "table_of_contents", "breadcrumb", "unsupported", "image", "file", "video")


def is_notion_page(item: Mapping[str, Any]) -> bool:
    """Whether it is a page of Notion's."""
    return item.get("object") == "page" and isinstance(item.get("properties"), Mapping)


def properties_of(item: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """A page's title, and its other properties as plain values by name."""
    title, plain = "", {}
    for name, given in item["properties"].items():
        kind = given.get("type") if isinstance(given, Mapping) else None
        if kind == "title":
            title = rich_text(given.get("title"))
        elif isinstance(kind, str):
            plain[str(name)] = _plain(given.get(kind))
    return title, plain


def blocks_markdown(blocks: Any, depth: int = 0) -> str:
    """Blocks, with those inside them, as Markdown."""
    if not isinstance(blocks, list) or depth > _MAX_DEPTH:
        return ""
    parts: list[tuple[bool, str]] = []
    for block in blocks:
        if isinstance(block, Mapping):
            parts += [(block.get("type") in _ITEMS, text) for text in _block(block, depth)]
    out = ""
    before = False
    for is_item, text in parts:
        out += ("\n" if is_item and before else "\n\n" if out else "") + text
        before = is_item
    return out


def rich_text(value: Any) -> str:
    """A line of rich text as plain text."""
    if not isinstance(value, list):
        return ""
    return "".join(str(part.get("plain_text", "")) for part in value if isinstance(part, Mapping))


def _block(block: Mapping[str, Any], depth: int) -> Iterator[str]:
    kind = str(block.get("type"))
    said = block.get(kind)
    inner = said if isinstance(said, Mapping) else {}
    children = block.get("children") or inner.get("children")
    if kind == "table":
        yield _table(children)
        return
    text = _line(inner.get("rich_text") or inner.get("text"))
    if kind == "code":
        yield f"```\n{rich_text(inner.get('rich_text'))}\n```"
    elif kind == "to_do":
        yield f"- {'[x]' if inner.get('checked') else '[ ]'} {text}"
    elif kind in ("bookmark", "embed", "link_preview") and inner.get("url"):
        yield f"<{inner['url']}>"
    elif kind == "child_page":
        yield escape(str(inner.get("title", "")))
    elif text and kind not in _SKIPPED:
        yield f"{_PREFIXES.get(kind, '')}{text}"
    below = blocks_markdown(children, depth + 1)
    if below:
        yield "\n".join(f"   {line}" for line in below.split("\n")) if kind in _ITEMS else below


def _line(value: Any) -> str:
    parts = []
    for part in value if isinstance(value, list) else []:
        if not isinstance(part, Mapping):
            continue
        text, marks = escape(str(part.get("plain_text", ""))), part.get("annotations") or {}
        if isinstance(marks, Mapping) and marks.get("strikethrough"):
            continue
        if isinstance(marks, Mapping) and marks.get("bold") and text.strip():
            text = f"**{text.strip()}**" + (" " if text.endswith(" ") else "")
        href = part.get("href")
        parts.append(f"[{text}]({href})" if isinstance(href, str) and text.strip() else text)
    return "".join(parts)


def _table(children: Any) -> str:
    rows = [
        [_line(cell).replace("|", "\\|").replace("\n", " ") for cell in row["table_row"]["cells"]]
        for row in children or []
        if isinstance(row, Mapping)
        and isinstance(row.get("table_row"), Mapping)
        and isinstance(row["table_row"].get("cells"), list)
    ]
    if not rows:
        return ""
    width = max(map(len, rows))
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])


def _plain(value: Any) -> Any:
    """A property's value: an option's name, a list of names, a text, a date's beginning."""
    if isinstance(value, Mapping):
        return value.get("name") or value.get("start") or value.get("string")
    if isinstance(value, list):
        if value and all(isinstance(each, Mapping) and "plain_text" in each for each in value):
            return rich_text(value)
        names = [each.get("name") for each in value if isinstance(each, Mapping)]
        return [name for name in names if name]
    return value
