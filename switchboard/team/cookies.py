"""The console's cookies: out of reach of scripts, and of other sites' pages."""

from dataclasses import dataclass

from starlette.requests import HTTPConnection
from starlette.responses import Response

from switchboard.core.errors import Forbidden
from switchboard.core.parsing import split_address
from switchboard.core.settings import Settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True)
class CookieNames:
    """What the cookies of the access token, the refresh token and the known device are called."""

    access: str
    refresh: str
    device: str


def cookie_names(settings: Settings) -> CookieNames:
    """`__Host-` ties a cookie to this host and to https, so plain http gets plain names."""
    prefix = "__Host-" if _is_https(settings) else ""
    return CookieNames(*(f"{prefix}switchboard_{name}" for name in ("access", "refresh", "device")))


def set_cookie(response: Response, settings: Settings, name: str, value: str, max_age: int) -> None:
    """Set a cookie for `max_age` seconds that only our own pages send and no script can read."""
    response.set_cookie(
        name,
        value,
        max_age=max_age,
        path="/",
        httponly=True,
        secure=_is_https(settings),
        samesite="strict",
    )


def clear_cookies(response: Response, settings: Settings) -> None:
    """Make the browser forget the session. It stays a device that is known."""
    names = cookie_names(settings)
    for name in (names.access, names.refresh):
        set_cookie(response, settings, name, "", 0)


def require_same_origin(connection: HTTPConnection, settings: Settings) -> None:
    """Refuse what another site's page could have sent with this browser's cookies.

    Reading by GET is let through, since another page cannot see the answer; a WebSocket is not.
    Raises Forbidden.
    """
    if connection.scope["type"] == "http" and connection.scope["method"] in SAFE_METHODS:
        return
    if not _is_same_origin(connection, settings):
        raise Forbidden(
            "Requests with a cookie must come from Switchboard's own pages. Use "
            "`Authorization: Bearer` in programs.",
            code="cross_origin",
        )


def _is_same_origin(connection: HTTPConnection, settings: Settings) -> bool:
    site = connection.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = connection.headers.get("origin", "")
    host = connection.headers.get("host", "")
    if origin == settings.base_url:
        return True
    parts = split_address(origin)
    return parts is not None and host != "" and parts.netloc == host


def _is_https(settings: Settings) -> bool:
    return settings.base_url.startswith("https://")
