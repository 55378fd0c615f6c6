"""Imports documents: each becomes an article, or is reported with the reason why not.

The only importer: the command line, the API, the console and the sample shop use it.
"""

from __future__ import annotations

import asyncio
import hashlib
import tempfile
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError
from sqlalchemy import delete

from switchboard.articles.actor import Actor
from switchboard.core.clock import now
from switchboard.core.db import Database, Session
from switchboard.core.errors import Conflict, NotFound
from switchboard.core.ids import new_id
from switchboard.documents import SUFFIXES, Document, Empty, Parser, Unreadable
from switchboard.documents.limits import ARCHIVES
from switchboard.documents.names import slugify
from switchboard.sources import import_schemas
from switchboard.sources.article_writer import ArticleWriter, EditedByHand
from switchboard.sources.document_language import language_of
from switchboard.sources.import_schemas import ImportResult
from switchboard.sources.models import DocumentState, Source, SourceDocument
from switchboard.sources.page_reader import content_hash
from switchboard.sources.queries import documents_of
from switchboard.team.queries import own_workspace

BATCH_SIZE = 50
"""Documents imported in one transaction."""
MAX_ADDRESS = 2_000
_EDITED = (
    "The article was edited here since the import and was not changed. Import the file with "
    "overwrite to replace the article."
)
_EMPTY = "Nothing to import."
_AUDIENCES = ("public", "customers", "staff")
"""The audiences, each narrower than the one before."""


@dataclass(frozen=True, slots=True)
class Options:
    """How documents are imported.

    Attributes:
        language: of all documents, whatever they declare.
        default_language: of documents that do not declare theirs; otherwise it is detected.
        audience: the widest audience; documents that declare a narrower one keep it.
        overwrite: also replace articles that were edited by hand after their import.
    """

    language: str | None = None
    audience: str | None = None
    overwrite: bool = False
    default_language: str | None = None


@dataclass(slots=True)
class UnreadableFile:
    """A file that could not be read, and the reason."""

    name: str
    detail: str
    is_empty: bool = False


@dataclass(slots=True)
class InputFile:
    """A file to import: its whole path as seen from the source, and where to get its bytes."""

    name: str
    read: Callable[[], bytes] = field(repr=False)


