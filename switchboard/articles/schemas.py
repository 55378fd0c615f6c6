"""Articles as the API shows and takes them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from switchboard.articles.actor import Actor
from switchboard.articles.diff import FieldDiff

MAX_TITLE_CHARACTERS = 200
MAX_BODY_BYTES = 200_000
MAX_QUESTIONS = 1_000
MAX_QUESTION_CHARACTERS = 300
MAX_ANSWER_CHARACTERS = 4_000


def _within_bytes(body: str) -> str:
    if len(body.encode()) > MAX_BODY_BYTES:
        raise ValueError(f"at most {MAX_BODY_BYTES // 1000} kB of text are allowed")
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
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TITLE_CHARACTERS),
    Storable,
]
Body = Annotated[str, AfterValidator(_within_bytes), Storable]
Question = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_QUESTION_CHARACTERS),
    Storable,
]
Questions = Annotated[list[Question], Field(max_length=MAX_QUESTIONS)]
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
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_ANSWER_CHARACTERS),
    Storable,
]
ArticleId = Annotated[str, StringConstraints(max_length=60)]
ExpectedVersion = Annotated[int, Field(ge=1, le=2**31 - 1)]
Status = Literal["draft", "published"]
Reader = Literal["public", "customers", "staff"]


class ArticleInput(BaseModel):
    """A new article. Without a slug, one is made from the title.

    `audience` is who may see it: everybody (`public`), visitors whom the company's site has
    identified (`customers`), or only `staff`. `approved_answer` is sent word for word when the
    article is the answer. `translation_of` is the id of the same article in another language;
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
    """What to change in an article; fields that are left out do not change.

    With `version`, the one that the change is based on, the change is refused (409) when somebody
    else has changed the article since. `translation_of: null` removes it from its translations.
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
    """Publishes an article with its draft. Fields given here replace those of the draft."""


class DraftInput(BaseModel):
    """A newer text of an article that is not published yet.

    It is based on version `version` of the article and number `number` of the draft: when either
    is not the newest any more, nothing is saved (409).
    """

    title: Title
    body: Body = ""
    questions: Questions = []
    category: Category = ""
    approved_answer: ApprovedAnswer | None = None
    version: ExpectedVersion | None = None
    number: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None


class ArticleDraft(BaseModel):
    """A newer text that is not published yet."""

    title: str
    body: str
    questions: list[str]
    category: str
    approved_answer: str | None
    number: int
    saved_at: datetime
    saved_by: Actor


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
    editor: Actor
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
    """A version with its content."""

    content: ArticleContent


class ArticleDiff(BaseModel):
    """What differs between two versions; `draft` stands for the draft."""

    old: int
    new: int | Literal["draft"]
    fields: list[FieldDiff]


class RestoreInput(BaseModel):
    """Which older version to bring back, and which present one (`expected`) it replaces."""

    version: ExpectedVersion
    expected: ExpectedVersion | None = None
