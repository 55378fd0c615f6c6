"""A web page: the text people came for, without the menus around it."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from switchboard.documents.blocks import markdown_of
from switchboard.documents.collapsed import unfold
from switchboard.documents.document import Document, Page, Unreadable
from switchboard.documents.elements import text_of
from switchboard.documents.limits import PAGE_LINKS
from switchboard.documents.main_part import clean, is_menu, main_part
from switchboard.documents.names import from_name, is_leftover, language_tag
from switchboard.documents.permalinks import drop_permalinks, without_invisible
from switchboard.documents.text import decode

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_BODY = re.compile(r"<(body|frameset)\b", re.IGNORECASE)
_OF_HEAD = re.compile(
    r"\s+|<!--.*?-->|<!doctype[^>]*>|<\?[^>]*>|</?(html|head|meta|link|base)\b[^>]*>"
    r"|<(?P<tag>title|script|style|noscript|template)\b.*?</(?P=tag)\s*>",
    re.IGNORECASE | re.DOTALL,
)
_SEPARATOR = re.compile(r"\s+[|–—·»]\s+|\s+-\s+")
_REFRESH = re.compile(
    r"^\s*(?P<seconds>\d{1,5})?(\.\d+)?\s*[;,]?\s*(url\s*=\s*)?(?P<url>.*)$", re.I | re.S
)
_REFRESH_SECONDS = 10
"""A page that moves on so soon is a redirect; one that waits longer shows something."""


def read_html(name: str, data: bytes) -> list[Document]:
    """The article in an HTML file. Raises Unreadable."""
    page = read_page("", data, None)
    fields = {**from_name(name), **{key: value for key, value in page.fields.items() if value}}
    if page.canonical and page.canonical.startswith(("http://", "https://")):
        fields["url"] = page.canonical
    return [Document(name, fields, page.notes)]


def read_page(address: str, data: bytes, charset: str | None) -> Page:
    """What a page says and where it leads. Raises Unreadable when it is no HTML at all.

    Args:
        address: where it was found; links are seen from there.
        charset: as the answer's header named it.
    """
    root = _parsed(data, charset)
    base = _joined(address, _first(root, "//base/@href") or "") or address
    robots = ",".join(_all(root, "//meta[@name='robots' or @name='switchboard']/@content")).lower()
    title_of_page = _page_title(root)
    language = language_tag(_first(root, "/html/@lang"))
    links = tuple(_links(root, base))
    canonical = _first(root, "//link[@rel='canonical']/@href")
    refresh = _refresh(root, base)
    main, notes = main_part(root)
    drop_permalinks(main)
    title, heading = _title(main, title_of_page)
    body = markdown_of(main, base, without=heading)
    fields = {"title": title, "body": body, "language": language}
    return Page(
        fields={key: value for key, value in fields.items() if value},
        links=links,
        canonical=_joined(base, canonical) if canonical else None,
        refresh=refresh,
        index="noindex" not in robots and "none" not in robots,
        follow="nofollow" not in robots and "none" not in robots,
        menu=is_menu(main),
        notes=tuple(notes),
    )


def _parsed(data: bytes, charset: str | None) -> HtmlElement:
    found = _META_CHARSET.search(data[:2_048])
    text = decode(data, charset or (found[1].decode() if found else None))
    text = _with_body(without_invisible(text.replace("\x00", "")).strip())
    try:
        # As bytes: lxml refuses text that names an encoding of its own.
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        return document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable("The file contains no HTML.") from error


def _with_body(text: str) -> str:
    """HTML 5 lets authors omit `<body>`; the parser then takes newer elements for the head's."""
    if _BODY.search(text):
        return text
    position = 0
    while found := _OF_HEAD.match(text, position):
        position = found.end()
    return f"{text[:position]}<body>{text[position:]}"


def _all(root: HtmlElement, path: str) -> list[str]:
    return [str(found) for found in root.xpath(path)]


def _first(root: HtmlElement, path: str) -> str | None:
    found = _all(root, path)
    return found[0].strip() or None if found else None


def _joined(base: str, address: str) -> str | None:
    try:
        return urljoin(base, address)
    except ValueError:
        return None


def _refresh(root: HtmlElement, base: str) -> str | None:
    """Where the page sends its readers at once (`<meta http-equiv="refresh">`)."""
    given = _first(
        root,
        "//meta[translate(@http-equiv, 'REFSH', 'refsh')='refresh']"
        "[not(ancestor::noscript)]/@content",
    )
    found = _REFRESH.match(given) if given else None
    if found is None or int(found["seconds"] or 0) > _REFRESH_SECONDS:
        return None
    url = found["url"].strip().strip("\"'")
    return _joined(base, url) if url else None


def _page_title(root: HtmlElement) -> str | None:
    """The title as bookmarks show it, without the site's name behind it."""
    title = _first(root, "//meta[@property='og:title']/@content")
    title = title or _first(root, "//title/text()")
    if not title or is_leftover(title):
        return None
    parts = _SEPARATOR.split(" ".join(title.split()))
    return parts[0] if len(parts[0]) > 2 else " ".join(title.split())


def _links(root: HtmlElement, base: str) -> Iterator[str]:
    seen: set[str] = set()
    for element in root.iter("a", "area"):
        href, rel = (element.get("href") or "").strip(), element.get("rel") or ""
        if not href or href.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
            continue
        try:
            link = urljoin(base, href).partition("#")[0]
        except ValueError:
            continue
        if link not in seen and "nofollow" not in rel and len(seen) < PAGE_LINKS:
            seen.add(link)
            yield link


def _title(main: HtmlElement, of_page: str | None) -> tuple[str | None, HtmlElement | None]:
    """The title, and the heading it was taken from, which is not said twice."""
    heading = next(main.iter("h1"), None)
    said = " ".join(heading.text_content().split()) if heading is not None else ""
    if said:
        return said, heading
    if of_page is None:
        second = next((text_of(each) for each in main.iter("h2", "h3") if text_of(each)), None)
        return second, None
    return of_page, None


def fragment_markdown(source: str, base: str = "") -> str:
    """A piece of HTML, such as an article's body in an export, as Markdown: all of it.

    What is collapsed in it is unfolded. Raises Unreadable.
    """
    root = _parsed(f"<body>{source}</body>".encode("utf-8", "replace"), "utf-8")
    body = root if root.tag == "body" else root.find(".//body")
    if body is None:
        body = root
    unfold(body)
    clean(body)
    drop_permalinks(body)
    return markdown_of(body, base)


def fragment_text(source: str) -> str:
    """The text of a piece of HTML, without its shape."""
    return text_of(_parsed(f"<body>{source}</body>".encode("utf-8", "replace"), "utf-8"))