class Importer:
    """Imports documents into one workspace.

    Args:
        parser: parses files, in a child process.
    """

    def __init__(self, database: Database, parser: Parser, workspace_id: str) -> None:
        self._database, self._parser = database, parser
        self._workspace_id = workspace_id

    async def run(
        self,
        source_id: str,
        files: Iterable[InputFile | Document],
        options: Options = Options(),
        *,
        by: Actor,
        say: Callable[[int], None] | None = None,
    ) -> ImportResult:
        """Import into an upload; what cannot be imported is reported and does not stop the rest.

        Args:
            files: files, or documents that are parsed already.
            say: is called with the number of documents imported so far.
        """
        result, batch, imported = ImportResult(), [], 0
        names = _Names()
        async for document in self._documents(files, result):
            batch.append(names.unique(document))
            if len(batch) == BATCH_SIZE:
                await self._write_batch(source_id, batch, options, by, result)
                imported += len(batch)
                batch = []
                if say is not None:
                    say(imported)
        await self._write_batch(source_id, batch, options, by, result)
        return result

    async def _documents(
        self, files: Iterable[InputFile | Document], result: ImportResult
    ) -> AsyncIterator[Document | UnreadableFile]:
        for file in files:
            if isinstance(file, Document):
                yield file
                continue
            try:
                data = await asyncio.to_thread(file.read)
                if PurePosixPath(file.name).suffix.lower() in ARCHIVES:
                    async for found in self._archive(file.name, data, result):
                        yield found
                    continue
                for document in await self._parser.file(file.name, data):
                    yield document
            except Empty:
                yield UnreadableFile(file.name, _EMPTY, is_empty=True)
            except Unreadable as error:
                yield UnreadableFile(file.name, str(error))
            except OSError as error:
                yield UnreadableFile(file.name, f"The file could not be read: {error.strerror}.")

    async def _archive(
        self, name: str, data: bytes, result: ImportResult
    ) -> AsyncIterator[Document | UnreadableFile]:
        with tempfile.TemporaryDirectory(prefix="switchboard-") as folder:
            unpacked = await self._parser.unpack(data, Path(folder))
            for inside, detail in unpacked.errors:
                yield UnreadableFile(f"{name}/{inside}", detail)
            if not unpacked.files and not unpacked.errors:
                yield UnreadableFile(name, f"There are no {', '.join(SUFFIXES[:-1])} files in it.")
            note(result, name, unpacked.notes)
            inner = [
                InputFile(f"{name}/{inside}", Path(path).read_bytes)
                for inside, path in unpacked.files
            ]
            async for found in self._documents(inner, result):
                yield found

    async def _write_batch(
        self,
        source_id: str,
        batch: Sequence[Document | UnreadableFile],
        options: Options,
        by: Actor,
        result: ImportResult,
    ) -> None:
        async with self._database.transaction(self._workspace_id) as session:
            source = await session.get(Source, source_id, with_for_update=True)
            if source is None:
                raise NotFound("Source not found.")
            source.last_fetched_at = now()
            source.state = "ready"
            await _forget_failures(session, source, batch)
            rows = await _rows(session, source, [found.name for found in batch])
            languages = await workspace_languages(session)
            writer = ArticleWriter(
                session, source.id, languages, by=by, overwrite=options.overwrite
            )
            batch_writer = _BatchWriter(session, source, rows, options, writer, languages, result)
            for found in batch:
                await batch_writer.write(found)


class _Names:
    """Gives each document of an import a unique name: the second of a name is `name (2)`."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def unique(self, found: Document | UnreadableFile) -> Document | UnreadableFile:
        """The document with a unique name."""
        times = self._seen[found.name] = self._seen.get(found.name, 0) + 1
        if times == 1:
            return found
        return replace(found, name=f"{found.name} ({times})")


async def workspace_languages(session: Session) -> list[str]:
    """The workspace's languages, its default one first."""
    workspace = await own_workspace(session)
    others = [code for code in workspace.languages if code != workspace.default_language]
    return [workspace.default_language, *others]


@dataclass(slots=True)
class _BatchWriter:
    """Writes the documents of one transaction."""

    session: Session
    source: Source
    rows: dict[str, SourceDocument]
    options: Options
    writer: ArticleWriter
    languages: list[str]
    result: ImportResult

    async def write(self, found: Document | UnreadableFile) -> None:
        """Write the article of a document, or report what is wrong with it."""
        row = self._row(found.name)
        row.fetched_at = now()
        if isinstance(found, UnreadableFile):
            state = DocumentState.SKIPPED if found.is_empty else DocumentState.ERROR
            self._report(row, found.detail, state)
            return
        try:
            async with self.session.begin_nested():
                await self._write_document(row, found)
        except EditedByHand:
            self._report(row, _EDITED, DocumentState.IGNORED)
        except ValidationError as error:
            self._report(row, describe_errors(error))
        except Conflict as error:
            self._report(row, error.detail)

    async def _write_document(self, row: SourceDocument, document: Document) -> None:
        if document.left_out:
            self._report(row, document.left_out, DocumentState.SKIPPED)
            return
        fields = self._fields(document)
        if not _has_text(fields):
            self._report(row, _EMPTY, DocumentState.SKIPPED)
            return
        new_hash = content_hash(fields)
        written, notes = await self.writer.write(row, fields, new_hash)
        setattr(self.result, written, getattr(self.result, written) + 1)
        row.state, row.error = DocumentState.UNCHANGED, None
        row.notes = [*document.notes, *(notes or _permanent_notes(row))]
        note(self.result, row.address, row.notes)

    def _row(self, name: str) -> SourceDocument:
        address = _address(name)
        row = self.rows.get(address)
        if row is None:
            row = self.rows[address] = SourceDocument(
                id=new_id("doc"),
                workspace_id=self.session.workspace_id,
                source_id=self.source.id,
                address=address,
                state=DocumentState.FOUND,
            )
            self.session.add(row)
        return row

    def _fields(self, document: Document) -> dict[str, Any]:
        fields = {key: value for key, value in document.fields.items() if value is not None}
        if isinstance(fields.get("slug"), str):
            fields["slug"] = slugify(fields["slug"])
        if not fields.get("slug"):
            fields.pop("slug", None)
        declared = self.options.language or fields.get("language") or self.options.default_language
        if declared is None or isinstance(declared, str):
            text = f"{fields.get('title', '')}\n{fields.get('body', '')}"
            fields["language"] = language_of(declared, text, self.languages)
        if self.options.audience:
            fields["audience"] = _narrower_audience(self.options.audience, fields.get("audience"))
        return fields

    def _report(
        self, row: SourceDocument, detail: str, state: DocumentState = DocumentState.ERROR
    ) -> None:
        row.state, row.error = state, detail
        edited = state == DocumentState.IGNORED
        self.result.errors.append(
            import_schemas.ImportError(name=row.address[:300], detail=detail, edited=edited)
        )


