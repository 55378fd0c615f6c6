"""Fetches one page of a source, and says what it is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from switchboard.core.http import Answer, Outbound, Refused, Unreachable
from switchboard.documents import Document, Page, Parser, Unreadable
from switchboard.documents.divide import divide
from switchboard.sources.canonical import CanonicalResolver, PagePreview
from switchboard.sources.robots import Robots
from switchboard.sources.scope import Scope, normalized, slug_of

MAX_PAGE_BYTES = 25_000_000
PAGE_TIMEOUT = 30.0
_ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/*;q=0.8,*/*;q=0.1"
_REDIRECTS = (301, 302, 303, 307, 308)
_ENDINGS = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/markdown": ".md",
    "text/plain": ".txt",
}
_HTML = ("text/html", "application/xhtml+xml", "")


@dataclass(frozen=True, slots=True)
class PageContent:
    """An article, or several when the page is a long document, with the links of the page.

    `notes` say what was left out of it.
    """

    articles: Sequence[Mapping[str, Any]]
    links: Sequence[str] = ()
    notes: Sequence[str] = ()
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class PageUnchanged:
    """The page has not changed."""


@dataclass(frozen=True, slots=True)
class PageSkipped:
    """The page is no article. `moved` is the address that has its text."""

    reason: str
    links: Sequence[str] = ()
    moved: str | None = None


@dataclass(frozen=True, slots=True)
class PageGone:
    """The page does not exist (any more)."""

    reason: str


@dataclass(frozen=True, slots=True)
class PageFailed:
    """The page cannot be read now, or (`for_good`) never."""

    reason: str
    for_good: bool = False


PageResult = PageContent | PageUnchanged | PageSkipped | PageGone | PageFailed


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A page to fetch. With `etag` or `last_modified`, it is sent only if it has changed."""

    address: str
    etag: str | None = None
    last_modified: str | None = None


