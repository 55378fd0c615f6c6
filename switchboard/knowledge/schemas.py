"""Articles, imports and searches as the API shows and takes them."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

TITLE_CHARACTERS = 200
BODY_BYTES = 200_000
QUESTIONS = 1_000
QUESTION_CHARACTERS = 300
QUERY_CHARACTERS = 2_000
IMPORTED_AT_ONCE = 1_000


def _within_bytes(body: str) -> str:
    if len(body.encode()) > BODY_BYTES:
        raise ValueError(f"at most {BODY_BYTES // 1000} kB of text fit in an article")
    return body


def _storable(text: str) -> str:
    if "\x00" in text:
        raise ValueError("it contains a character (NUL) that cannot be stored")
    return text


def _web_address(url: str) -> str:
    if not url.startswith(("https://", "http://", "/")):
        raise ValueError("an address starts with https://, http:// or /")
    return url


Storable = AfterValidator(_storable)
Title = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=TITLE_CHARACTERS),
    Storable,
]
Body = Annotated[str, AfterValidator(_within_bytes), Storable]
Question = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=QUESTION_CHARACTERS),
    Storable,
]
Questions = Annotated[list[Question], Field(max_length=QUESTIONS)]
Language = Annotated[
    str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=20)
]
Slug = Annotated[
    str, StringConstraints(pattern=r"^[^\W_]+([-_.][^\W_]+)*$", min_length=1, max_length=120)
]
Address = Annotated[
    str, StringConstraints(max_length=2_000), AfterValidator(_web_address), Storable
]
Status = Literal["draft", "published"]
Reader = Literal["public", "customers", "staff"]


class ArticleInput(BaseModel):
    """A new article. Without a slug, one is made from the title."""

    title: Title
    body: Body = ""
    language: Language = "en"
    questions: Questions = []
    slug: Slug | None = None
    url: Address | None = None
    status: Status = "published"
    audience: Reader = "public"


class ArticlePatch(BaseModel):
    """What to change in an article; what is absent stays."""

    title: Title | None = None
    body: Body | None = None
    language: Language | None = None
    questions: Questions | None = None
    slug: Slug | None = None
    url: Address | None = None
    status: Status | None = None
    audience: Reader | None = None


class Article(BaseModel):
    """A help article. `body` is Markdown."""

    id: str
    title: str
    body: str
    language: str
    questions: list[str]
    slug: str
    url: str | None
    status: Status
    audience: Reader
    version: int
    created_at: datetime
    updated_at: datetime


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
    """Why one file or article was left out."""

    name: str
    detail: str


class ImportResult(BaseModel):
    """How many articles an import touched, and what it could not take."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    errors: list[ImportError] = []


class SearchRequest(BaseModel):
    """A question in anybody's words. `audience` is whose view to search in.

    `explain` asks for everything the decision was made from.
    """

    query: Annotated[str, StringConstraints(min_length=1, max_length=QUERY_CHARACTERS)]
    language: Language | None = None
    limit: Annotated[int, Field(ge=1, le=20)] = 5
    audience: Reader = "public"
    explain: bool = False


class SearchItem(BaseModel):
    """An article that may answer, with its best passage; `score` and `legs` are 0 to 1.

    `approved_answer` is what the assistant says word for word when this is the answer.
    """

    article_id: str
    slug: str
    title: str
    heading: str
    passage: str
    url: str | None
    language: str
    score: float
    legs: dict[str, float]
    approved_answer: str | None = None


class LegCandidate(BaseModel):
    """A text that a leg found, best first, and the leg's own score, roughly 0 to 1.

    `text` is the passage or the way to ask that was found; the head scores articles, so there it
    is empty.
    """

    article_id: str
    title: str
    heading: str
    text: str
    score: float


class LegExplanation(BaseModel):
    """One leg: what it found, or in words why it found nothing or was not asked."""

    name: Literal["lexical", "question", "dense", "head", "rerank"]
    state: Literal["asked", "not_needed", "unavailable"]
    note: str
    candidates: list[LegCandidate]


class FusedCandidate(BaseModel):
    """An article after the legs were put together.

    `ranks` is its place in each leg that found it, from 1; `fused` the sum of 1 / (60 + rank) as
    a share of the most possible; `evidence` by which articles are ordered.
    """

    article_id: str
    title: str
    language: str
    ranks: dict[str, int]
    legs: dict[str, float]
    fused: float
    evidence: float


class ConfidencePart(BaseModel):
    """What the confidence is made of: a measure, its value, and what it adds to the logit."""

    name: str
    value: float
    adds: float
    note: str


class LanguageGuess(BaseModel):
    """How likely the question is in a language, and whether articles in it were searched."""

    language: str
    likelihood: float
    searched: bool


class SearchExplanation(BaseModel):
    """Everything a search's decision was made from; `why` is the decision in a sentence."""

    languages: list[LanguageGuess]
    legs: list[LegExplanation]
    fusion: list[FusedCandidate]
    confidence: list[ConfidencePart]
    thresholds: dict[str, float]
    why: str


class SearchResult(BaseModel):
    """What was found, how sure that the first item answers, and what to do about it."""

    items: list[SearchItem]
    confidence: float
    decision: Literal["answer", "clarify", "handover"]
    language: str
    timings: dict[str, float]
    degraded: str | None
    explain: SearchExplanation | None = None
