"""Brings documents in: each becomes an article, or says why it cannot.

The command line, the API and the console bring files in here, with one set of rules.
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

from switchboard.articles.actor import Editor
from switchboard.core.clock import now
from switchboard.core.db import Database, Session
from switchboard.core.errors import Conflict, NotFound
from switchboard.core.ids import new_id
from switchboard.documents import SUFFIXES, Document, Empty, Parser, Unreadable
from switchboard.documents.limits import ARCHIVES
from switchboard.documents.names import slugify
from switchboard.sources import import_schemas
from switchboard.sources.article_writer import ArticleWriter, Edited
from switchboard.sources.import_schemas import ImportResult
from switchboard.sources.languages import language_of
from switchboard.sources.models import DocumentState, Source, SourceDocument
from switchboard.sources.queries import own_documents
from switchboard.sources.reading import content_hash
from switchboard.team.queries import own_workspace

BATCH = 50
"""Documents taken in one transaction."""
MAX_ADDRESS = 2_000
_EDITED = (
    "The article was edited here since the import and was not changed. Import the file with "
    "overwrite to replace the article."
)
_EMPTY = "Nothing to import."
_NARROWER = ("public", "customers", "staff")
"""Audiences, each narrower than the one before."""


@dataclass(frozen=True, slots=True)
class Options:
    """How documents are taken.

    Attributes:
        language: of all of them, whatever they say.
        default_language: of those that do not say theirs; otherwise it is found out.
        audience: the widest they get; what says that it is for fewer stays so.
        overwrite: also replace articles that were edited by hand since their import.
    """

    language: str | None = None
    audience: str | None = None
    overwrite: bool = False
    default_language: str | None = None


@dataclass(slots=True)
class Broken:
    """A file of which nothing could be read, and why."""

    name: str
    detail: str
    is_empty: bool = False


@dataclass(slots=True)
class Given:
    """A file to import: its whole path as seen from the source, and where to get its bytes."""

    name: str
    read: Callable[[], bytes] = field(repr=False)


class Importer:
    """Imports documents into one workspace.

    Args:
        parser: reads files, in a process of its own.
    """

    def __init__(self, database: Database, parser: Parser, workspace_id: str) -> None:
        self._database, self._parser = database, parser
        self._workspace_id = workspace_id

    async def run(
        self,
        source_id: str,
        files: Iterable[Given | Document],
        options: Options = Options(),
        *,
        by: Editor,
        say: Callable[[int], None] | None = None,
    ) -> ImportResult:
        """Import into an upload; what cannot be taken is reported and stops nothing else.

        Args:
            files: files, or documents that were read already.
            say: is told how many documents were taken so far.
        """
        result, batch, taken = ImportResult(), [], 0
        names = _Names()
        async for found in self._documents(files, result):
            found_apart = names.apart(found)
            batch.append(found_apart)
            if len(batch) == BATCH:
                await self._take(source_id, batch, options, by, result)
                taken += len(batch)
                batch = []
                if say is not None:
                    say(taken)
        await self._take(source_id, batch, options, by, result)
        return result

    async def _documents(
        self, files: Iterable[Given | Document], result: ImportResult
    ) -> AsyncIterator[Document | Broken]:
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
                yield Broken(file.name, _EMPTY, is_empty=True)
            except Unreadable as error:
                yield Broken(file.name, str(error))
            except OSError as error:
                yield Broken(file.name, f"The file could not be read: {error.strerror}.")

    async def _archive(
        self, name: str, data: bytes, result: ImportResult
    ) -> AsyncIterator[Document | Broken]:
        with tempfile.TemporaryDirectory(prefix="switchboard-") as folder:
            unpacked = await self._parser.unpack(data, Path(folder))
            for inside, detail in unpacked.errors:
                yield Broken(f"{name}/{inside}", detail)
            if not unpacked.files and not unpacked.errors:
                yield Broken(name, f"There are no {', '.join(SUFFIXES[:-1])} files in it.")
            note(result, name, unpacked.notes)
            inner = [
                Given(f"{name}/{inside}", Path(path).read_bytes) for inside, path in unpacked.files
            ]
            async for found in self._documents(inner, result):
                yield found

    async def _take(
        self,
        source_id: str,
        batch: Sequence[Document | Broken],
        options: Options,
        by: Editor,
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
            spoken = await own_spoken(session)
            writer = ArticleWriter(session, source.id, spoken, by=by, overwrite=options.overwrite)
            taking = _Taking(session, source, rows, options, writer, spoken, result)
            for found in batch:
                await taking.take(found)


class _Names:
    """Two documents of one import with the same name are two: the second is `name (2)`."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def apart(self, found: Document | Broken) -> Document | Broken:
        """The document under a name that none before it had."""
        times = self._seen[found.name] = self._seen.get(found.name, 0) + 1
        if times == 1:
            return found
        return replace(found, name=f"{found.name} ({times})")