def describe_errors(error: ValidationError) -> str:
    """What is wrong with an article, field by field, as one sentence."""
    said = []
    for part in error.errors()[:5]:
        field_name = ".".join(map(str, part["loc"])) or "article"
        message = part["msg"].removeprefix("Value error, ")
        said.append(f"{field_name}: {message[:1].lower()}{message[1:]}")
    return "; ".join(said) + "."


def note(result: ImportResult, name: str, notes: Sequence[str]) -> None:
    """Report what was left out of a document, or how it was understood."""
    result.notes += [import_schemas.ImportNote(name=name[:300], detail=each) for each in notes]


def _has_text(fields: dict[str, Any]) -> bool:
    said = (fields.get("body"), fields.get("approved_answer"))
    return any(not isinstance(text, str) or text.strip() for text in said if text is not None)


def _narrower_audience(most: str, said: Any) -> Any:
    """The narrower of two audiences; an unknown one is reported later."""
    if said is None or said not in _AUDIENCES:
        return most if said is None else said
    return max(most, said, key=_AUDIENCES.index)


def _permanent_notes(row: SourceDocument) -> list[str]:
    """The notes that stay true: those about the name that it got when it was created."""
    return [each for each in row.notes or () if each.startswith("There is already an article")]


async def _rows(
    session: Session, source: Source, names: Sequence[str]
) -> dict[str, SourceDocument]:
    """The documents that were imported under these names before, by address."""
    wanted = SourceDocument.address.in_({_address(name) for name in names})
    found = await session.scalars(documents_of(session, source.id).where(wanted))
    return {row.address: row for row in found}


async def _forget_failures(
    session: Session, source: Source, batch: Sequence[Document | UnreadableFile]
) -> None:
    """Delete the failures of files whose articles could be read this time."""
    files = {
        _address(found.name.partition("#")[0])
        for found in batch
        if isinstance(found, Document) and "#" in found.name
    }
    await session.execute(
        delete(SourceDocument).where(
            SourceDocument.workspace_id == session.workspace_id,
            SourceDocument.source_id == source.id,
            SourceDocument.address.in_(files),
            SourceDocument.article_id.is_(None),
        )
    )


def _address(name: str) -> str:
    """A document's name as its address. A name that is too long ends in a hash."""
    clean = "".join(each for each in name if each.isprintable())
    if len(clean) <= MAX_ADDRESS:
        return clean
    digest = hashlib.sha256(clean.encode("utf-8", "replace")).hexdigest()[:16]
    return f"{clean[: MAX_ADDRESS - 20]}…{digest}"
