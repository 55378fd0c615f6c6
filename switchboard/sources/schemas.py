"""Sources as the API shows and takes them."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints

from switchboard.articles.diff import FieldDiff
from switchboard.articles.schemas import Language, Reader, Storable
from switchboard.sources.models import DocumentState, FetchPhase, FetchSchedule, SourceKind

Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), Storable
]
Address = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000), Storable
]
Prefix = Annotated[str, StringConstraints(pattern=r"^/", max_length=500), Storable]
Prefixes = Annotated[list[Prefix], Field(max_length=50)]
Ids = Annotated[list[Annotated[str, StringConstraints(max_length=60)]], Field(max_length=100)]


class SourceSettings(BaseModel):
    """Which pages of a source become articles, and how.

    `depth` is the number of links from its address, `pages` the number of pages to read. Paths of
    articles begin with one of `include` and with none of `exclude`. Without `language`, it is
    detected for each document. `on_change` is what a scheduled fetch does with changes: `apply`
    them, or `ask` a person.
    """

    depth: Annotated[int, Field(ge=0, le=20)] = 5
    pages: Annotated[int, Field(ge=1, le=10_000)] = 500
    include: Prefixes = []
    exclude: Prefixes = []
    language: Language | None = None
    audience: Reader = "public"
    on_change: Literal["apply", "ask"] = "apply"


class SourceInput(BaseModel):
    """A new source. Its address is fetched at once, unless `fetch` is false.

    With `preview`, the first fetch only lists changes. An `upload` has no address: files are
    imported into it by `POST /api/v1/knowledge/import`.
    """

    kind: SourceKind = SourceKind.SITE
    address: Address | None = None
    name: Name | None = None
    settings: SourceSettings = SourceSettings()
    schedule: FetchSchedule = FetchSchedule.OFF
    fetch: bool = True
    preview: bool = False


class SourcePatch(BaseModel):
    """What to change in a source; fields that are left out stay. `settings` are replaced."""

    name: Name | None = None
    settings: SourceSettings | None = None
    schedule: FetchSchedule | None = None
    paused: bool | None = None


class Counts(BaseModel):
    """Documents by their state after the last fetch. `articles` are those that have one."""

    documents: int = 0
    articles: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    differs: int = 0
    errors: int = 0
    skipped: int = 0


class Progress(BaseModel):
    """How far a running fetch is."""

    phase: FetchPhase
    preview: bool
    done: int
    waiting: int


class ArticleSource(BaseModel):
    """Where articles come from. `pending` is the number of changes to apply or discard.

    A source is `ready` when all its documents are up to date, and `incomplete` when some could not
    be read (`counts.errors`).
    """

    id: str
    kind: SourceKind
    name: str
    address: str | None
    settings: SourceSettings
    schedule: FetchSchedule
    state: Literal["new", "fetching", "ready", "incomplete", "failing", "paused"]
    error: str | None
    counts: Counts
    pending: int
    progress: Progress | None
    last_fetched_at: datetime | None
    next_fetch_at: datetime | None
    created_at: datetime


class SourceDocument(BaseModel):
    """A page or file of a source, and its state after the last fetch.

    `error` is the reason why it has no article, or an old one; `notes` say what was left out of it,
    or how it was understood.
    """

    id: str
    address: str
    name: str | None
    state: DocumentState
    error: str | None
    notes: list[str]
    article_id: str | None
    fetched_at: datetime | None


class SourceChange(BaseModel):
    """What applying would change in one article, field by field."""

    document_id: str
    address: str
    name: str | None
    kind: Literal["new", "changed", "gone", "differs"]
    article_id: str | None
    detail: str | None
    fields: list[FieldDiff]


class FetchInput(BaseModel):
    """How to fetch: with `preview`, changes are only listed."""

    preview: bool = False


class ApplyInput(BaseModel):
    """Which changes to apply; all of them without `document_ids`.

    `overwrite` also replaces articles that were edited by hand, and needs `document_ids`.
    """

    document_ids: Ids | None = None
    overwrite: bool = False


class DiscardInput(BaseModel):
    """Which changes to discard; all of them without `document_ids`."""

    document_ids: Ids | None = None


def shown_settings(stored: dict[str, Any]) -> SourceSettings:
    """A source's settings, with defaults for settings that were added later."""
    return SourceSettings.model_validate(stored)
