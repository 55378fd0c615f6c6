"""HTTP details of the pages: the reader's language, caching and headers."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from switchboard.core.settings import Settings
from switchboard.help_center.pages import HtmlPage
from switchboard.help_center.service import Center
from switchboard.help_center.site import BUILD

CACHE_CONTROL = "public, max-age=60, stale-while-revalidate=600"
"""Readers see a change after a minute; until then caches may answer."""


def base_of(request: Request, settings: Settings) -> str:
    """Our own address, as this reader reached it."""
    if settings.public_url:
        return settings.base_url
    return f"{request.url.scheme}://{request.url.netloc}"


def best_language(request: Request, languages: Collection[str], default: str) -> str:
    """The reader's best language that is available, else the default one, else any.

    Read from `Accept-Language` (RFC 9110, 12.5.4).
    """
    wanted = sorted(
        (
            _parse_weight(part)
            for part in request.headers.get("accept-language", "").split(",")[:20]
        ),
        key=lambda pair: -pair[1],
    )
    by_base = {code.split("-")[0].lower(): code for code in sorted(languages, reverse=True)}
    exact = {code.lower(): code for code in languages}
    for tag, weight in wanted:
        found = exact.get(tag) or by_base.get(tag.split("-")[0])
        if weight > 0 and found:
            return found
    return default if default in languages or not languages else min(languages)


def etag_of(request: Request, center: Center, version: int, *more: object) -> str:
    """A page's ETag: it changes with every article, the settings, and this version of the code."""
    parts = (request.url.path, request.url.query, center.changed_at, version, BUILD, *more)
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}"'


def matches_etag(request: Request, etag: str) -> bool:
    """Whether the reader's cache has this version already."""
    return etag in (known.strip() for known in request.headers.get("if-none-match", "").split(","))


def not_modified(etag: str) -> Response:
    """The response 304."""
    return Response(status_code=304, headers={"ETag": etag, "Cache-Control": CACHE_CONTROL})


def html_response(html: HtmlPage, *, etag: str | None = None, vary: bool = False) -> Response:
    """A page with its headers."""
    headers = {
        "Content-Security-Policy": html.policy,
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": CACHE_CONTROL if etag else "no-cache",
    }
    if etag:
        headers["ETag"] = etag
    if vary:
        headers["Vary"] = "Accept-Language"
    return HTMLResponse(html.text, html.status, headers=headers)


def picture_response(key: str, data: bytes | None, media_type: str | None) -> Response:
    """A picture with its headers; `data` is None for a reader whose cache has it. A key never means
    another picture, but its article may be withdrawn, so it is cached for a week only."""
    headers = {
        "Cache-Control": "public, max-age=604800, immutable",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "X-Content-Type-Options": "nosniff",
        "ETag": f'"{key}"',
    }
    if data is None:
        return Response(status_code=304, headers=headers)
    return Response(data, headers=headers, media_type=media_type)


def _parse_weight(part: str) -> tuple[str, float]:
    tag, _, weight = part.partition(";")
    try:
        return tag.strip().lower(), float(weight.strip().removeprefix("q=")) if weight else 1.0
    except ValueError:
        return tag.strip().lower(), 0.0
