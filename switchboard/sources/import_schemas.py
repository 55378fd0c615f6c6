"""Imports as the API shows and takes them."""

from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints

from switchboard.articles.schemas import Language, Reader

IMPORTED_AT_ONCE = 1_000


class ImportFile(BaseModel):
    """A file of text (`.md`, `.html`, `.csv`, `.json`, `.txt`) by its path and its text."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    text: str


class ImportRequest(BaseModel):
    """Articles, files of articles, or both.

    `language` is for those that do not name theirs; otherwise it is found out. `audience` is the
    widest they get: what says that it is for fewer readers stays so. `source_id` is the upload
    they belong to, the common one if absent. `overwrite` also replaces articles that were edited
    by hand since they were imported.
    """

    articles: Annotated[list[dict[str, Any]], Field(max_length=IMPORTED_AT_ONCE)] = []
    files: Annotated[list[ImportFile], Field(max_length=IMPORTED_AT_ONCE)] = []
    language: Language | None = None
    audience: Reader | None = None
    source_id: Annotated[str, StringConstraints(max_length=60)] | None = None
    overwrite: bool = False


class ImportError(BaseModel):  # noqa: A001
    """Why one file or article was left out. `edited`: people changed its article since."""

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