class PageReader:
    """Reads pages of one source."""

    def __init__(self, web: Outbound, parser: Parser, scope: Scope, robots: Robots) -> None:
        self._web, self._parser = web, parser
        self._scope, self._robots = scope, robots
        self._leads = CanonicalResolver(self._preview, scope.has)

    async def read(self, request: PageRequest) -> PageResult:
        """Fetch and parse a page. Errors of the site are part of the result."""
        if not self._robots.allows(request.address):
            return PageSkipped("Excluded by the site's robots.txt.")
        try:
            answer = await self._get(request)
        except Refused as error:
            return PageFailed(str(error), for_good=True)
        except Unreachable as error:
            return PageFailed(str(error))
        return self._by_status(request, answer) or await self._content(request, answer)

    async def _get(self, request: PageRequest) -> Answer:
        return await self._web.get(
            request.address,
            headers=_headers(request),
            redirects=0,
            most_bytes=MAX_PAGE_BYTES,
            seconds=PAGE_TIMEOUT,
        )

    async def _preview(self, address: str) -> PagePreview:
        """The text of another page and where it leads, to check a canonical address."""
        if not self._robots.allows(address):
            return PagePreview()
        try:
            answer = await self._get(PageRequest(address))
            if answer.status in _REDIRECTS:
                location = answer.headers.get("location", "")
                return PagePreview(leads=normalized(_joined(address, location)))
            media_type, charset = _content_type(answer)
            if answer.status != 200 or media_type not in _HTML:
                return PagePreview()
            page = await self._parser.page(address, answer.body, charset)
        except (Refused, Unreachable, Unreadable):
            return PagePreview()
        leads = _other(page.refresh, address) or _other(page.canonical, address)
        text = f"{page.fields.get('title', '')}\n{page.fields.get('body', '')}"
        return PagePreview(leads, text if page.index else "")

    def _by_status(self, request: PageRequest, answer: Answer) -> PageResult | None:
        status = answer.status
        if status == 304:
            return PageUnchanged()
        if status in _REDIRECTS:
            return self._redirect(request, answer)
        if status in (404, 410):
            return PageGone(f"Page not found (HTTP {status}).")
        if status in (401, 403):
            return PageFailed(f"The site denied access (HTTP {status}).", for_good=True)
        if status == 200:
            return None
        return PageFailed(
            f"The site returned HTTP {status}.", for_good=status < 500 and status != 429
        )

    def _redirect(self, request: PageRequest, answer: Answer) -> PageResult:
        target = normalized(_joined(request.address, answer.headers.get("location", "")))
        if target is None or target == request.address:
            return PageFailed("The page redirects without a target.", for_good=True)
        if not self._scope.has(target):
            return PageSkipped(f"The page redirects outside this source, to {target}")
        return PageSkipped(f"The page redirects to {target}", moved=target)

    async def _content(self, request: PageRequest, answer: Answer) -> PageResult:
        media_type, charset = _content_type(answer)
        try:
            if media_type in _HTML:
                return await self._page(request, answer, charset)
            ending = _ENDINGS.get(media_type)
            if ending is None:
                return PageSkipped(f"Unsupported content type: {media_type}.")
            name = f"{slug_of(request.address) or 'document'}{ending}"
            return self._found(answer, await self._parser.file(name, answer.body), ())
        except Unreadable as error:
            return PageFailed(str(error), for_good=True)

    async def _page(self, request: PageRequest, answer: Answer, charset: str | None) -> PageResult:
        page = await self._parser.page(request.address, answer.body, charset)
        links = page.links if page.follow else ()
        moved = await self._moved(request, page)
        if moved is not None:
            return PageSkipped(f"Its own address is {moved}", links, moved=moved)
        reason = self._not_an_article(request, page.fields, index=page.index, menu=page.menu)
        if reason:
            return PageSkipped(reason, links)
        document = Document(request.address, page.fields, page.notes)
        return self._found(answer, divide(document), links)

    async def _moved(self, request: PageRequest, page: Page) -> str | None:
        """The address that has the page's text instead, if that is confirmed."""
        refresh = _other(page.refresh, request.address)
        if refresh is not None:
            moved = await self._leads.resolve(request.address, refresh, None)
            if moved is not None:
                return moved
        own = _other(page.canonical, request.address)
        if own is None:
            return None
        text = f"{page.fields.get('title', '')}\n{page.fields.get('body', '')}"
        return await self._leads.resolve(request.address, own, text)

    def _not_an_article(
        self, request: PageRequest, fields: Mapping[str, Any], *, index: bool, menu: bool
    ) -> str | None:
        if not index:
            return "The page asks not to be indexed (noindex)."
        if not self._scope.wants(request.address):
            return "Excluded by this source's paths."
        if not fields.get("body"):
            return "The page has no text. Content added by scripts cannot be read."
        return "The page is only a list of links." if menu else None

    def _found(
        self, answer: Answer, documents: Sequence[Document], links: Sequence[str]
    ) -> PageResult:
        return PageContent(
            [document.fields for document in documents],
            links,
            tuple(note for document in documents for note in document.notes),
            answer.headers.get("etag"),
            answer.headers.get("last-modified"),
        )


def content_hash(content: Mapping[str, Any]) -> str:
    """A hash of a document's fields."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _other(named: str | None, address: str) -> str | None:
    """The address that a page names, if it differs from its own."""
    found = normalized(named) if named else None
    return found if found != address else None


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def _headers(request: PageRequest) -> dict[str, str]:
    headers = {"Accept": _ACCEPT}
    if request.etag:
        headers["If-None-Match"] = request.etag
    if request.last_modified:
        headers["If-Modified-Since"] = request.last_modified
    return headers


def _content_type(answer: Answer) -> tuple[str, str | None]:
    given = answer.headers.get("content-type", "")
    kind, _, parameters = given.partition(";")
    charset = next(
        (part.split("=", 1)[1] for part in parameters.split(";") if "charset=" in part.lower()),
        None,
    )
    return kind.strip().lower(), charset.strip("\"' ") if charset else None
