"""One article of an export: its title, text, address, language and readers, whoever wrote it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from switchboard.documents.confluence import storage_html
from switchboard.documents.document import Document
from switchboard.documents.names import language_tag, slugify
from switchboard.documents.notion import blocks_markdown, is_notion_page, properties_of
from switchboard.documents.rich_text import as_line, as_markdown, words_in
from switchboard.documents.visibility import Visibility, normalized, visibility

_TITLES = ("title", "name", "question", "subject", "headline", "heading")
_BODIES = (
    "body",
    "body_html",
    "html",
    "content",
    "content_html",
    "text",
    "markdown",
    "answer",
    "description",
    "description_text",
    "solution",
    "children",
    "blocks",
)
_LANGUAGES = ("language", "locale", "lang", "default_locale", "source_locale")
_ADDRESSES = ("html_url", "url", "link", "web_url", "public_url", "permalink")
_TRANSLATIONS = ("translated_content", "translations")
_NO_ARTICLES_WORDS = """attachment comment database folder space ticket user whiteboard"""
_NO_ARTICLES = frozenset(_NO_ARTICLES_WORDS.split())
_FOLDERS = {
    "section_id": "sections",
    "folder_id": "folders",
    "category_id": "categories",
    "parent_id": "collections",
}
_AROUND_READ_WORDS = """audience visibility access user_segment_id private is_private internal
    is_internal restricted draft is_draft published is_published status
    state hidden restrictions"""
_AROUND_READ = frozenset(_AROUND_READ_WORDS.split())
_PLAIN = ("title", "language", "questions", "category", "approved_answer")
_LONG_ID = 7
_MAX_TITLE, _MAX_CATEGORY = 200, 80


def is_article(value: Mapping[str, Any]) -> bool:
    """Whether an object looks like an article: it has a title, and a text or an id of its own."""
    if is_notion_page(value):
        return True
    titled = any(isinstance(value.get(name), str | Mapping) for name in _TITLES)
    return titled and any(
        isinstance(value.get(name), str) or _is_body(value.get(name)) for name in _BODIES
    )


def is_other(value: Mapping[str, Any]) -> bool:
    """Whether an object says that it is something else, such as a comment."""
    return str(value.get("type", "")).lower() in _NO_ARTICLES


def _is_body(value: Any) -> bool:
    if isinstance(value, Mapping):
        return bool({"storage", "view", "export_view", "value", "rendered", "html"} & set(value))
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(each, Mapping) and "type" in each for each in value[:3])
    )


@dataclass(frozen=True, slots=True)
class Context:
    """What an export says beside its articles.

    Attributes:
        segments: the readers of segments of users, by id.
        folders: sections, folders and categories, by their list's name and id.
        base: the address that others are seen from.
    """

    segments: Mapping[str, str] = field(default_factory=dict)
    folders: Mapping[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    base: str = ""

    @classmethod
    def of(cls, root: Any) -> Context:
        """What is said in the outermost object."""
        if not isinstance(root, Mapping):
            return cls()
        segments = {
            str(each.get("id")): reader
            for each in _mappings(root.get("user_segments"))
            if (reader := _reader_of(each)) is not None
        }
        folders = {
            (name, str(each.get("id"))): each
            for name in _FOLDERS.values()
            for each in _mappings(root.get(name))
        }
        links = root.get("_links")
        base = links.get("base") if isinstance(links, Mapping) else None
        return cls(segments, folders, base if isinstance(base, str) else "")


def _mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    return (
        (each for each in value if isinstance(each, Mapping))
        if isinstance(value, list)
        else iter(())
    )


def _reader_of(segment: Mapping[str, Any]) -> str | None:
    """The readers of a segment that is everybody of a kind; others are some of them only."""
    if any(segment.get(name) for name in ("tags", "or_tags", "group_ids", "organization_ids")):
        return None
    kinds = {"signed_in_users": "customers", "staff": "staff", "everyone": "public"}
    return kinds.get(str(segment.get("user_type")))


@dataclass(slots=True)
class Item:
    """An article as an export has it.

    Attributes:
        around: the objects it stands in, outermost first.
    """

    value: Mapping[str, Any]
    around: tuple[Mapping[str, Any], ...]
    context: Context
    notes: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        """What tells it from others in its file: its id, else its title; and its language."""
        own = next((self.value.get(key) for key in ("slug", "id", "uuid") if self._has(key)), None)
        title = self._title() or ""
        label = slugify(str(own)) if own is not None else slugify(title)
        language = self._language()
        return f"{label}.{language.split('-')[0]}" if label and language else label

    def document(self, name: str, number: int) -> Document:
        """The article, under the file's name and its own label."""
        seen = self._visibility()
        place = f"{name}#{self.label or number}"
        if seen.deleted:
            return Document(place, {}, left_out="Deleted in the system it was exported from.")
        fields = {key: self.value[key] for key in _PLAIN if self.value.get(key) is not None}
        said = {
            "title": self._title(),
            "body": self._body(seen),
            "language": self._language(),
            "url": self._address(),
            "slug": self._slug(),
            "category": self._category(),
        }
        fields |= {key: value for key, value in said.items() if value is not None}
        return Document(place, fields | seen.fields(), (*seen.notes, *self.notes))

    def translations(self) -> Iterator[Item]:
        """The same article in other languages, as far as they have a text."""
        own = self._language()
        for name in _TRANSLATIONS:
            given = self.value.get(name)
            pairs = (
                given.items()
                if isinstance(given, Mapping)
                else ((each.get("locale"), each) for each in _mappings(given))
            )
            for language, text in pairs:
                if not isinstance(text, Mapping) or not is_article(text):
                    continue
                if language_tag(str(language)) == own:
                    continue
                kept = {k: v for k, v in self.value.items() if k in ("id", "slug", *_FOLDERS)}
                value = {**kept, **text, "locale": language, "id": self.value.get("id")}
                yield Item(value, (*self.around, self._readers_only()), self.context)

    def _readers_only(self) -> Mapping[str, Any]:
        """What the article says of its readers, for its translations; its status is its own."""
        return {
            k: v for k, v in self.value.items() if normalized(k) not in ("status", "state", "draft")
        }

    def _has(self, key: str) -> bool:
        value = self.value.get(key)
        return isinstance(value, str | int) and not isinstance(value, bool) and value != ""

    def _title(self) -> str | None:
        if is_notion_page(self.value):
            return properties_of(self.value)[0] or None
        for key in _TITLES:
            value = self.value.get(key)
            value = value.get("rendered") if isinstance(value, Mapping) else value
            if isinstance(value, str) and value.strip():
                return as_line(value)[:_MAX_TITLE] or None
        return None

    def _body(self, seen: Visibility) -> str | None:
        found = self.value.get("markdown") if is_notion_page(self.value) else None
        if isinstance(found, str):
            return found
        for key in _BODIES:
            value = self.value.get(key)
            text = self._text(value, seen) if value else ""
            if text.strip():
                return text
        return None

    def _text(self, value: Any, seen: Visibility) -> str:
        """A body as Markdown, in whatever form it is."""
        if isinstance(value, str):
            return as_markdown(storage_html(value) if "<ac:" in value else value, self.context.base)
        if isinstance(value, Mapping):
            for key in ("export_view", "view", "storage", "rendered", "html", "markdown", "value"):
                if value.get(key):
                    return self._text(value[key], seen)
            if isinstance(value.get("atlas_doc_format"), Mapping):
                return self._unknown(_parsed(value["atlas_doc_format"].get("value")), seen)
        if isinstance(value, list) and any(
            isinstance(each, Mapping) and each.get("type") in each for each in value
        ):
            return blocks_markdown(value)
        return self._unknown(value, seen)

    def _unknown(self, value: Any, seen: Visibility) -> str:
        words = words_in(value)
        if words:
            seen.hold("Unknown text format: imported as plain text.")
        return "\n\n".join(words)

    def _language(self) -> str | None:
        said = self.value.get("Language") or next(
            (self.value[key] for key in _LANGUAGES if self.value.get(key)), None
        )
        if is_notion_page(self.value):
            values = properties_of(self.value)[1]
            said = next((v for k, v in values.items() if normalized(k) in _LANGUAGES), said)
        return language_tag(said) if isinstance(said, str) else None

    def _address(self) -> str | None:
        links = self.value.get("_links")
        if isinstance(links, Mapping) and isinstance(links.get("webui"), str):
            base = links.get("base") or self.context.base
            return f"{base}{links['webui']}" if isinstance(base, str) and base else None
        for key in _ADDRESSES:
            value = self.value.get(key)
            if not isinstance(value, str) or "/api/" in value:
                continue
            if value.startswith(("https://", "http://", "/")):
                return value
        return None

    def _slug(self) -> str | None:
        if isinstance(self.value.get("slug"), str) and self.value["slug"].strip():
            return slugify(self.value["slug"]) or None
        own = str(self.value["id"]) if self._has("id") else ""
        is_short = own and (not own.isdecimal() or len(own) < _LONG_ID) and len(own) < 30
        return slugify(own) or None if is_short else None

    def _category(self) -> str | None:
        given = self.value.get("category")
        if isinstance(given, str):
            return None  # taken as it is
        for key, name in _FOLDERS.items():
            found = self.context.folders.get((name, str(self.value.get(key))))
            for each in (found, self.value.get(key.removesuffix("_id"))):
                if isinstance(each, Mapping) and isinstance(each.get("name"), str):
                    return as_line(each["name"])[:_MAX_CATEGORY]
        names = [each["name"] for each in self.around if isinstance(each.get("name"), str)]
        return as_line(names[-1])[:_MAX_CATEGORY] if names else None

    def _visibility(self) -> Visibility:
        """What it and all it stands in say of its readers: the narrowest of it."""
        value = self.value
        if is_notion_page(value):
            value = {**{k: v for k, v in value.items() if k != "status"}, **properties_of(value)[1]}
        own = visibility(value, self.context.segments)
        containers = [*self.around, *(f for k in _FOLDERS if (f := self._folder(k)) is not None)]
        for each in containers:
            said = {k: v for k, v in each.items() if normalized(str(k)) in _AROUND_READ}
            outer = visibility(said, self.context.segments)
            if outer.audience is not None:
                own.narrow(outer.audience)
            if outer.status == "draft":
                own.status = "draft"
            own.notes += [note for note in outer.notes if note not in own.notes]
        return own

    def _folder(self, key: str) -> Mapping[str, Any] | None:
        found = self.context.folders.get((_FOLDERS[key], str(self.value.get(key))))
        inside = self.value.get(key.removesuffix("_id"))
        return found or (inside if isinstance(inside, Mapping) else None)


def _parsed(text: Any) -> Any:
    try:
        return json.loads(text) if isinstance(text, str) else text
    except (ValueError, RecursionError):
        return text
