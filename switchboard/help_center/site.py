"""What every page of a help center has in common: head, colors, links, languages."""

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
"""Changes with the code, the templates and the texts; part of every page's ETag."""


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A language of a page, and the page in it."""

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
    """The data of one page. `alternates` are for search engines, `languages` for readers."""

    language: str
    title: str
    headline: str
    description: str = ""
    canonical: str = ""
    kind: str = "website"
    tagline: str = ""
    indexed: bool = True
    alternates: Sequence[LanguageLink] = ()
    languages: Sequence[LanguageLink] = field(default_factory=tuple)

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return direction(self.language)

    @property
    def own_name(self) -> str:
        """The name of the page's language in that language."""
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
    """The title that was set, or the company's name and "Help center"."""
    return center.title(language) or f"{center.name} · {texts(language)['help_center']}"


def language_links(
    center: Center, languages: Iterable[str], others: Sequence[Brief] = ()
) -> list[LanguageLink]:
    """The link of each language: to this article's translation, or to the first page."""
    address = HelpAddress(center.slug)
    known = {other.language: address.article(other.language, other.slug) for other in others}
    listed = sorted(languages, key=lambda code: (code != center.default_language, name_of(code)))
    return [
        LanguageLink(code, name_of(code), known.get(code) or address.language(code))
        for code in listed
    ]


@lru_cache(maxsize=256)
def style(light: Accent, dark: Accent) -> str:
    """The one style sheet of a page, with the brand's colors first."""
    in_dark = f"@media (prefers-color-scheme:dark){{:root{{{_accent(dark)}}}}}"
    return f":root{{{_accent(light)}}}{in_dark}{_CSS}"


@lru_cache(maxsize=256)
def policy(sheet: str) -> str:
    """Allows our own script and this style sheet only, and no frames of other sites."""
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
    """The icon of a tab: the first letter on the brand's color."""
    safe = letter if letter.isalnum() else "?"
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="8" fill="{ground}"/><text x="16" y="22.5"'
        f' text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="18"'
        f' fill="{ink}">{safe}</text></svg>'
    )
    return f"data:image/svg+xml,{quote(svg)}"
