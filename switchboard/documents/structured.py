"""JSON files of articles: ours, and what other help desks and wikis export."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from switchboard.documents.document import Document, Unreadable
from switchboard.documents.export_item import Context, Item, is_article, is_other
from switchboard.documents.limits import MAX_ARTICLES, MAX_JSON_DEPTH

_LISTS = ("articles", "items", "documents", "results", "data", "pages", "records", "entries")
_MORE_LISTS = ("questions", "faqs", "posts", "solutions", "solution_articles", "translations")


def read_json(name: str, text: str) -> list[Document]:
    """The articles in a JSON file. Raises Unreadable."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise Unreadable(f"The file is not valid JSON{line}.") from error
    return from_json(name, value)


def from_json(name: str, value: Any) -> list[Document]:
    """Articles in parsed JSON: one, a list, `{"articles": [...]}`, or an export of another system.

    Args:
        name: of the file; an article's is this with its id behind `#`.

    Raises Unreadable for more articles than one file may have, or too deep ones.
    """
    context = Context.of(value)
    found: list[Document] = []
    for number, (item, around) in enumerate(_items(value, (), 0), 1):
        found += _documents(name, number, item, around, context)
        if len(found) > MAX_ARTICLES:
            raise Unreadable(f"The file contains more than {MAX_ARTICLES:,} articles.")
    return found


Around = tuple[Mapping[str, Any], ...]
"""The folders, categories and the like that an article is in, outermost first."""


def _items(value: Any, around: Around, depth: int) -> Iterator[tuple[Any, Around]]:
    """What may be articles, wherever in the structure they are."""
    if depth > MAX_JSON_DEPTH:
        raise Unreadable("The file is too deeply nested.")
    if isinstance(value, list):
        for each in value:
            nested = isinstance(each, dict) and not is_article(each) and _inner(each)
            if nested or isinstance(each, list):
                yield from _items(each, around, depth + 1)
            else:
                yield each, around
        return
    if not isinstance(value, dict):
        yield value, around
        return
    inner = [] if is_article(value) else _inner(value)
    if not inner:
        yield value, around
    for each in inner:
        yield from _items(each, (*around, value), depth + 1)


def _inner(value: Mapping[str, Any]) -> list[Any]:
    """The lists in an object that hold articles, or objects that hold such lists."""
    named = [value[key] for key in (*_LISTS, *_MORE_LISTS) if isinstance(value.get(key), list)]
    if named:
        return named[:1] if any(value.get(key) is named[0] for key in _LISTS) else named
    wrapped = list(value.values())
    if len(wrapped) == 1 and isinstance(wrapped[0], dict):
        return wrapped
    return [each for each in wrapped if isinstance(each, list) and _holds_articles(each, 0)]


def _holds_articles(value: list[Any], depth: int) -> bool:
    if depth > MAX_JSON_DEPTH:
        return False
    for each in value[:50]:
        if not isinstance(each, dict):
            continue
        if is_article(each):
            return True
        deeper = [*each.values(), *([v for v in each.values() if isinstance(v, dict)][:1])]
        for inner in deeper:
            held = inner if isinstance(inner, list) else [inner] if isinstance(inner, dict) else []
            if held and _holds_articles(held, depth + 1):
                return True
    return False


def _documents(
    name: str, number: int, value: Any, around: Around, context: Context
) -> Iterator[Document]:
    if not isinstance(value, dict):
        yield Document(f"{name}#{number}", {"title": None})
        return
    if len(value) == 1 and isinstance(next(iter(value.values())), dict) and not is_article(value):
        value = next(iter(value.values()))
    item = Item(value, around, context)
    if is_other(value):
        reason = f"It is no article but a {str(value.get('type'))[:40]}."
        yield Document(f"{name}#{item.label or number}", {}, left_out=reason)
        return
    yield item.document(name, number)
    for translated in item.translations():
        yield translated.document(name, number)
