"""Which addresses belong to a source, and the normal form of an address."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

MAX_ADDRESS = 2_000
_TRACKING = re.compile(r"^(utm_\w+|gclid|fbclid|msclkid|mc_[ce]id|_ga|ref|sessionid|phpsessid)$")
_NO_TEXT_ENDINGS = """7z aac apk avi bin bmp css csv dmg doc eot epub exe gif gz ico ics iso jpeg
    jpg js json m4a m4v mkv mov mp3 mp4 mpeg mpg msi ogg otf png ppt pptx rar rss svg tar tif
    tiff ttf wav webm webp wmv woff woff2 xls xlsx xml zip"""
_NO_TEXT = frozenset(_NO_TEXT_ENDINGS.split())
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Scope:
    """Which pages of a site are read, and which of them become articles.

    Args:
        start: the source's address. Links lead within its host, with or without `www.`.
        include, exclude: beginnings of paths.
    """

    start: str
    include: Sequence[str] = ()
    exclude: Sequence[str] = ()

    def has(self, address: str) -> bool:
        """Whether an address belongs to the source, and may have text."""
        return (
            same_site(address, self.start)
            and PurePosixPath(urlsplit(address).path).suffix.lower().lstrip(".") not in _NO_TEXT
            and (address == self.start or self.wants(address))
        )

    def wants(self, address: str) -> bool:
        """Whether an address may become an article, by its path."""
        path = urlsplit(address).path or "/"
        included = not self.include or path.startswith(tuple(self.include))
        return included and not (self.exclude and path.startswith(tuple(self.exclude)))


def normalized(address: str) -> str | None:
    """An address without fragment, tracking and default port; None if it is not valid.

    >>> normalized("HTTPS://Shop.test:443/a b?utm_source=x&q=1#top")
    'https://shop.test/a%20b?q=1'
    """
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").lower()
    if parts.scheme not in _PORTS or not host or "@" in parts.netloc:
        return None
    host = f"[{host}]" if ":" in host else host
    netloc = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    path = quote(parts.path or "/", safe="/:@!$&'()*+,;=~-._%")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([(name, value) for name, value in pairs if not _TRACKING.match(name.lower())])
    whole = urlunsplit((parts.scheme, netloc, path, query, ""))
    return whole if len(whole) <= MAX_ADDRESS else None


def same_site(address: str, other: str) -> bool:
    """Whether two addresses are of one host, with or without `www.`, by either protocol."""
    return _site(address) == _site(other)


def _site(address: str) -> tuple[str, int | None]:
    parts = urlsplit(address)
    port = None if parts.port in _PORTS.values() else parts.port
    return (parts.hostname or "").removeprefix("www."), port


def slug_of(address: str) -> str:
    """The last part of the path with letters, to be used as a slug."""
    for part in reversed(urlsplit(address).path.split("/")):
        stem = re.sub(
            r"\.(html?|php|aspx?|pdf|docx|md|txt)$", "", unquote(part), flags=re.IGNORECASE
        )
        if len(re.findall(r"[^\W\d_]", stem)) >= 3 and stem.lower() not in ("index", "home"):
            return stem
    return ""
