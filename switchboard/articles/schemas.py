"""Articles as the API shows and takes them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

TITLE_CHARACTERS = 200
BODY_BYTES = 200_000
QUESTIONS = 1_000
QUESTION_CHARACTERS = 300
APPROVED_CHARACTERS = 4_000


def _within_bytes(body: str) -> str:
    if len(body.encode()) > BODY_BYTES:
        raise ValueError(f"at most {BODY_BYTES // 1000} kB of text are allowed")
    return body


def _storable(text: str) -> str:
    if "\x00" in text:
        raise ValueError("contains a NUL character, which cannot be stored")
    return text


def _web_address(url: str) -> str:
    if not url.startswith(("https://", "http://", "/")):
        raise ValueError("must start with https://, http:// or /")
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
Category = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80), Storable]
ApprovedAnswer = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=APPROVED_CHARACTERS),
    Storable,
]
ArticleId = Annotated[str, StringConstraints(max_length=60)]
ExpectedVersion = Annotated[int, Field(ge=1, le=2**31 - 1)]
Status = Literal["draft", "published"]
Reader = Literal["public", "customers", "staff"]


class ArticleInput(BaseModel):
    """A new article. Without a slug, one is made from the title.

    `audience` is who may ever see it: everybody (`public`), visitors whom the company's site
    vouches for (`customers`), or nobody but `staff`. `approved_answer` goes out word for word when
    the article is the answer. `translation_of` is the id of the same article in another language;
    without it, articles with one slug are each other's translations.
    """

    title: Title
    body: Body = ""
    language: Language = "en"
    questions: Questions = []
    slug: Slug | None = None
    url: Address | None = None
    status: Status = "published"
    audience: Reader = "public"
    category: Category = ""
    approved_answer: ApprovedAnswer | None = None
    translation_of: ArticleId | None = None


class ArticlePatch(BaseModel):
    """What to change in an article; what is absent stays.

    With `version`, the one the change was made from, the change is refused (409) when somebody
    else has changed the article since. `translation_of: null` takes it out of its translations.
    """

    title: Title | None = None
    body: Body | None = None
    language: Language | None = None
    questions: Questions | None = None
    slug: Slug | None = None
    url: Address | None = None
    status: Status | None = None
    audience: Reader | None = None
    category: Category | None = None
    approved_answer: ApprovedAnswer | None = None
    translation_of: ArticleId | None = None
    version: ExpectedVersion | None = None


class PublishInput(ArticlePatch):
    """Publishes an article with its draft; what is named here counts more than the draft."""


class DraftInput(BaseModel):
    """A newer text of an article that is not published yet.

    `version` is the article's and `number` the draft's that this one was made from: when either
    has moved on, nothing is saved (409).
    """

    title: Title
    body: Body = ""
    questions: Questions = []
    category: Category = ""
    approved_answer: ApprovedAnswer | None = None
    version: ExpectedVersion | None = None
    number: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None


class Editor(BaseModel):
    """Who changed something; without a name, nobody of staff did."""

    kind: Literal["member", "api_key", "system"]
    id: str | None = None
    name: str | None = None


class ArticleDraft(BaseModel):
    """The newer text that waits to be published."""

    title: str
    body: str
    questions: list[str]
    category: str
    approved_answer: str | None
    number: int
    saved_at: datetime
    saved_by: Editor


class Translation(BaseModel):
    """The same article in another language."""

    id: str
    language: str
    title: str
    slug: str
    status: Status
    audience: Reader


class Article(BaseModel):
    """A help article. `body` is Markdown.

    `help_url` is its page in the help center, if it has one. In lists that were asked to be brief,
    `body` is empty and `draft` absent.
    """

    id: str
    title: str
    body: str
    language: str
    questions: list[str]
    slug: str
    url: str | None
    status: Status
    audience: Reader
    category: str
    approved_answer: str | None
    translations: list[Translation]
    draft: ArticleDraft | None
    help_url: str | None
    version: int
    created_at: datetime
    updated_at: datetime


class CategoryCount(BaseModel):
    """A category, and how many articles are in it."""

    name: str
    articles: int


class ArticleVersion(BaseModel):
    """One change of an article. `changed` names the fields that differ from the version before."""

    version: int
    title: str
    changed: list[str]
    editor: Editor
    restored_from: int | None
    created_at: datetime


class ArticleContent(BaseModel):
    """An article as one version has it."""

    title: str
    body: str
    language: str
    questions: list[str]
    slug: str
    url: str | None
    status: Status
    audience: Reader
    category: str = ""
    approved_answer: str | None = None


class ArticleVersionContent(ArticleVersion):
    """A version with all that it says."""

    content: ArticleContent


class DiffPart(BaseModel):
    """A stretch of a line, and whether it is what changed."""

    text: str
    changed: bool


class DiffLine(BaseModel):
    """A line that was removed, added or stayed; or how many unchanged lines were left out."""

    op: Literal["equal", "insert", "delete", "skip"]
    parts: list[DiffPart]
    skipped: int


class FieldDiff(BaseModel):
    """How one field differs."""

    field: str
    lines: list[DiffLine]


class ArticleDiff(BaseModel):
    """What differs between two versions; `draft` stands for the draft."""

    old: int
    new: int | Literal["draft"]
    fields: list[FieldDiff]


class RestoreInput(BaseModel):
    """Which older version to bring back, and from which present one that was decided."""

    version: ExpectedVersion
    expected: ExpectedVersion | None = None
