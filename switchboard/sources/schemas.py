"""Sources as the API shows and takes them."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints

from switchboard.articles.schemas import FieldDiff, Language, Reader, Storable

Kind = Literal["site", "sitemap", "page", "upload"]
State = Literal["new", "fetching", "ready", "incomplete", "failing", "paused"]
Schedule = Literal["off", "daily", "weekly"]
DocumentState = Literal[
    "found",
    "new",
    "changed",
    "gone",
    "differs",
    "unchanged",
    "ignored",
    "skipped",
    "error",
]
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
    """What is taken from a source, and as what.

    `depth` is how many links away from its address, `pages` how many pages are looked at,
    `include` and `exclude` how the paths of articles begin and do not begin. Without `language`,
    each document's own is found out. `on_change` says what a fetch by schedule does with what it
    finds: `apply` it, or leave it until somebody was asked.
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

    With `preview`, the first fetch only says what it would do. An `upload` has no address: files
    are brought into it by `POST /api/v1/knowledge/import`.
    """

    kind: Kind = "site"
    address: Address | None = None
    name: Name | None = None
    settings: SourceSettings = SourceSettings()
    schedule: Schedule = "off"
    fetch: bool = True
    preview: bool = False


class SourcePatch(BaseModel):
    """What to change in a source; what is absent stays. `settings` are replaced as a whole."""

    name: Name | None = None
    settings: SourceSettings | None = None
    schedule: Schedule | None = None
    paused: bool | None = None


class Counts(BaseModel):
    """Documents by what the last fetch made of them. `articles` are those that have one."""

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

    phase: Literal["opening", "pages", "applying"]
    preview: bool
    done: int
    waiting: int


class ArticleSource(BaseModel):
    """Where articles come from. `pending` changes wait for somebody to apply or discard them.

    A source is `ready` when all its documents are up to date, and `incomplete` when some could not
    be read (`counts.errors`).
    """

    id: str
    kind: Kind
    name: str
    address: str | None
    settings: SourceSettings
    schedule: Schedule
    state: State
    error: str | None
    counts: Counts
    pending: int
    progress: Progress | None
    last_fetched_at: datetime | None
    next_fetch_at: datetime | None
    created_at: datetime


class SourceDocument(BaseModel):
    """A page or file of a source, and what the last fetch made of it.

    `error` says why it is no article, or not up to date; `notes` what was left out of it, or how
    it was understood.
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
    """What applying would do to one document, field by field as it reads and would read."""

    document_id: str
    address: str
    name: str | None
    kind: Literal["new", "changed", "gone", "differs"]
    article_id: str | None
    detail: str | None
    fields: list[FieldDiff]


class FetchInput(BaseModel):
    """How to fetch: with `preview`, nothing is changed before somebody applies it."""

    preview: bool = False


class ApplyInput(BaseModel):
    """Which changes to apply; all that wait when `document_ids` is absent.

    `overwrite` also replaces articles that were edited by hand; it has to name them.
    """

    document_ids: Ids | None = None
    overwrite: bool = False


class DiscardInput(BaseModel):
    """Which changes to discard; all that wait when `document_ids` is absent."""

    document_ids: Ids | None = None


def shown_settings(stored: dict[str, Any]) -> SourceSettings:
    """A source's settings, with defaults for what was stored before there was such a setting."""
    return SourceSettings.model_validate(stored)
