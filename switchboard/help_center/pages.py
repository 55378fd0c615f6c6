"""The pages of the help center: each function renders one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from switchboard.documents.rendering import Rendered, excerpt
from switchboard.help_center.addresses import HelpAddress
from switchboard.help_center.queries import ArticlePage, Brief
from switchboard.help_center.schemas import HelpSettings
from switchboard.help_center.service import Center
from switchboard.help_center.site import (
    FOLDER,
    SCRIPT_ADDRESS,
    LanguageLink,
    Page,
    language_links,
    policy,
    site_of,
    style,
    title_of,
)
from switchboard.help_center.texts import date_in, texts

MAX_TOPIC_ARTICLES = 8
"""How many articles of a category the first page shows."""

MIN_HEADINGS = 3
"""An article with so many headings has a table of contents."""


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A page and its content security policy."""

    text: str
    policy: str
    status: int = 200


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """An article in a list on a page."""

    href: str
    title: str
    language: str
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """A category with its first articles."""

    name: str
    href: str
    articles: Sequence[ArticleLink]
    count: int

    @property
    def more(self) -> bool:
        """Whether there are more than are shown."""
        return self.count > len(self.articles)


@dataclass(frozen=True, slots=True)
class View:
    """A help center as a reader sees it: its language, its address, and the languages to choose."""

    center: Center
    language: str
    base: str
    languages: Sequence[str]

    @property
    def address(self) -> HelpAddress:
        """Where the help center is."""
        return HelpAddress(self.center.slug)


def home(view: View, articles: Sequence[Brief]) -> HtmlPage:
    """The first page: topics with their articles, and the search."""
    own = texts(view.language)
    topics = [_topic(view, name, list(group)) for name, group in groupby(articles, _category)]
    choice = language_links(view.center, view.languages)
    page = Page(
        language=view.language,
        title=title_of(view.center, view.language),
        headline=view.center.title(view.language) or own["help_center"],
        tagline=view.center.tagline(view.language),
        description=view.center.tagline(view.language),
        canonical=view.base + view.address.language(view.language),
        alternates=[
            *_absolute(view, choice),
            LanguageLink("x-default", "", view.base + view.address.home),
        ],
        languages=choice,
    )
    return _html("home.html", view, page, topics=topics)


def category(view: View, name: str, articles: Sequence[Brief]) -> HtmlPage:
    """All articles of one category."""
    href = _category_address(view, name)
    page = Page(
        language=view.language,
        title=name,
        headline=name,
        canonical=view.base + href,
        languages=language_links(view.center, view.languages),
    )
    found = [_link(view, article) for article in articles]
    return _html("results.html", view, page, q="", hint="", found=found)


def results(view: View, q: str, found: Sequence[Brief]) -> HtmlPage:
    """The results of a search."""
    own = texts(view.language)
    headline = own["results" if found else "no_results"].replace("{q}", q)
    page = Page(
        language=view.language,
        title=headline,
        headline=headline,
        indexed=False,
        languages=language_links(view.center, view.languages),
    )
    hint = "" if found else own["no_results_hint"]
    listed = [_link(view, article) for article in found]
    return _html("results.html", view, page, q=q, hint=hint, found=listed)


def article(view: View, reading: ArticlePage, shown: Rendered, *, voted: bool) -> HtmlPage:
    """One article, with its Markdown rendered as HTML."""
    row, own = reading.article, texts(view.language)
    here = Brief(row.id, row.slug, row.language, row.title, row.category)
    others = [here, *reading.translations]
    address = view.address.article(row.language, row.slug)
    translated = [
        LanguageLink(
            other.language, "", view.base + view.address.article(other.language, other.slug)
        )
        for other in others
    ]
    page = Page(
        language=view.language,
        title=row.title,
        headline=row.title,
        description=shown.excerpt,
        canonical=view.base + address,
        kind="article",
        alternates=translated if len(translated) > 1 else (),
        languages=language_links(view.center, {*view.languages, row.language}, others),
    )
    at = row.updated_at
    day = date_in(view.language, at.year, at.month, at.day)
    long_enough = len(shown.headings) >= MIN_HEADINGS
    return _html(
        "article.html",
        view,
        page,
        article=row,
        html=Markup(shown.html),  # noqa: S704 (made by `rendering`, which lets no HTML through)
        contents=[one for one in shown.headings if one.level <= 3] if long_enough else [],
        updated=own["updated"].replace("{date}", day),
        topic=_topic_link(view, row.category),
        previous=reading.previous and _link(view, reading.previous),
        following=reading.following and _link(view, reading.following),
        vote=f"{address}/vote",
        voted=voted,
    )


def missing(view: View) -> HtmlPage:
    """A page that does not exist, in a help center that does."""
    own = texts(view.language)
    page = Page(
        language=view.language,
        title=own["missing"],
        headline=own["missing"],
        indexed=False,
        languages=language_links(view.center, view.languages),
    )
    return _html("missing.html", view, page, status=404, hint=own["missing_hint"])


@cache
def no_center(language: str) -> HtmlPage:
    """The page for an address without a help center."""
    own = texts(language)
    settings = HelpSettings(title={language: own["help_center"]})
    empty = Center("", "", "", (language,), language, settings, datetime.fromtimestamp(0, UTC))
    page = Page(language, own["missing_center"], own["missing_center"], indexed=False)
    hint = own["missing_center_hint"]
    view = View(empty, language, "", ())
    return _html("missing.html", view, page, status=404, hint=hint, unknown=True)


def _html(
    template: str, view: View, page: Page, *, status: int = 200, unknown: bool = False, **own: Any
) -> HtmlPage:
    site: Any = site_of(view.center, view.language, view.base)
    sheet = style(site.light, site.dark)
    shown = {**_fields(site), **({"suggest": "", "home": "/", "sitemap": ""} if unknown else {})}
    text = _TEMPLATES.get_template(template).render(
        site=shown,
        page=page,
        t=texts(view.language),
        style=Markup(sheet),  # noqa: S704 (our own file, and colours of six hexadecimal digits)
        script=SCRIPT_ADDRESS,
        **own,
    )
    return HtmlPage(text, policy(sheet), status)


def _fields(site: Any) -> dict[str, Any]:
    return {name: getattr(site, name) for name in site.__slots__}


def _topic(view: View, name: str, articles: Sequence[Brief]) -> Topic:
    shown = (
        articles
        if len(articles) <= MAX_TOPIC_ARTICLES + 1 or not name
        else articles[:MAX_TOPIC_ARTICLES]
    )
    listed = [_link(view, one, brief=True) for one in shown]
    return Topic(name, _category_address(view, name), listed, len(articles))


def _category(article: Brief) -> str:
    return article.category


def _topic_link(view: View, name: str) -> dict[str, str] | None:
    return {"name": name, "href": _category_address(view, name)} if name else None


def _category_address(view: View, name: str) -> str:
    return f"{view.address.language(view.language)}?{urlencode({'category': name})}"


def _link(view: View, article: Brief, *, brief: bool = False) -> ArticleLink:
    href = view.address.article(article.language, article.slug)
    text = "" if brief else excerpt(article.beginning)
    return ArticleLink(href, article.title, article.language, text)


def _absolute(view: View, choice: Sequence[LanguageLink]) -> list[LanguageLink]:
    return [LanguageLink(one.language, "", view.base + one.url) for one in choice]


_TEMPLATES = Environment(
    loader=FileSystemLoader(FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    auto_reload=False,
)
