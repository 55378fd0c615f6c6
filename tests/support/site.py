"""A web site that a test writes page by page, on a real port of the loopback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

HTML = "text/html; charset=utf-8"


@dataclass
class Page:
    """What a path answers. A page with an `etag` answers 304 to whoever has it."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: str | None = None
    waits_for: Event | None = None


@dataclass(frozen=True)
class Asked:
    """One request that came."""

    path: str
    headers: dict[str, str]
    status: int


class Site:
    """Pages by their path; `down` makes it fail as a whole."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.pages: dict[str, Page] = {}
        self.asked: list[Asked] = []
        self.down = False

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def put(self, path: str, body: str | bytes, *, content_type: str = HTML, **page: Any) -> None:
        """Let a path answer with this body."""
        data = body.encode() if isinstance(body, str) else body
        headers = {"Content-Type": content_type, **page.pop("headers", {})}
        self.pages[path] = Page(data, headers=headers, **page)

    def article(self, path: str, title: str, text: str, *links: str, **page: Any) -> None:
        """A page as a help center has them: a menu, a heading, a text and links."""
        menu = "".join(f'<a href="{link}">{link}</a> ' for link in links)
        self.put(
            path,
            f'<html lang="en"><head><title>{title} | Shop</title></head><body><nav>{menu}</nav>'
            f"<main><h1>{title}</h1><p>{text}</p></main></body></html>",
            **page,
        )

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [asked.path for asked in self.asked]


@contextmanager
def running_site() -> Iterator[Site]:
    """An empty site, for as long as the context lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    site = server.site = Site(server.server_address[1])  # type: ignore[attr-defined]  # ours
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]  # set in running_site
        page = site.pages.get(self.path, Page(b"not here", 404))
        if site.down:
            page = Page(b"down for maintenance", 503)
        headers = dict(page.headers)
        if page.etag:
            headers["ETag"] = page.etag
            if self.headers.get("If-None-Match") == page.etag:
                page = Page(b"", 304)
        site.asked.append(Asked(self.path, dict(self.headers), page.status))
        if page.waits_for is not None:
            page.waits_for.wait(30)
        self.send_response(page.status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(page.body)))
        self.end_headers()
        self.wfile.write(page.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""
