"""What search engines read: robots.txt, and a sitemap with every page's translations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from xml.sax.saxutils import escape, quoteattr

from switchboard.help_center.addresses import HelpAddress


class ArticleLink(Protocol):
    """An article's page in a sitemap."""

    @property
    def slug(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def group_id(self) -> str: ...
    @property
    def updated_at(self) -> datetime: ...


def sitemap(slug: str, articles: Sequence[ArticleLink], base: str) -> str:
    """The pages of a help center (sitemaps.org 0.9, with Google's `xhtml:link` for languages)."""
    address = HelpAddress(slug)
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for article in articles:
        url = base + address.article(article.language, article.slug)
        groups[article.group_id].append((article.language, url))
    homes = sorted({article.language for article in articles})
    lines = [f"<url><loc>{escape(base + address.language(code))}</loc></url>" for code in homes]
    lines += [_page(base, address, article, groups[article.group_id]) for article in articles]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' + "\n".join(lines) + "\n</urlset>\n"
    )


def robots(slugs: Sequence[str], base: str) -> str:
    """Search engines may read help centers only. With one help center, its sitemap is named."""
    lines = ["User-agent: *", "Allow: /help", "Disallow: /"]
    if len(slugs) == 1:
        lines += ["", f"Sitemap: {base}{HelpAddress(slugs[0]).home}/sitemap.xml"]
    return "\n".join(lines) + "\n"


def _page(
    base: str, address: HelpAddress, article: ArticleLink, translations: Sequence[tuple[str, str]]
) -> str:
    url = base + address.article(article.language, article.slug)
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang={quoteattr(language)} href={quoteattr(other)}/>'
        for language, other in translations
        if len(translations) > 1
    )
    changed = article.updated_at.date().isoformat()
    return f"<url><loc>{escape(url)}</loc><lastmod>{changed}</lastmod>{links}</url>"
