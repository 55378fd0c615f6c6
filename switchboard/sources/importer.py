"""Brings articles in from Markdown and JSON files, and says of each failure what is wrong.

Importing the same again changes nothing: an article is known by its slug and language.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path

from pydantic import ValidationError

from switchboard.articles.schemas import ArticleInput
from switchboard.articles.service import write
from switchboard.core.db import Database, Session
from switchboard.core.errors import Conflict
from switchboard.documents import Document, Unreadable
from switchboard.documents.markdown import read_markdown
from switchboard.documents.structured import read_json
from switchboard.sources import import_schemas
from switchboard.sources.import_schemas import ImportResult

FILE_BYTES = 5_000_000
BATCH = 50
"""Files taken in one transaction."""

SUFFIXES = (".md", ".markdown", ".json")


async def import_articles(
    session: Session, sources: Iterable[Document], *, language: str = "en"
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
            _report(result, source.name, in_words(error))
        except Conflict as error:
            _report(result, source.name, error.detail)
        else:
            setattr(result, written, getattr(result, written) + 1)
    return result


async def import_files(
    session: Session, files: Iterable[tuple[str, str]], *, language: str = "en"
) -> ImportResult:
    """Import files, given as (name, text). Arguments and answer as for `import_articles`."""
    sources: list[Document] = []
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


def read_folder(folder: Path) -> tuple[list[tuple[str, str]], list[import_schemas.ImportError]]:
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


def read_file(name: str, text: str) -> list[Document]:
    """The articles in a file of ours, by its name's ending. Raises Unreadable.

    What others wrote is read by `documents.Parser` instead, in a process of its own.
    """
    if len(text.encode(errors="surrogatepass")) > FILE_BYTES:
        raise Unreadable(f"The file is larger than {FILE_BYTES // 1_000_000} MB.")
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise Unreadable(f"Only {', '.join(SUFFIXES)} files can be imported.")
    return read_json(name, text) if suffix == ".json" else read_markdown(name, text)


def _text(path: Path) -> str:
    if path.stat().st_size > FILE_BYTES:
        raise Unreadable(f"The file is larger than {FILE_BYTES // 1_000_000} MB.")
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("The file is not UTF-8 text.") from error


def in_words(error: ValidationError) -> str:
    """What is wrong with an article, field by field, as one sentence."""
    said = []
    for part in error.errors()[:5]:
        field = ".".join(map(str, part["loc"])) or "article"
        message = part["msg"].removeprefix("Value error, ")
        said.append(f"{field}: {message[:1].lower()}{message[1:]}")
    return "; ".join(said) + "."


def _report(result: ImportResult, name: str, detail: str) -> None:
    result.errors.append(import_schemas.ImportError(name=name[:300], detail=detail))
