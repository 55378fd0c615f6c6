"""Brings articles in from Markdown and JSON files, and says of each failure what is wrong.

Importing the same again changes nothing: an article is known by its slug and language.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import frontmatter
from pydantic import ValidationError
from yaml import YAMLError  # type: ignore[import-untyped]  # it ships no types

from switchboard.core.db import Database, Session
from switchboard.core.errors import Conflict
from switchboard.knowledge import schemas
from switchboard.knowledge.articles import slugify, write
from switchboard.knowledge.schemas import ArticleInput, ImportResult

FILE_BYTES = 5_000_000
BATCH = 50
"""Files taken in one transaction."""

SUFFIXES = (".md", ".markdown", ".json")
_LANGUAGE_IN_NAME = re.compile(r"^(?P<slug>.+)\.(?P<language>[a-z]{2,3}(-[A-Za-z0-9]{2,8})?)$")
_TITLE_LINE = re.compile(r"^\s*#\s+(?P<title>.+?)\s*#*\s*$", re.MULTILINE)
_KEYS = (
    "title",
    "body",
    "language",
    "questions",
    "slug",
    "url",
    "status",
    "audience",
    "category",
    "approved_answer",
)


@dataclass(frozen=True, slots=True)
class Source:
    """One article as found, not yet checked, under the name its errors are reported by."""

    name: str
    fields: Mapping[str, Any]


class Unreadable(Exception):
    """A file that cannot be read at all; the text says why, in plain words."""


async def import_articles(
    session: Session, sources: Iterable[Source], *, language: str = "en"
) -> ImportResult:
    """Write the articles; what cannot be taken is reported and stops nothing else.

    Args:
        language: of articles that do not name theirs.
    """
    result = ImportResult()
    for source in sources:
        try:
            given = ArticleInput.model_validate({"language": language, **source.fields})
            _, written = await write(session, given)
        except ValidationError as error:
            _report(result, source.name, _in_words(error))
        except Conflict as error:
            _report(result, source.name, error.detail)
        else:
            setattr(result, written, getattr(result, written) + 1)
    return result


async def import_files(
    session: Session, files: Iterable[tuple[str, str]], *, language: str = "en"
) -> ImportResult:
    """Import files, given as (name, text). Arguments and answer as for `import_articles`."""
    sources: list[Source] = []
    failed = ImportResult()
    for name, text in files:
        try:
            sources += read_file(name, text)
        except Unreadable as error:
            _report(failed, name, str(error))
    result = await import_articles(session, sources, language=language)
    result.errors = failed.errors + result.errors
    return result


async def import_folder(
    database: Database,
    workspace_id: str,
    folder: Path,
    say: Callable[[str], None],
    *,
    language: str = "en",
) -> ImportResult:
    """Import every Markdown and JSON file in a folder and the folders in it.

    Args:
        say: is told in sentences how far it is, and what could not be taken.
        language: of articles that do not name theirs.
    """
    files, errors = await asyncio.to_thread(read_folder, folder)
    total = ImportResult(errors=errors)
    for start in range(0, len(files), BATCH):
        batch = files[start : start + BATCH]
        async with database.transaction(workspace_id) as session:
            total = add(total, await import_files(session, batch, language=language))
        say(f"{start + len(batch)} of {len(files)} files imported")
    for error in total.errors:
        say(f"{error.name}: {error.detail}")
    say(f"{total.created} created, {total.updated} updated, {total.unchanged} unchanged")
    return total


def add(one: ImportResult, other: ImportResult) -> ImportResult:
    """What two imports did together."""
    return ImportResult(
        created=one.created + other.created,
        updated=one.updated + other.updated,
        unchanged=one.unchanged + other.unchanged,
        errors=[*one.errors, *other.errors],
    )


def read_folder(folder: Path) -> tuple[list[tuple[str, str]], list[schemas.ImportError]]:
    """The files of a folder (or one file) to import, as (name, text), and those unreadable."""
    files: list[tuple[str, str]] = []
    failed = ImportResult()
    root, found = (folder.parent, [folder]) if folder.is_file() else (folder, folder.rglob("*"))
    for path in sorted(path for path in found if path.suffix.lower() in SUFFIXES):
        name = path.relative_to(root).as_posix()
        try:
            files.append((name, _text(path)))
        except Unreadable as error:
            _report(failed, name, str(error))
        except OSError as error:
            _report(failed, name, f"The file cannot be read: {error.strerror}.")
    return files, failed.errors


def read_file(name: str, text: str) -> list[Source]:
    """The articles in a file, by its name's ending. Raises Unreadable."""
    if len(text.encode(errors="surrogatepass")) > FILE_BYTES:
        raise Unreadable(f"The file is larger than {FILE_BYTES // 1_000_000} MB.")
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise Unreadable(f"Only {', '.join(SUFFIXES)} files can be imported.")
    return _json(name, text) if suffix == ".json" else [_markdown(name, text)]


