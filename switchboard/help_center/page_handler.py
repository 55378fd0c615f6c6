"""Answers the requests of readers: finds the help center, the language and the page."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from switchboard.core.db import Database
from switchboard.core.rate_limit import Limit, RateLimiter
from switchboard.core.secrets import present_key
from switchboard.core.settings import Settings
from switchboard.core.storage import Storage
from switchboard.help_center import pages, queries
from switchboard.help_center.markdown import render_article
from switchboard.help_center.pages import View
from switchboard.help_center.pictures import ready_pictures, visible_picture
from switchboard.help_center.search import find_articles
from switchboard.help_center.service import Center, HelpCenterNotFound, open_center, open_slugs
from switchboard.help_center.serving import (
    base_of,
    best_language,
    etag_of,
    html_response,
    matches_etag,
    not_modified,
    picture_response,
)
from switchboard.help_center.sitemap import robots, sitemap
from switchboard.help_center.texts import text_language
from switchboard.help_center.votes import vote, voter_of
from switchboard.search.service import KnowledgeSearch

SEARCHES = Limit("help-searches", count=120, seconds=60)
VOTES = Limit("help-votes", count=20, seconds=60)
MAX_PAGES = 20_000
"""A sitemap may list 50,000 addresses, and translations count too."""


@dataclass(frozen=True, slots=True)
class PageHandler:
    """One request of a reader, and the services to answer it."""

    request: Request
    database: Database
    settings: Settings
    storage: Storage
    search: KnowledgeSearch
    limiter: RateLimiter

    async def home(self, name: str, language: str | None, q: str, category: str) -> Response:
        """The first page, a category, or the results for `q`."""
        center = await self._center(name)
        if center is None or name != center.slug:
            return RedirectResponse(f"/help/{quote(center.slug)}") if center else self._no_center()
        async with self.database.transaction(center.workspace_id) as session:
            version = await queries.content_version(session)
            languages = await queries.languages_with_articles(session)
            view = self._view(center, languages, language)
            etag = etag_of(self.request, center, version, view.language)
            if not q and matches_etag(self.request, etag):
                return not_modified(etag)
            wanted = category or None
            articles = await queries.by_category(session, view.language, category=wanted)
        known = language in {None, center.default_language, *languages}
        if not known or (category and not articles):
            return html_response(pages.missing(view))
        if q:
            return await self._results(view, q)
        page = pages.category(view, category, articles) if category else pages.home(view, articles)
        return html_response(page, etag=etag, vary=language is None)

    async def article(self, name: str, language: str, slug: str) -> Response:
        """One article's page."""
        center = await self._center(name)
        if center is None:
            return self._no_center()
        voted = self.request.query_params.get("voted") == "1"
        async with self.database.transaction(center.workspace_id) as session:
            version = await queries.content_version(session)
            etag = etag_of(self.request, center, version)
            if matches_etag(self.request, etag):
                return not_modified(etag)
            languages = await queries.languages_with_articles(session)
            reading = await queries.read_by_slug(session, language, slug)
            copies = await ready_pictures(session, reading.article.id) if reading else ()
        if reading is None:
            return html_response(pages.missing(self._view(center, languages, language)))
        view = View(center, language, self.base, sorted(languages))
        row = reading.article
        pictures = tuple((address, view.address.picture(key)) for address, key in copies)
        html = await render_article(row.body or row.approved_answer or "", row.title, pictures)
        return html_response(pages.article(view, reading, html, voted=voted), etag=etag)

    async def picture(self, name: str, key: str) -> Response:
        """Our copy of a picture in a public article, or of the logo.

        Raises HelpCenterNotFound, PictureNotFound.
        """
        center = await open_center(self.database, name)
        async with self.database.transaction(center.workspace_id) as session:
            row = await visible_picture(session, key, center.logo)
        if matches_etag(self.request, f'"{key}"'):
            return picture_response(key, None, row.media_type)
        data = await self.storage.read(center.workspace_id, key)
        return picture_response(key, data, row.media_type)

    async def vote(self, name: str, language: str, slug: str, *, helpful: bool) -> Response:
        """Save a reader's vote, and show the article again."""
        center = await self._center(name)
        if center is None:
            return self._no_center()
        await self.save_vote(center, language, slug, helpful=helpful)
        address = View(center, language, "", ()).address.article(language, slug)
        return RedirectResponse(f"{address}?voted=1#vote", status_code=303)

    async def save_vote(self, center: Center, language: str, slug: str, *, helpful: bool) -> bool:
        """Save a vote; False if the article does not exist. Raises TooMany."""
        await self.limiter.require(VOTES, self._reader)
        async with self.database.transaction(center.workspace_id) as session:
            reading = await queries.read_by_slug(session, language, slug)
            if reading is None:
                return False
            agent = self.request.headers.get("user-agent", "")[:500]
            key = present_key(self.settings)
            voter = voter_of(key, self._reader, agent, reading.article.id)
            await vote(session, reading.article.id, voter, helpful=helpful)
        return True

    async def sitemap(self, name: str) -> Response:
        """Every page with its translations, for search engines."""
        center = await self._center(name)
        if center is None:
            return self._no_center()
        async with self.database.transaction(center.workspace_id) as session:
            etag = etag_of(self.request, center, await queries.content_version(session))
            if matches_etag(self.request, etag):
                return not_modified(etag)
            listed = await queries.for_sitemap(session, MAX_PAGES)
        text = sitemap(center.slug, listed, self.base)
        return Response(text, media_type="application/xml", headers={"ETag": etag})

    async def robots(self) -> Response:
        """The rules for search engines, with the sitemap if there is exactly one help center."""
        slugs = await open_slugs(self.database, 2)
        return Response(robots(slugs, self.base), media_type="text/plain; charset=utf-8")

    async def only_center(self) -> Response:
        """A redirect to the help center if there is exactly one; several are not listed."""
        slugs = await open_slugs(self.database, 2)
        if len(slugs) == 1:
            return RedirectResponse(f"/help/{quote(slugs[0])}")
        return self._no_center()

    async def allow_search(self) -> None:
        """Count a search against the limit. Raises TooMany."""
        await self.limiter.require(SEARCHES, self._reader)

    async def _results(self, view: View, q: str) -> Response:
        await self.allow_search()
        found = await find_articles(
            self.database, self.search, view.center.workspace_id, q, view.language
        )
        return html_response(pages.results(view, q, found))

    async def _center(self, name: str) -> Center | None:
        try:
            return await open_center(self.database, name)
        except HelpCenterNotFound:
            return None

    def _view(self, center: Center, languages: set[str], language: str | None) -> View:
        """A view in the requested language if it has articles, else in the reader's best one."""
        known = languages or {center.default_language}
        chosen = language if language in known else None
        best = chosen or best_language(self.request, known, center.default_language)
        return View(center, best, self.base, sorted(known))

    def _no_center(self) -> Response:
        language = best_language(self.request, ("en", "es", "de"), "en")
        return html_response(pages.no_center(text_language(language)))

    @property
    def base(self) -> str:
        """Our own address, as this reader reached it."""
        return base_of(self.request, self.settings)

    @property
    def _reader(self) -> str:
        return self.request.client.host if self.request.client else ""
