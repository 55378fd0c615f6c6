"""How the pages are served: language, caching, and what a browser is told to keep."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from switchboard.core.settings import Settings
from switchboard.help_center.pages import Html
from switchboard.help_center.service import Center
from switchboard.help_center.site import BUILD

KEPT = "public, max-age=60, stale-while-revalidate=600"
"""A change is seen by readers after a minute; until then caches answer."""


def base_of(request: Request, settings: Settings) -> str:
    """Our own address, as this reader reached it."""
    if settings.public_url:
        return settings.base_url
    return f"{request.url.scheme}://{request.url.netloc}"


def best_language(request: Request, languages: Collection[str], default: str) -> str:
    """The first language of the reader's that there is, else the default, else any.

    Read from `Accept-Language` (RFC 9110, 12.5.4).
    """
    wanted = sorted(
        (_weighed(part) for part in request.headers.get("accept-language", "").split(",")[:20]),
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
    """A page's ETag: it changes with any article, the settings, and this program."""
    said = (request.url.path, request.url.query, center.changed_at, version, BUILD, *more)
    return f'W/"{hashlib.sha256(repr(said).encode()).hexdigest()[:24]}"'


def is_known(request: Request, etag: str) -> bool:
    """Whether the reader has this very page already."""
    return etag in (known.strip() for known in request.headers.get("if-none-match", "").split(","))


def unchanged(etag: str) -> Response:
    """What to say then."""
    return Response(status_code=304, headers={"ETag": etag, "Cache-Control": KEPT})


def served(html: Html, *, etag: str | None = None, vary: bool = False) -> Response:
    """A page with its headers."""
    headers = {
        "Content-Security-Policy": html.policy,
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": KEPT if etag else "no-cache",
    }
    if etag:
        headers["ETag"] = etag
    if vary:
        headers["Vary"] = "Accept-Language"
    return HTMLResponse(html.text, html.status, headers=headers)


def served_picture(key: str, data: bytes | None, media_type: str | None) -> Response:
    """A picture with its headers; `data` is None for a reader who has it. Its key never means
    another picture, but an article that showed it may be withdrawn: so for a week, not for ever."""
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


def _weighed(part: str) -> tuple[str, float]:
    tag, _, weight = part.partition(";")
    try:
        return tag.strip().lower(), float(weight.strip().removeprefix("q=")) if weight else 1.0
    except ValueError:
        return tag.strip().lower(), 0.0
