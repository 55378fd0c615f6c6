"""Reads the body of `POST /api/v1/knowledge/import`: JSON, or a form with files."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter, ValidationError
from starlette.datastructures import FormData, UploadFile

from switchboard.articles.actor import Actor
from switchboard.articles.schemas import Language, Reader
from switchboard.core.db import Database
from switchboard.core.errors import FieldError, Invalid, Malformed
from switchboard.core.request_middleware import MAX_BODY_BYTES, BodyTooLarge
from switchboard.documents import SUFFIXES, Document, Parser, Unreadable
from switchboard.realtime import Bus
from switchboard.sources import live, queries, service
from switchboard.sources.import_schemas import ImportRequest, ImportResult
from switchboard.sources.importer import Importer, InputFile, Options
from switchboard.sources.models import SourceKind

MAX_FILES = 1_000
_MAX_FIELDS = 20
_READER: TypeAdapter[str] = TypeAdapter(Reader)
_LANGUAGE: TypeAdapter[str] = TypeAdapter(Language)
_YES = ("true", "1", "yes", "on")


def _inlined(model: type[ImportRequest]) -> dict[str, Any]:
    """The model's JSON schema with its definitions inlined, for a body that we parse ourselves."""
    schema = model.model_json_schema()
    definitions = schema.pop("$defs", {})

    def put(value: Any) -> Any:
        if isinstance(value, dict) and "$ref" in value:
            return put(definitions[value["$ref"].rpartition("/")[2]])
        if isinstance(value, dict):
            return {key: put(inner) for key, inner in value.items()}
        return [put(inner) for inner in value] if isinstance(value, list) else value

    inlined: dict[str, Any] = put(schema)
    return inlined


IMPORT_BODY = {
    "required": True,
    "content": {
        "application/json": {"schema": _inlined(ImportRequest)},
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["files"],
                "properties": {
                    "files": {
                        "type": "array",
                        "items": {"type": "string", "format": "binary"},
                        "description": f"{', '.join(SUFFIXES)} files.",
                    },
                    "language": {
                        "type": "string",
                        "description": "Of all files, whatever they declare.",
                    },
                    "audience": {
                        "type": "string",
                        "enum": ["public", "customers", "staff"],
                        "description": "The widest they get; what is for fewer stays so.",
                    },
                    "source_id": {
                        "type": "string",
                        "description": "The upload they belong to; otherwise the common one.",
                    },
                    "overwrite": {
                        "type": "boolean",
                        "description": "Also replace articles that were edited in Switchboard.",
                    },
                },
            }
        },
    },
}


async def import_given(
    request: Request, db: Database, bus: Bus, parser: Parser, workspace_id: str, by: Actor
) -> ImportResult:
    """Import the request's articles or files. Raises Malformed, Invalid, NotFound."""
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        async with request.form(max_files=MAX_FILES, max_fields=_MAX_FIELDS) as form:
            return await _import_form(form, db, bus, parser, workspace_id, by)
    return await _import_json(await _json(request), db, bus, parser, workspace_id, by)


async def _json(request: Request) -> ImportRequest:
    """The request's articles and texts. As any JSON body it may have 10 MB; files may have more."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MAX_BODY_BYTES:
            raise BodyTooLarge
    try:
        return ImportRequest.model_validate(json.loads(body))
    except ValidationError as error:
        found = [{**part, "loc": ("body", *part["loc"])} for part in error.errors()]
        raise RequestValidationError(found) from error
    except (ValueError, RecursionError) as error:
        raise Malformed("The request body is not valid JSON.") from error


async def _import_json(
    body: ImportRequest, db: Database, bus: Bus, parser: Parser, workspace_id: str, by: Actor
) -> ImportResult:
    items: list[InputFile | Document] = []
    if body.articles:
        try:
            read = await parser.articles(body.articles)
            items += [_in_its_language(one, body.language) for one in read]
        except Unreadable as error:
            raise Invalid(str(error)) from error
    items += [InputFile(file.name, _encoder(file.text)) for file in body.files]
    options = Options(
        audience=body.audience, overwrite=body.overwrite, default_language=body.language
    )
    importing = _Importing(db, bus, parser, workspace_id, by)
    return await importing.run(body.source_id, items, options)


def _in_its_language(article: Document, default: str | None) -> Document:
    """An article that no file holds is known by its slug and its language.

    Translations have one slug: without the language each would replace the one before. One without
    a slug is known by its place in the request.
    """
    language = article.fields.get("language") or default
    if not isinstance(language, str) or not article.fields.get("slug"):
        return article
    return replace(article, name=f"{article.name}.{language}")


async def _import_form(
    form: FormData, db: Database, bus: Bus, parser: Parser, workspace_id: str, by: Actor
) -> ImportResult:
    uploads = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
    if not uploads:
        reason = "Send at least one file in the form field `files`."
        raise Invalid(reason, errors=[FieldError(field="files", message=reason)])
    options, named = _options(form), form.get("source_id")
    source_id = named if isinstance(named, str) and named else None
    files = [InputFile(upload.filename or "file", _reader(upload)) for upload in uploads]
    importing = _Importing(db, bus, parser, workspace_id, by)
    return await importing.run(source_id, files, options)


@dataclass(frozen=True, slots=True)
class _Importing:
    db: Database
    bus: Bus
    parser: Parser
    workspace_id: str
    by: Actor

    async def run(
        self, named: str | None, items: Sequence[InputFile | Document], options: Options
    ) -> ImportResult:
        """Import into the upload that is named, or into the common one."""
        source_id = await self._source(named)
        importer = Importer(self.db, self.parser, self.workspace_id)
        result = await importer.run(source_id, items, options, by=self.by)
        async with self.db.transaction(self.workspace_id) as session:
            await live.publish_source(
                self.bus, session, await queries.get_source(session, source_id)
            )
        return result

    async def _source(self, named: str | None) -> str:
        async with self.db.transaction(self.workspace_id) as session:
            if named is None:
                return (await service.upload_source(session, service.UPLOADS)).id
            source = await queries.get_source(session, named)
            if source.kind != SourceKind.UPLOAD:
                raise Invalid("Files can be imported into an upload, not into a website.")
            return source.id


def _encoder(text: str) -> Callable[[], bytes]:
    return lambda: text.encode("utf-8", "replace")


def _reader(upload: UploadFile) -> Callable[[], bytes]:
    return upload.file.read


def _options(form: FormData) -> Options:
    """What the form's other fields say. Raises Invalid."""
    try:
        language, audience = form.get("language") or None, form.get("audience") or None
        return Options(
            language=None if language is None else _LANGUAGE.validate_python(language),
            audience=None if audience is None else _READER.validate_python(audience),
            overwrite=str(form.get("overwrite", "")).lower() in _YES,
        )
    except ValidationError as error:
        reason = "The language is a code such as en or pt-BR; the audience one of ours."
        raise Invalid(reason) from error
