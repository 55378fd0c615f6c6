"""What comes out of files and pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FIELDS = (
    "title",
    "body",
    "language",
    "questions",
    "slug",
    "url",
    "status",
    "audience",
    "category",
    "approved_answer",
)
"""What a file can say of an article; anything else in it is left alone."""


@dataclass(frozen=True, slots=True)
class Document:
    """One article as found, not yet checked.

    Attributes:
        name: where it stands, wholly: the file's path, and its place in a file of several. It is
            what tells one document from another, and what errors are reported by.
        notes: what was left out of it or understood in a certain way, in sentences.
        left_out: why it is no article at all, in a sentence; empty for all others.
    """

    name: str
    fields: Mapping[str, Any]
    notes: tuple[str, ...] = ()
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A web page.

    Attributes:
        fields: title, body and language, as far as they are there.
        links: where it leads, as whole addresses, each once and in order.
        canonical: the address it names as its own.
        refresh: where it sends its readers at once.
        notes: what was left out of it, in sentences.
        index: whether it may be taken up, by what it says of itself.
        follow: whether its links may be followed.
        menu: it is little more than a list of links, and answers nothing by itself.
    """

    fields: Mapping[str, Any]
    links: tuple[str, ...] = ()
    canonical: str | None = None
    refresh: str | None = None
    notes: tuple[str, ...] = ()
    index: bool = True
    follow: bool = True
    menu: bool = False


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap lists: pages, and further sitemaps."""

    pages: tuple[str, ...]
    sitemaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unpacked:
    """An archive's files as (name, path on disk), and (name, sentence) of what cannot be read.

    `notes` say which other files were left out.
    """

    files: tuple[tuple[str, str], ...]
    errors: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()


class Unreadable(Exception):
    """A file that cannot be read at all; the text says why, in plain words."""


class Empty(Unreadable):
    """A file without anything to import."""