async def own_spoken(session: Session) -> list[str]:
    """The workspace's languages, its default one first."""
    workspace = await own_workspace(session)
    others = [code for code in workspace.languages if code != workspace.default_language]
    return [workspace.default_language, *others]


@dataclass(slots=True)
class _Taking:
    """One transaction's worth of documents."""

    session: Session
    source: Source
    rows: dict[str, SourceDocument]
    options: Options
    writer: ArticleWriter
    spoken: list[str]
    result: ImportResult

    async def take(self, found: Document | Broken) -> None:
        """Make an article of a document, or note what is wrong with it."""
        row = self._row(found.name)
        row.fetched_at = now()
        if isinstance(found, Broken):
            state = DocumentState.SKIPPED if found.is_empty else DocumentState.ERROR
            self._report(row, found.detail, state)
            return
        try:
            async with self.session.begin_nested():
                await self._write(row, found)
        except Edited:
            self._report(row, _EDITED, DocumentState.IGNORED)
        except ValidationError as error:
            self._report(row, in_words(error))
        except Conflict as error:
            self._report(row, error.detail)

    async def _write(self, row: SourceDocument, document: Document) -> None:
        if document.left_out:
            self._report(row, document.left_out, DocumentState.SKIPPED)
            return
        fields = self._fields(document)
        if not _has_text(fields):
            self._report(row, _EMPTY, DocumentState.SKIPPED)
            return
        said = content_hash(fields)
        written, notes = await self.writer.write(row, fields, said)
        setattr(self.result, written, getattr(self.result, written) + 1)
        row.state, row.error = DocumentState.UNCHANGED, None
        row.notes = [*document.notes, *(notes or _lasting(row))]
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
        said = self.options.language or fields.get("language") or self.options.default_language
        if said is None or isinstance(said, str):
            text = f"{fields.get('title', '')}\n{fields.get('body', '')}"
            fields["language"] = language_of(said, text, self.spoken)
        if self.options.audience:
            fields["audience"] = _narrower(self.options.audience, fields.get("audience"))
        return fields

    def _report(
        self, row: SourceDocument, detail: str, state: DocumentState = DocumentState.ERROR
    ) -> None:
        row.state, row.error = state, detail
        edited = state == DocumentState.IGNORED
        self.result.errors.append(
            import_schemas.ImportError(name=row.address[:300], detail=detail, edited=edited)
        )


def in_words(error: ValidationError) -> str:
    """What is wrong with an article, field by field, as one sentence."""
    said = []
    for part in error.errors()[:5]:
        field_name = ".".join(map(str, part["loc"])) or "article"
        message = part["msg"].removeprefix("Value error, ")
        said.append(f"{field_name}: {message[:1].lower()}{message[1:]}")
    return "; ".join(said) + "."


def note(result: ImportResult, name: str, notes: Sequence[str]) -> None:
    """Say of a document what was left out of it, or understood in a certain way."""
    result.notes += [import_schemas.ImportNote(name=name[:300], detail=each) for each in notes]


def _has_text(fields: dict[str, Any]) -> bool:
    said = (fields.get("body"), fields.get("approved_answer"))
    return any(not isinstance(text, str) or text.strip() for text in said if text is not None)


def _narrower(most: str, said: Any) -> Any:
    """The narrower of two audiences; what is none of ours is reported later."""
    if said is None or said not in _NARROWER:
        return most if said is None else said
    return max(most, said, key=_NARROWER.index)


def _lasting(row: SourceDocument) -> list[str]:
    """What was said about its name when it first came stays true."""
    return [each for each in row.notes or () if each.startswith("There is already an article")]


async def _rows(
    session: Session, source: Source, names: Sequence[str]
) -> dict[str, SourceDocument]:
    """The documents that were taken under these names before, by their addresses."""
    wanted = SourceDocument.address.in_({_address(name) for name in names})
    found = await session.scalars(own_documents(session, source.id).where(wanted))
    return {row.address: row for row in found}


async def _forget_failures(
    session: Session, source: Source, batch: Sequence[Document | Broken]
) -> None:
    """A file whose articles could be read now is no failure any more."""
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
    """A document's name as it is stored. Of one that is too long, its end tells it apart."""
    clean = "".join(each for each in name if each.isprintable())
    if len(clean) <= MAX_ADDRESS:
        return clean
    digest = hashlib.sha256(clean.encode("utf-8", "replace")).hexdigest()[:16]
    return f"{clean[: MAX_ADDRESS - 20]}…{digest}"
