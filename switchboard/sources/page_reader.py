"""Visits one page of a source and says what it turned out to be."""

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
from switchboard.sources.leading import Leads, Peek
from switchboard.sources.robots import Robots
from switchboard.sources.scope import Scope, normalized, slug_of

PAGE_BYTES = 25_000_000
PAGE_SECONDS = 30.0
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
class Found:
    """An article, or several when the page is a long document, and where the page leads.

    `notes` say what was left out of it.
    """

    articles: Sequence[Mapping[str, Any]]
    links: Sequence[str] = ()
    notes: Sequence[str] = ()
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Same:
    """The page is what it was."""


@dataclass(frozen=True, slots=True)
class Skip:
    """The page is no article. `moved` is where its text stands, `links` is where else it leads."""

    reason: str
    links: Sequence[str] = ()
    moved: str | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """There is no such page (any more)."""

    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The page cannot be read, now or (`for_good`) at all."""

    reason: str
    for_good: bool = False


Reading = Found | Same | Skip | Gone | Failed


@dataclass(frozen=True, slots=True)
class Visit:
    """What is to be visited. `etag` and `last_modified` are sent when the page may have stayed."""

    address: str
    etag: str | None = None
    last_modified: str | None = None


class Reader:
    """Reads pages of one source."""

    def __init__(self, web: Outbound, parser: Parser, scope: Scope, robots: Robots) -> None:
        self._web, self._parser = web, parser
        self._scope, self._robots = scope, robots
        self._leads = Leads(self._peek, scope.has)

    async def read(self, visit: Visit) -> Reading:
        """Fetch a page and take it apart. Never raises for what the site does."""
        if not self._robots.allows(visit.address):
            return Skip("Excluded by the site's robots.txt.")
        try:
            answer = await self._get(visit)
        except Refused as error:
            return Failed(str(error), for_good=True)
        except Unreachable as error:
            return Failed(str(error))
        return self._by_status(visit, answer) or await self._content(visit, answer)

    async def _get(self, visit: Visit) -> Answer:
        return await self._web.get(
            visit.address,
            headers=_headers(visit),
            redirects=0,
            most_bytes=PAGE_BYTES,
            seconds=PAGE_SECONDS,
        )

    async def _peek(self, address: str) -> Peek:
        """What another page says and where it leads, to judge what a page says of itself."""
        if not self._robots.allows(address):
            return Peek()
        try:
            answer = await self._get(Visit(address))
            if answer.status in _REDIRECTS:
                location = answer.headers.get("location", "")
                return Peek(leads=normalized(_joined(address, location)))
            media_type, charset = _content_type(answer)
            if answer.status != 200 or media_type not in _HTML:
                return Peek()
            page = await self._parser.page(address, answer.body, charset)
        except (Refused, Unreachable, Unreadable):
            return Peek()
        leads = _other(page.refresh, address) or _other(page.canonical, address)
        text = f"{page.fields.get('title', '')}\n{page.fields.get('body', '')}"
        return Peek(leads, text if page.index else "")

    def _by_status(self, visit: Visit, answer: Answer) -> Reading | None:
        status = answer.status
        if status == 304:
            return Same()
        if status in _REDIRECTS:
            return self._redirect(visit, answer)
        if status in (404, 410):
            return Gone(f"Page not found (HTTP {status}).")
        if status in (401, 403):
            return Failed(f"The site denied access (HTTP {status}).", for_good=True)
        if status == 200:
            return None
        return Failed(f"The site returned HTTP {status}.", for_good=status < 500 and status != 429)

    def _redirect(self, visit: Visit, answer: Answer) -> Reading:
        target = normalized(_joined(visit.address, answer.headers.get("location", "")))
        if target is None or target == visit.address:
            return Failed("The page redirects without a target.", for_good=True)
        if not self._scope.has(target):
            return Skip(f"The page redirects outside this source, to {target}")
        return Skip(f"The page redirects to {target}", moved=target)

    async def _content(self, visit: Visit, answer: Answer) -> Reading:
        media_type, charset = _content_type(answer)
        try:
            if media_type in _HTML:
                return await self._page(visit, answer, charset)
            ending = _ENDINGS.get(media_type)
            if ending is None:
                return Skip(f"Unsupported content type: {media_type}.")
            name = f"{slug_of(visit.address) or 'document'}{ending}"
            return self._found(answer, await self._parser.file(name, answer.body), ())
        except Unreadable as error:
            return Failed(str(error), for_good=True)

    async def _page(self, visit: Visit, answer: Answer, charset: str | None) -> Reading:
        page = await self._parser.page(visit.address, answer.body, charset)
        links = page.links if page.follow else ()
        moved = await self._moved(visit, page)
        if moved is not None:
            return Skip(f"Its own address is {moved}", links, moved=moved)
        reason = self._not_an_article(visit, page.fields, index=page.index, menu=page.menu)
        if reason:
            return Skip(reason, links)
        document = Document(visit.address, page.fields, page.notes)
        return self._found(answer, divide(document), links)

    async def _moved(self, visit: Visit, page: Page) -> str | None:
        """Where the page's text stands instead, as far as that is true."""
        refresh = _other(page.refresh, visit.address)
        if refresh is not None:
            moved = await self._leads.home_of(visit.address, refresh, None)
            if moved is not None:
                return moved
        own = _other(page.canonical, visit.address)
        if own is None:
            return None
        text = f"{page.fields.get('title', '')}\n{page.fields.get('body', '')}"
        return await self._leads.home_of(visit.address, own, text)

    def _not_an_article(
        self, visit: Visit, fields: Mapping[str, Any], *, index: bool, menu: bool
    ) -> str | None:
        if not index:
            return "The page asks not to be indexed (noindex)."
        if not self._scope.wants(visit.address):
            return "Excluded by this source's paths."
        if not fields.get("body"):
            return "The page has no text. Content added by scripts cannot be read."
        return "The page is only a list of links." if menu else None

    def _found(
        self, answer: Answer, documents: Sequence[Document], links: Sequence[str]
    ) -> Reading:
        return Found(
            [document.fields for document in documents],
            links,
            tuple(note for document in documents for note in document.notes),
            answer.headers.get("etag"),
            answer.headers.get("last-modified"),
        )


def content_hash(content: Mapping[str, Any]) -> str:
    """What a document says, and as what it is taken up, as one short text."""
    said = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def _other(named: str | None, address: str) -> str | None:
    """The address that a page names, if it is another than its own."""
    found = normalized(named) if named else None
    return found if found != address else None


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def _headers(visit: Visit) -> dict[str, str]:
    headers = {"Accept": _ACCEPT}
    if visit.etag:
        headers["If-None-Match"] = visit.etag
    if visit.last_modified:
        headers["If-Modified-Since"] = visit.last_modified
    return headers


def _content_type(answer: Answer) -> tuple[str, str | None]:
    given = answer.headers.get("content-type", "")
    kind, _, parameters = given.partition(";")
    charset = next(
        (part.split("=", 1)[1] for part in parameters.split(";") if "charset=" in part.lower()),
        None,
    )
    return kind.strip().lower(), charset.strip("\"' ") if charset else None
