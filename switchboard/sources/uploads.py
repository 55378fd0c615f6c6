"""Brings files into an upload: each document becomes an article, or says why it cannot."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from switchboard.articles import service as articles
from switchboard.articles.actor import Editor
from switchboard.articles.models import Article
from switchboard.articles.schemas import ArticleInput, ArticlePatch
from switchboard.core.clock import now
from switchboard.core.db import Database, Session
from switchboard.core.errors import Conflict, NotFound
from switchboard.core.ids import new_id
from switchboard.documents import SUFFIXES, Document, Parser, Unreadable
from switchboard.documents.limits import ARCHIVES
from switchboard.sources import import_schemas
from switchboard.sources.import_schemas import ImportResult
from switchboard.sources.importer import in_words
from switchboard.sources.languages import language_of
from switchboard.sources.models import DocumentState, Source, SourceDocument
from switchboard.sources.queries import own_documents
from switchboard.sources.reading import content_hash
from switchboard.team.queries import own_workspace

BATCH = 50
"""Documents taken in one transaction."""
_EDITED = (
    "Its article was edited here since it was imported, and was left as it is. Import the file"
    " with overwrite to replace it."
)


@dataclass(frozen=True, slots=True)
class Options:
    """How files are taken: in which language, for whom, and over what people edited or not."""

    language: str | None = None
    audience: str | None = None
    overwrite: bool = False


@dataclass(slots=True)
class Broken:
    """A file of which nothing could be read, and why."""

    name: str
    detail: str


@dataclass(slots=True)
class Given:
    """A file to import: its name, and where to get its bytes."""

    name: str
    read: Callable[[], bytes] = field(repr=False)


class Importer:
    """Imports files into one workspace.

    Args:
        parser: reads them, in a process of its own.
    """

    def __init__(self, database: Database, parser: Parser, workspace_id: str) -> None:
        self._database, self._parser = database, parser
        self._workspace_id = workspace_id

    async def run(
        self,
        source_id: str,
        files: Iterable[Given],
        options: Options = Options(),
        *,
        by: Editor,
        say: Callable[[int], None] | None = None,
    ) -> ImportResult:
        """Import files into an upload; what cannot be taken is reported and stops nothing else.

        Args:
            say: is told how many documents were taken so far.
        """
        result, batch, taken = ImportResult(), [], 0
        async for found in self._documents(files):
            batch.append(found)
            if len(batch) == BATCH:
                await self._take(source_id, batch, options, by, result)
                taken += len(batch)
                batch = []
                if say is not None:
                    say(taken)
        await self._take(source_id, batch, options, by, result)
        return result

    async def _documents(self, files: Iterable[Given]) -> AsyncIterator[Document | Broken]:
        for file in files:
            try:
                data = await asyncio.to_thread(file.read)
                if PurePosixPath(file.name).suffix.lower() in ARCHIVES:
                    async for found in self._archive(file.name, data):
                        yield found
                    continue
                for document in await self._parser.file(file.name, data):
                    yield document
            except Unreadable as error:
                yield Broken(file.name, str(error))
            except OSError as error:
                yield Broken(file.name, f"The file cannot be read: {error.strerror}.")

    async def _archive(self, name: str, data: bytes) -> AsyncIterator[Document | Broken]:
        with tempfile.TemporaryDirectory(prefix="switchboard-") as folder:
            unpacked = await self._parser.unpack(data, Path(folder))
            for inside, detail in unpacked.errors:
                yield Broken(inside, detail)
            if not unpacked.files and not unpacked.errors:
                yield Broken(name, f"There are no {', '.join(SUFFIXES[:-1])} files in it.")
            inner = [Given(inside, Path(path).read_bytes) for inside, path in unpacked.files]
            async for found in self._documents(inner):
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
                raise NotFound("There is no such source.")
            source.last_fetched_at = now()
            source.state = "ready"
            rows = await _rows(session, source, [found.name for found in batch])
            spoken = await own_spoken(session)
            taking = _Taking(session, source, rows, options, by, spoken, result)
            for found in batch:
                await taking.take(found)


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
    by: Editor
    spoken: list[str]
    result: ImportResult

    async def take(self, found: Document | Broken) -> None:
        """Make an article of a document, or note what is wrong with it."""
        row = self._row(found.name)
        row.fetched_at = now()
        try:
            if isinstance(found, Broken):
                raise _LeftOut(found.detail)
            await self._write(row, self._fields(found))
        except _LeftOut as error:
            self._report(row, str(error))
        except _Edited:
            self._report(row, _EDITED, DocumentState.IGNORED)
        except ValidationError as error:
            self._report(row, in_words(error))
        except Conflict as error:
            self._report(row, error.detail)

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
            fields["slug"] = articles.slugify(fields["slug"]) or None
        said = self.options.language or fields.get("language")
        if said is None or isinstance(said, str):
            text = f"{fields.get('title', '')}\n{fields.get('body', '')}"
            fields["language"] = language_of(said, text, self.spoken)
        if self.options.audience:
            fields["audience"] = self.options.audience
        return fields

    async def _write(self, row: SourceDocument, fields: dict[str, Any]) -> None:
        given = ArticleInput.model_validate(fields)
        said = content_hash(given.model_dump(mode="json", exclude_unset=True))
        article = await self._article_of(row)
        if article is None:
            article, written = await articles.write(self.session, given, by=self.by)
            row.article_version = article.version
        elif row.applied_hash == said and not self.options.overwrite:
            written = "unchanged"
        elif article.version != row.article_version and not self.options.overwrite:
            raise _Edited
        else:
            written = await self._update(row, article, given)
        setattr(self.result, written, getattr(self.result, written) + 1)
        row.article_id, row.name, row.applied_hash = article.id, article.title, said
        row.state, row.error = DocumentState.UNCHANGED, None

    async def _update(
        self, row: SourceDocument, article: Article, given: ArticleInput
    ) -> articles.Written:
        changes = given.model_dump(exclude_unset=True, exclude={"slug", "translation_of"})
        before, patch = article.version, ArticlePatch(**changes)
        article = await articles.update(self.session, article.id, patch, by=self.by)
        row.article_version = article.version
        return "updated" if article.version != before else "unchanged"

    async def _article_of(self, row: SourceDocument) -> Article | None:
        if row.article_id is None:
            return None
        return await self.session.get(Article, row.article_id, with_for_update=True)

    def _report(
        self, row: SourceDocument, detail: str, state: DocumentState = DocumentState.ERROR
    ) -> None:
        row.state, row.error = state, detail
        edited = state == DocumentState.IGNORED
        self.result.errors.append(
            import_schemas.ImportError(name=row.address[:300], detail=detail, edited=edited)
        )


async def _rows(
    session: Session, source: Source, names: Sequence[str]
) -> dict[str, SourceDocument]:
    """The documents that were taken under these names before, by their addresses."""
    wanted = SourceDocument.address.in_({_address(name) for name in names})
    found = await session.scalars(own_documents(session, source.id).where(wanted))
    return {row.address: row for row in found}


def _address(name: str) -> str:
    return name[:2_000].replace("\x00", "")


class _LeftOut(Exception):
    """A document that is not taken; the text says why."""


class _Edited(Exception):
    """The article of a document was edited by hand since it was imported."""
