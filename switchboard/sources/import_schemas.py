"""Imports as the API shows and takes them."""

from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints

from switchboard.articles.schemas import Language

IMPORTED_AT_ONCE = 1_000


class ImportFile(BaseModel):
    """A `.md` or `.json` file by its name and its text."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    text: str


class ImportRequest(BaseModel):
    """Articles, files of articles, or both. `language` is for those that do not name theirs."""

    articles: Annotated[list[dict[str, Any]], Field(max_length=IMPORTED_AT_ONCE)] = []
    files: Annotated[list[ImportFile], Field(max_length=IMPORTED_AT_ONCE)] = []
    language: Language = "en"


class ImportError(BaseModel):  # noqa: A001
    """Why one file or article was left out. `edited`: people changed its article since."""

    name: str
    detail: str
    edited: bool = False


class ImportResult(BaseModel):
    """How many articles an import touched, and what it could not take."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    errors: list[ImportError] = []
