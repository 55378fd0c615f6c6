"""Takes what `POST /api/v1/knowledge/import` is given: JSON, or a form with files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter, ValidationError
from starlette.datastructures import FormData, UploadFile

from switchboard.articles.actor import Editor
from switchboard.articles.schemas import Language, Reader
from switchboard.core.db import Database
from switchboard.core.errors import FieldError, Invalid, Malformed
from switchboard.documents import SUFFIXES, Parser, Unreadable
from switchboard.documents.structured import from_json
from switchboard.realtime import Bus
from switchboard.sources import import_schemas, importer, live, queries, service
from switchboard.sources.import_schemas import ImportRequest, ImportResult
from switchboard.sources.models import Kind
from switchboard.sources.uploads import Given, Importer, Options

FILES_AT_ONCE = 1_000
_FIELDS = 20
_READER: TypeAdapter[str] = TypeAdapter(Reader)
_LANGUAGE: TypeAdapter[str] = TypeAdapter(Language)
_YES = ("true", "1", "yes", "on")


def _inlined(model: type[ImportRequest]) -> dict[str, Any]:
    """The model's JSON schema with its definitions put in place, for a body we parse ourselves."""
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
                        "description": "Of all of them; otherwise each one's is found out.",
                    },
                    "audience": {"type": "string", "enum": ["public", "customers", "staff"]},
                    "source_id": {
                        "type": "string",
                        "description": "The upload they belong to; otherwise the common one.",
                    },
                    "overwrite": {
                        "type": "boolean",
                        "description": "Also replace articles that were edited by hand.",
                    },
                },
            }
        },
    },
}


async def import_given(
    request: Request, db: Database, bus: Bus, parser: Parser, workspace_id: str, by: Editor
) -> ImportResult:
    """Import the request's articles or files. Raises Malformed, Invalid, NotFound."""
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        async with request.form(max_files=FILES_AT_ONCE, max_fields=_FIELDS) as form:
            return await _import_form(form, db, bus, parser, workspace_id, by)
    return await _import_json(await _json(request), db, parser, workspace_id)


async def _json(request: Request) -> ImportRequest:
    try:
        return ImportRequest.model_validate(await request.json())
    except ValidationError as error:
        found = [{**part, "loc": ("body", *part["loc"])} for part in error.errors()]
        raise RequestValidationError(found) from error
    except (ValueError, RecursionError) as error:
        raise Malformed("The body is not valid JSON.") from error


async def _import_json(
    body: ImportRequest, db: Database, parser: Parser, workspace_id: str
) -> ImportResult:
    documents = list(from_json("", body.articles)) if body.articles else []
    errors = []
    for file in body.files:
        try:
            data = file.text.encode("utf-8", "replace")
            documents += await parser.file(file.name, data)
        except Unreadable as error:
            errors.append(import_schemas.ImportError(name=file.name, detail=str(error)))
    async with db.transaction(workspace_id) as session:
        result = await importer.import_articles(session, documents, language=body.language)
    result.errors += errors
    return result


async def _import_form(
    form: FormData, db: Database, bus: Bus, parser: Parser, workspace_id: str, by: Editor
) -> ImportResult:
    uploads = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
    if not uploads:
        reason = "Send at least one file, in the form's field `files`."
        raise Invalid(reason, errors=[FieldError(field="files", message=reason)])
    options = _options(form)
    async with db.transaction(workspace_id) as session:
        named = form.get("source_id")
        if isinstance(named, str) and named:
            source = await queries.get_source(session, named)
            if source.kind != Kind.UPLOAD:
                raise Invalid("Files can be brought into an upload only, not into a site.")
        else:
            source = await service.upload_source(session, service.UPLOADS)
    files = [Given(upload.filename or "file", _reader(upload)) for upload in uploads]
    result = await Importer(db, parser, workspace_id).run(source.id, files, options, by=by)
    async with db.transaction(workspace_id) as session:
        await live.tell(bus, session, await queries.get_source(session, source.id))
    return result


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
