"""What every page of a help center has in common: head, colours, links, languages."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, urlencode

from switchboard.help_center.addresses import HelpAddress
from switchboard.help_center.color import Accent, accents
from switchboard.help_center.queries import Brief
from switchboard.help_center.schemas import HelpLink
from switchboard.help_center.service import Center
from switchboard.help_center.texts import direction, name_of, texts

FOLDER = Path(__file__).parent
_CSS = (FOLDER / "static/help.css").read_text("utf-8")
SCRIPT = (FOLDER / "static/help.js").read_text("utf-8")
SCRIPT_ADDRESS = f"/help/-/help.js?v={hashlib.sha256(SCRIPT.encode()).hexdigest()[:12]}"
BUILD = hashlib.sha256(
    "".join(
        file.read_text("utf-8")
        for file in sorted(
            (*FOLDER.glob("templates/*.html"), *FOLDER.glob("*.py"), *FOLDER.glob("*.json"))
        )
    ).encode()
).hexdigest()[:12]
"""Changes whenever what is rendered may change; part of every page's ETag."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """Another language that a page can be read in."""

    language: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Site:
    """A help center in one language, as templates use it."""

    name: str
    title: str
    home: str
    links: Sequence[HelpLink]
    own: str | None
    logo: str | None
    icon: str
    light: Accent
    dark: Accent
    suggest: str
    sitemap: str


@dataclass(frozen=True, slots=True)
class Page:
    """What is particular to one page. `alternates` are absolute, `tongues` are for people."""

    language: str
    title: str
    headline: str
    description: str = ""
    canonical: str = ""
    kind: str = "website"
    tagline: str = ""
    indexed: bool = True
    alternates: Sequence[Tongue] = ()
    tongues: Sequence[Tongue] = field(default_factory=tuple)

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return direction(self.language)

    @property
    def own_name(self) -> str:
        """What the page's language calls itself."""
        return name_of(self.language)


def site_of(center: Center, language: str, base: str) -> Site:
    """The help center's head and foot in a language. `base` is our own address."""
    settings, address = center.settings, HelpAddress(center.slug)
    light, dark = accents(settings.color)
    title = title_of(center, language)
    return Site(
        name=center.name,
        title=title,
        home=address.language(language),
        links=settings.links,
        own=settings.home_url,
        logo=address.picture(center.logo) if center.logo else None,
        icon=_icon(light.accent, light.on_accent, title[:1].upper()),
        light=light,
        dark=dark,
        suggest=f"/api/v1/help/{quote(center.slug)}/search?{urlencode({'language': language})}",
        sitemap=f"{base}{address.home}/sitemap.xml",
    )


def title_of(center: Center, language: str) -> str:
    """The title that was given, or the company's name with the word for help."""
    return center.title(language) or f"{center.name} · {texts(language)['help_center']}"


def tongues(center: Center, languages: Iterable[str], others: Sequence[Brief] = ()) -> list[Tongue]:
    """Where each language leads: to this article's translation, or to its own first page."""
    address = HelpAddress(center.slug)
    known = {other.language: address.article(other.language, other.slug) for other in others}
    listed = sorted(languages, key=lambda code: (code != center.default_language, name_of(code)))
    return [
        Tongue(code, name_of(code), known.get(code) or address.language(code)) for code in listed
    ]


@lru_cache(maxsize=256)
def style(light: Accent, dark: Accent) -> str:
    """The one style sheet of a page, with the brand's colours first."""
    in_dark = f"@media (prefers-color-scheme:dark){{:root{{{_accent(dark)}}}}}"
    return f":root{{{_accent(light)}}}{in_dark}{_CSS}"


@lru_cache(maxsize=256)
def policy(sheet: str) -> str:
    """Our own script and this very style sheet; nothing else runs, and nobody frames the page."""
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'self'; style-src 'sha256-{digest}';"
        " img-src 'self' data:; connect-src 'self'; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'self'"
    )


def _accent(accent: Accent) -> str:
    return (
        f"--accent:{accent.accent};--on-accent:{accent.on_accent};"
        f"--accent-soft:{accent.soft};--on-soft:{accent.on_soft}"
    )


def _icon(ground: str, ink: str, letter: str) -> str:
    """A tab's picture: the first letter on the brand's colour."""
    safe = letter if letter.isalnum() else "?"
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="8" fill="{ground}"/><text x="16" y="22.5"'
        f' text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="18"'
        f' fill="{ink}">{safe}</text></svg>'
    )
    return f"data:image/svg+xml,{quote(svg)}"
