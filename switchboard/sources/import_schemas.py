"""Imports as the API shows and takes them."""

from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints

from switchboard.articles.schemas import Language, Reader

MAX_IMPORTED = 1_000


class ImportFile(BaseModel):
    """A file of text (`.md`, `.html`, `.csv`, `.json`, `.txt`) by its path and its text."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    text: str


class ImportRequest(BaseModel):
    """Articles, files of articles, or both.

    `language` is for documents that do not declare theirs; by default it is detected. `audience` is
    the widest audience: documents that declare a narrower one keep it. `source_id` is the upload
    that they belong to, by default the common one. `overwrite` also replaces articles that were
    edited by hand after the import.
    """

    articles: Annotated[list[dict[str, Any]], Field(max_length=MAX_IMPORTED)] = []
    files: Annotated[list[ImportFile], Field(max_length=MAX_IMPORTED)] = []
    language: Language | None = None
    audience: Reader | None = None
    source_id: Annotated[str, StringConstraints(max_length=60)] | None = None
    overwrite: bool = False


class ImportError(BaseModel):  # noqa: A001
    """Why a file or article was not imported. `edited`: its article was edited by hand."""

    name: str
    detail: str
    edited: bool = False


class ImportNote(BaseModel):
    """What was left out of a document that was imported, or how it was understood."""

    name: str
    detail: str


class ImportResult(BaseModel):
    """How many articles an import touched, what it could not take, and what it left out."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    errors: list[ImportError] = []
    notes: list[ImportNote] = []
