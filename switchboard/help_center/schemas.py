"""The help center as the API shows and takes it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from switchboard.articles.schemas import Language, Storable
from switchboard.core.parsing import split_address
from switchboard.core.versions import Versioned

DEFAULT_COLOR = "#0d6b5f"
MAX_LINKS = 8


def _safe_address(value: str) -> str:
    """Accept absolute addresses only, and no scripts."""
    parts = split_address(value)
    if parts is None or parts.scheme not in ("http", "https", "mailto"):
        raise ValueError("must start with https://, http:// or mailto:")
    if not (parts.netloc or parts.path):
        raise ValueError("must start with https://, http:// or mailto:")
    return value


def _picture(value: str) -> str:
    parts = split_address(value)
    if parts is None or parts.scheme != "https":
        raise ValueError("must be an image URL that starts with https://")
    return value


Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80), Storable]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), Storable]
Address = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=500, pattern=r"^\S+$"),
    AfterValidator(_safe_address),
    Storable,
]
Picture = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=500, pattern=r"^\S+$"),
    AfterValidator(_picture),
    Storable,
]
Color = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
CenterSlug = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=2, max_length=60)
]
Texts = Annotated[dict[Language, Line], Field(max_length=50)]


class HelpLink(BaseModel):
    """A link in the head of every page."""

    label: Annotated[Short, StringConstraints(min_length=1)]
    url: Address


class HelpSettings(BaseModel):
    """How the pages look. `title` and `tagline` are by language."""

    title: Texts = {}
    tagline: Texts = {}
    color: Color = DEFAULT_COLOR
    logo_url: Picture | None = None
    home_url: Address | None = None
    links: Annotated[list[HelpLink], Field(max_length=MAX_LINKS)] = []


class HelpCenter(HelpSettings, Versioned):
    """A workspace's help center. `url` is its first page, also while it is switched off."""

    enabled: bool
    slug: str
    url: str


class HelpCenterPatch(BaseModel):
    """What to change in the help center; fields that are left out do not change."""

    enabled: bool | None = None
    slug: CenterSlug | None = None
    title: Texts | None = None
    tagline: Texts | None = None
    color: Color | None = None
    logo_url: Picture | None = None
    home_url: Address | None = None
    links: Annotated[list[HelpLink], Field(max_length=MAX_LINKS)] | None = None


class PublicHelpCenter(BaseModel):
    """A help center as everyone may see it, in one language."""

    slug: str
    name: str
    title: str
    tagline: str
    languages: list[str]
    language: str
    color: str
    logo_url: str | None
    home_url: str | None
    links: list[HelpLink]
    url: str


class HelpBrief(BaseModel):
    """An article in a list."""

    id: str
    slug: str
    language: str
    title: str
    category: str
    excerpt: str
    url: str | None


class HelpTranslation(BaseModel):
    """The same article in another language."""

    language: str
    slug: str
    title: str
    url: str | None


class HelpArticle(HelpBrief):
    """An article as Markdown (`body`) and as safe HTML."""

    body: str
    html: str
    updated_at: datetime
    translations: list[HelpTranslation]


class Vote(BaseModel):
    """Whether an article helped."""

    helpful: bool
