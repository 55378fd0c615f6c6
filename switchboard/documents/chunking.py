"""Cuts an article's Markdown into passages that can be found, and quoted, on their own.

A passage is a section with the path of its headings. A long section is cut between its
paragraphs, list items and table rows, and only where a single one of these is too long,
between its sentences. The text stays Markdown, exactly as it was written.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

MAX_SIZE = 180
"""The most words in one passage. A CJK character counts as half a word."""

PATH_SEPARATOR = " › "

_MARKDOWN = MarkdownIt("commonmark").enable("table").disable("inline")
"""Blocks alone: what stands in a line is kept as it was written, and takes far longer to read."""
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_WORD = re.compile(r"\S+")
# After a full stop, white space and no lower-case letter; or after a CJK or Devanagari stop.
_SENTENCE_END = re.compile(r"(?<=[.!?…।])[\"'”’)\]]*\s+(?![a-zà-ÿ])|(?<=[。！？])\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotable part of an article: the path of headings above it, and its Markdown."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """Something that is not cut any further, and what stands between it and the one before."""

    text: str
    joint: str


def split(markdown: str, title: str = "") -> list[Passage]:
    """The passages of an article, in their order.

    A first heading that repeats the article's `title` is left out of the heading paths.
    """
    lines = markdown.splitlines()
    passages: list[Passage] = []
    for path, pieces in _sections(_MARKDOWN.parse("\n".join(lines)), lines):
        shown = [part for part in path if part != title]
        heading = PATH_SEPARATOR.join(shown)
        passages += [Passage(heading, text) for text in _pack(pieces)]
    return passages


def passages(markdown: str, title: str) -> list[tuple[str, str]]:
    """The same as pairs of heading and text, for `core.heavy`."""
    return [(passage.heading, passage.text) for passage in split(markdown, title)]


def size(text: str) -> int:
    """The length of a text in words, by which passages are bounded."""
    cjk = len(_CJK.findall(text))
    return len(_WORD.findall(_CJK.sub("", text))) + (cjk + 1) // 2


def _sections(tokens: list[Token], lines: list[str]) -> Iterator[tuple[list[str], list[_Piece]]]:
    """Each section with the path of its headings and the pieces it is made of."""
    path: list[tuple[int, str]] = []
    pieces: list[_Piece] = []
    read = 0
    for index, token in enumerate(tokens):
        if token.level or token.map is None:
            continue
        start, end = token.map
        pieces += _plain(lines[read:start])
        read = max(read, end)
        if token.type != "heading_open":
            pieces += _pieces(token, tokens[index:], lines)
            continue
        level, name = int(token.tag[1]), tokens[index + 1].content.strip()
        if pieces or (path and level <= path[-1][0]):
            yield _section(path, pieces)
        path = [part for part in path if part[0] < level] + [(level, name)]
        pieces = []
    pieces += _plain(lines[read:])
    if pieces or path:
        yield _section(path, pieces)


def _section(path: list[tuple[int, str]], pieces: list[_Piece]) -> tuple[list[str], list[_Piece]]:
    """A heading with nothing under it becomes the text itself, so that it is not lost."""
    names = [name for _, name in path if name]
    if pieces or not names:
        return names, pieces
    return names[:-1], [_Piece(names[-1], "")]


def _pieces(token: Token, following: list[Token], lines: list[str]) -> list[_Piece]:
    """A block, cut only when it is too long for one passage."""
    assert token.map is not None
    text = _block(lines, *token.map)
    if size(text) <= MAX_SIZE:
        return [_Piece(text, "\n\n")] if text else []
    match token.type:
        case "bullet_list_open" | "ordered_list_open":
            return _list(following, lines)
        case "table_open":
            return _table(text)
        case "fence" | "code_block" | "html_block":
            return [piece for line in text.splitlines() for piece in _sentences(line, "\n")]
        case _:
            return _sentences(text, "\n\n")


def _plain(lines: Sequence[str]) -> list[_Piece]:
    """Lines that belong to no block (definitions of links): kept as they are."""
    return _sentences("\n".join(lines).strip(), "\n\n")


def _list(tokens: list[Token], lines: list[str]) -> list[_Piece]:
    pieces: list[_Piece] = []
    for token in tokens[1:]:
        if token.level == 0:
            break
        if token.type == "list_item_open" and token.level == 1 and token.map is not None:
            joint = "\n" if pieces else "\n\n"
            pieces += _sentences(_block(lines, *token.map), joint)
    return pieces


def _table(text: str) -> list[_Piece]:
    """Rows in groups, each under the table's header again."""
    first, rule, *rows = text.splitlines()
    header = f"{first}\n{rule}"
    groups: list[list[str]] = [[]]
    room = MAX_SIZE - size(header)
    for row in rows:
        if groups[-1] and size("\n".join([*groups[-1], row])) > room:
            groups.append([])
        groups[-1].append(row)
    tables = ["\n".join([header, *group]) for group in groups]
    return [
        piece
        for table in tables
        for piece in ([_Piece(table, "\n\n")] if size(table) <= MAX_SIZE else _words(table, "\n\n"))
    ]


def _sentences(text: str, joint: str) -> list[_Piece]:
    """The text whole if it is short enough, else its sentences."""
    if size(text) <= MAX_SIZE:
        return [_Piece(text, joint)] if text else []
    pieces: list[_Piece] = []
    start = 0
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    for end in [*ends, len(text)]:
        pieces += _words(text[start:end].strip(), joint if not pieces else " ")
        start = end
    return pieces


def _words(text: str, joint: str) -> list[_Piece]:
    """A single sentence, cut anywhere as the last resort (an endless line of numbers, say)."""
    if size(text) <= MAX_SIZE:
        return [_Piece(text, joint)] if text else []
    middle = len(text) // 2
    space = text.find(" ", middle)
    cut = space if 0 < space < len(text) - 1 else middle
    left, right = text[:cut].strip(), text[cut:].strip()
    return _words(left, joint) + _words(right, " ")


def _pack(pieces: Sequence[_Piece]) -> Iterator[str]:
    """Put pieces together as long as they fit."""
    text = ""
    for piece in pieces:
        longer = f"{text}{piece.joint}{piece.text}" if text else piece.text
        if text and size(longer) > MAX_SIZE:
            yield text
            longer = piece.text
        text = longer
    if text:
        yield text


def _block(lines: list[str], start: int, end: int) -> str:
    return "\n".join(lines[start:end]).strip("\n").rstrip()