def from_json(name: str, value: Any) -> Iterator[Source]:
    """Articles in parsed JSON: one, a list, or `{"articles": [...]}`. Raises Unreadable."""
    if isinstance(value, dict) and isinstance(value.get("articles"), list):
        value = value["articles"]
    if not isinstance(value, list):
        yield _source(name, value)
        return
    for number, item in enumerate(value, 1):
        yield _source(f"{name}#{number}" if name else f"#{number}", item)


def _text(path: Path) -> str:
    if path.stat().st_size > FILE_BYTES:
        raise Unreadable(f"The file is larger than {FILE_BYTES // 1_000_000} MB.")
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("The file is not UTF-8 text.") from error


def _markdown(name: str, text: str) -> Source:
    try:
        post = frontmatter.loads(text.removeprefix("\ufeff"))
    except (YAMLError, ValueError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        line = f", line {where.line + 2}" if where else ""
        raise Unreadable(f"The front matter between the --- lines is not YAML{line}.") from error
    given = {key: _plain(value) for key, value in post.metadata.items() if key in _KEYS}
    return Source(
        name, {**_from_name(name), "body": post.content, **_heading(post.content), **given}
    )


def _from_name(name: str) -> dict[str, str]:
    """`returns.de.md` is the article `returns` in German, until its front matter says otherwise."""
    stem = Path(name).stem
    named = _LANGUAGE_IN_NAME.match(stem)
    slug = named["slug"] if named else stem
    fields = {"slug": slugify(slug), "title": slug.replace("-", " ").replace("_", " ")}
    return {**fields, "language": named["language"]} if named else fields


def _heading(body: str) -> dict[str, str]:
    heading = _TITLE_LINE.search(body)
    return {"title": heading["title"]} if heading else {}


def _plain(value: Any) -> Any:
    """YAML reads `60` as a number and `2024-01-01` as a date; we mean what was written."""
    if isinstance(value, list):
        return [item if isinstance(item, str | dict | list) else str(item) for item in value]
    return value if isinstance(value, str | dict) or value is None else str(value)


def _json(name: str, text: str) -> list[Source]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise Unreadable(f"The file is not valid JSON{line}.") from error
    return list(from_json(name, value))


def _source(name: str, item: Any) -> Source:
    """Our own shape, or `{id, title, content}` as other help centers export it."""
    if not isinstance(item, dict):
        return Source(name, {"title": None})
    fields = {key: item[key] for key in _KEYS if item.get(key) is not None}
    if "body" not in fields and isinstance(item.get("content"), str):
        fields["body"] = item["content"]
    if "slug" not in fields and isinstance(item.get("id"), str | int):
        fields["slug"] = slugify(str(item["id"]))
    label = item.get("slug") or item.get("id") or item.get("title")
    return Source(f"{name} ({label})" if label else name, fields)


def _in_words(error: ValidationError) -> str:
    said = []
    for part in error.errors()[:5]:
        field = ".".join(map(str, part["loc"])) or "article"
        message = part["msg"].removeprefix("Value error, ")
        said.append(f"{field}: {message[:1].lower()}{message[1:]}")
    return "; ".join(said) + "."


def _report(result: ImportResult, name: str, detail: str) -> None:
    result.errors.append(schemas.ImportError(name=name[:300], detail=detail))


__all__: Sequence[str] = (
    "Source",
    "Unreadable",
    "from_json",
    "import_articles",
    "import_files",
    "import_folder",
    "read_file",
)
