"""A web page: the text people came for, without the menus around it."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from switchboard.documents.blocks import markdown_of
from switchboard.documents.document import Document, Page, Unreadable
from switchboard.documents.limits import PAGE_LINKS
from switchboard.documents.names import from_name, language_tag
from switchboard.documents.text import decode

_NEVER_NAMES = """script style noscript template svg canvas iframe object embed audio video source
    map input button select option textarea datalist dialog link meta base head"""
_NEVER = frozenset(_NEVER_NAMES.split())
_AROUND = frozenset({"nav", "aside", "footer", "form"})
_ROLE_NAMES = "navigation banner contentinfo complementary search dialog alertdialog menu"
_ROLES = frozenset(_ROLE_NAMES.split())
_AROUND_NAMES = re.compile(
    r"(^|[-_ ])(nav|navbar|menu|sidebar|breadcrumbs?|cookies?|consent|share|social|footer"
    r"|related|pagination|pager|skip|newsletter|subscribe|comments?|toc|feedback|vote)([-_ ]|$)",
    re.IGNORECASE,
)
_CONTENT_NAMES = re.compile(
    r"(^|[-_ ])(content|main|article|article-body|post-content|entry-content|markdown-body"
    r"|main-content|help-article)([-_ ]|$)",
    re.IGNORECASE,
)
_HIDDEN = "//*[@hidden or @aria-hidden='true' or contains(translate(@style,' ',''),'display:none')]"
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[|–—·»]\s+|\s+-\s+")
_ENOUGH = 200
"""Characters that a main part must have to be believed, where the page has many more."""


def read_html(name: str, data: bytes) -> list[Document]:
    """The article in an HTML file. Raises Unreadable."""
    page = read_page("", data, None)
    fields = {**from_name(name), **{key: value for key, value in page.fields.items() if value}}
    if page.canonical and page.canonical.startswith(("http://", "https://")):
        fields["url"] = page.canonical
    return [Document(name, fields)]


def read_page(address: str, data: bytes, charset: str | None) -> Page:
    """What a page says and where it leads. Raises Unreadable when it is no HTML at all.

    Args:
        address: where it was found; links are seen from there.
        charset: as the answer's header named it.
    """
    root = _parsed(data, charset)
    base = urljoin(address, _first(root, "//base/@href") or "")
    robots = ",".join(_all(root, "//meta[@name='robots' or @name='switchboard']/@content")).lower()
    title_of_page = _page_title(root)
    language = language_tag(_first(root, "/html/@lang"))
    links = tuple(_links(root, base))
    canonical = _first(root, "//link[@rel='canonical']/@href")
    main = _main(root)
    title, heading = _title(main, title_of_page)
    body = markdown_of(main, base, without=heading)
    fields = {"title": title, "body": body, "language": language}
    return Page(
        fields={key: value for key, value in fields.items() if value},
        links=links,
        canonical=urljoin(base, canonical) if canonical else None,
        index="noindex" not in robots and "none" not in robots,
        follow="nofollow" not in robots and "none" not in robots,
        menu=_is_menu(main),
    )


def _parsed(data: bytes, charset: str | None) -> HtmlElement:
    found = _META_CHARSET.search(data[:2_048])
    text = decode(data, charset or (found[1].decode() if found else None))
    text = text.replace("\x00", "").strip()
    try:
        # As bytes: lxml refuses text that names an encoding of its own.
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        return document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable("There is no HTML in it.") from error


def _all(root: HtmlElement, path: str) -> list[str]:
    return [str(found) for found in root.xpath(path)]


def _first(root: HtmlElement, path: str) -> str | None:
    found = _all(root, path)
    return found[0].strip() or None if found else None


def _page_title(root: HtmlElement) -> str | None:
    """The title as bookmarks show it, without the site's name behind it."""
    title = _first(root, "//meta[@property='og:title']/@content")
    title = title or _first(root, "//title/text()")
    if not title:
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


def _main(root: HtmlElement) -> HtmlElement:
    """The element with the text, cleaned of what surrounds texts on web pages."""
    body = root.find(".//body")
    body = root if body is None else body
    _drop(body, lambda element: element.tag in _NEVER)
    for hidden in body.xpath(_HIDDEN):
        _remove(hidden)
    whole = _length(body)
    for candidates in _candidates(body):
        best = max(candidates, key=_length, default=None)
        if best is not None and _length(best) >= min(_ENOUGH, whole * 0.25):
            _drop(best, _is_around)
            return best
    _drop(body, lambda element: _is_around(element) or _is_named_around(element))
    return body


def _candidates(body: HtmlElement) -> Iterator[list[HtmlElement]]:
    """Where the text may be, the surest sign first."""
    yield body.xpath(".//main | .//*[@role='main']")
    yield [found for found in body.iter("article") if _length(found) * 2 > _length(body)]
    yield [
        found
        for found in body.iter("div", "section", "td")
        if _CONTENT_NAMES.search(f"{found.get('id') or ''} {found.get('class') or ''}")
    ][:20]


def _is_around(element: HtmlElement) -> bool:
    return element.tag in _AROUND or element.get("role") in _ROLES


def _is_named_around(element: HtmlElement) -> bool:
    if element.tag == "header" and element.find(".//h1") is None:
        return True
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    return element.tag in ("div", "ul", "ol", "section", "p") and bool(
        _AROUND_NAMES.search(names) and element.find(".//h1") is None
    )


def _drop(root: HtmlElement, unwanted: Callable[[HtmlElement], bool]) -> None:
    for element in [found for found in root.iterdescendants() if isinstance(found.tag, str)]:
        if unwanted(element):
            _remove(element)


def _remove(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _length(element: HtmlElement) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _title(main: HtmlElement, of_page: str | None) -> tuple[str | None, HtmlElement | None]:
    """The title, and the heading it was taken from, which is not said twice."""
    heading = next(main.iter("h1"), None)
    said = " ".join(heading.text_content().split()) if heading is not None else ""
    if said:
        return said, heading
    return of_page, None


def _is_menu(main: HtmlElement) -> bool:
    linked = sum(_length(link) for link in main.iter("a"))
    rest = _length(main) - linked
    return linked > 2 * rest and rest < _ENOUGH
