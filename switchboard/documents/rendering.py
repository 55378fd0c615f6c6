"""An article's Markdown as HTML that cannot do anything: no raw HTML, no script, no frame."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from switchboard.core.text import fold

EXCERPT = 160
_EXCERPT_SOURCE = 400
"""Characters of Markdown that an excerpt is made of: it is read for each article of a list."""
_SPACE = re.compile(r"\s+")
_WEB = ("https://", "http://")

Pictures = Sequence[tuple[str, str]]
"""Pairs of a picture's address and the address where it is shown from."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that can be linked to."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """An article as a page shows it."""

    html: str
    headings: tuple[Heading, ...]
    excerpt: str


def render(body: str, title: str = "", pictures: Pictures = ()) -> Rendered:
    """The Markdown as HTML, its headings with anchors, and its beginning as plain text.

    Headings begin at the second level, below the page's title; a first heading that repeats the
    title is left out. Links of other sites are told not to vouch for them. A picture is shown from
    the address that `pictures` has for its own, and is a link to it when there is none.
    """
    tokens = _without_title(_MARKDOWN.parse(body), title)
    headings = tuple(_anchored(tokens))
    for token in tokens:
        _tame(token.children or ())
    html = str(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {"pictures": dict(pictures)}))
    return Rendered(html, headings, _excerpt(tokens))


def picture_addresses(body: str) -> list[str]:
    """The addresses of the web of all pictures in the text, in order, each once."""
    images = (
        str(child.attrGet("src"))
        for token in _MARKDOWN.parse(body)
        for child in token.children or ()
        if child.type == "image"
    )
    return list(dict.fromkeys(address for address in images if address.startswith(_WEB)))


def fields(
    body: str, title: str, pictures: Sequence[tuple[str, str]]
) -> tuple[str, list[tuple[int, str, str]], str]:
    """What `render` gives, for `core.heavy`."""
    shown = render(body, title, [(address, ours) for address, ours in pictures])
    return shown.html, [(one.level, one.anchor, one.text) for one in shown.headings], shown.excerpt


def unrendered(body: str) -> Rendered:
    """The Markdown as it was written, for a text that takes too long to be read."""
    return Rendered(f"<pre>{escape(body)}</pre>\n", (), excerpt(body))


def excerpt(body: str) -> str:
    """The beginning of an article as plain text."""
    tokens = _BLOCKS.parse(body[:2_000])
    found = (tokens[at + 1] for at, token in enumerate(tokens) if token.type == "paragraph_open")
    beginning = next((token.content[:_EXCERPT_SOURCE] for token in found), "")
    return _shortened(_plain(_MARKDOWN.parseInline(beginning)[0]))


def _without_title(tokens: list[Token], title: str) -> list[Token]:
    first = tokens[:3]
    repeats = (
        len(first) == 3
        and first[0].type == "heading_open"
        and fold(first[1].content.strip()) == fold(title.strip())
    )
    return tokens[3:] if repeats else tokens


def _anchored(tokens: Sequence[Token]) -> list[Heading]:
    """Give headings their level and an anchor of their own."""
    found: list[Heading] = []
    used: dict[str, int] = {}
    opened = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    shift = 2 - min(opened, default=2)
    for index, token in enumerate(tokens):
        if token.type not in ("heading_open", "heading_close"):
            continue
        level = min(max(int(token.tag[1]) + shift, 2), 6)
        token.tag = f"h{level}"
        if token.type == "heading_open":
            text = _plain(tokens[index + 1])
            anchor = _anchor(text, used)
            token.attrSet("id", anchor)
            found.append(Heading(level, anchor, text))
    return found


def _anchor(text: str, used: dict[str, int]) -> str:
    base = "-".join(re.findall(r"[^\W_]+", fold(text)))[:60] or "section"
    anchor, number = base, used.get(base, 1)
    while anchor in used:
        number += 1
        anchor = f"{base}-{number}"
    used[base] = number
    used[anchor] = used.get(anchor, 1)
    return anchor


def _tame(inline: Sequence[Token]) -> None:
    in_link = False
    for token in inline:
        if token.type == "link_open":
            in_link = True
            if str(token.attrGet("href")).startswith(("http:", "https:")):
                token.attrSet("rel", "nofollow noopener noreferrer")
        elif token.type == "link_close":
            in_link = False
        elif token.type == "image":
            token.attrSet("loading", "lazy")
            token.meta["in_link"] = in_link  # a link in a link is none


def _excerpt(tokens: Sequence[Token]) -> str:
    paragraphs = (
        _plain(tokens[index + 1])
        for index, token in enumerate(tokens)
        if token.type == "paragraph_open"
    )
    return _shortened(next(paragraphs, ""))


def _shortened(text: str) -> str:
    text = _SPACE.sub(" ", text).strip()
    if len(text) <= EXCERPT:
        return text
    return text[: text.rfind(" ", 0, EXCERPT) if " " in text[:EXCERPT] else EXCERPT].rstrip() + "…"


def _plain(token: Token) -> str:
    said = (
        " " if child.type in ("softbreak", "hardbreak") else child.content
        for child in token.children or ()
        if child.type in ("text", "code_inline", "softbreak", "hardbreak")
    )
    return "".join(said).strip()


class _Renderer(RendererHTML):
    """Tables that scroll, and pictures from our own addresses only."""

    def table_open(self, *_rest: Any) -> str:
        return '<div class="table" tabindex="0"><table>\n'

    def table_close(self, *_rest: Any) -> str:
        return "</table></div>\n"

    def image(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        token = tokens[idx]
        address = str(token.attrGet("src"))
        pictures: Mapping[str, str] = env["pictures"]
        if address in pictures:
            token.attrSet("src", pictures[address])
            return super().image(tokens, idx, options, env)
        text = escape(token.content or address)
        if not address.startswith(_WEB) or token.meta.get("in_link"):
            return escape(token.content)
        return f'<a href="{escape(address)}" rel="nofollow noopener noreferrer">{text}</a>'


_MARKDOWN = MarkdownIt(
    "commonmark", {"html": False, "linkify": False}, renderer_cls=_Renderer
).enable(["table", "strikethrough"])
_BLOCKS = MarkdownIt("commonmark").enable("table").disable("inline")
