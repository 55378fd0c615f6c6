"""What a document says, in the shape it waits in, and what is to become of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from switchboard.articles.schemas import TITLE_CHARACTERS
from switchboard.sources.languages import language_of
from switchboard.sources.models import DocumentState, SourceDocument
from switchboard.sources.reading import content_hash
from switchboard.sources.schemas import SourceSettings
from switchboard.sources.scope import slug_of

GONE = "gone"
"""The `applied_hash` of a document whose going was applied."""


@dataclass(frozen=True, slots=True)
class Content:
    """What waits in a document's row, and its hash."""

    fields: Mapping[str, Any]
    hash: str


def content_of(
    fields: Mapping[str, Any], address: str, settings: SourceSettings, spoken: list[str]
) -> Content:
    """A page's title and text, as the article it would be.

    Args:
        fields: as they were read.
        settings: of the source; what they say goes for every document.
        spoken: the workspace's languages.
    """
    body = str(fields.get("body") or "")
    title = str(fields.get("title") or slug_of(address).replace("-", " ") or address)
    language = settings.language or language_of(fields.get("language"), body, spoken)
    content = {
        "title": title[:TITLE_CHARACTERS],
        "body": body,
        "language": language,
        "audience": settings.audience,
    }
    return Content(content, content_hash(content))


def state_of(
    document: SourceDocument, found_hash: str, article_version: int | None
) -> tuple[DocumentState, str | None]:
    """What a document that says this is now, and why, as far as it has to be said.

    Args:
        article_version: the present version of its article, if there is one.
    """
    if document.article_id is None or article_version is None:
        return _without_article(document, found_hash)
    if document.applied_hash == found_hash:
        return DocumentState.UNCHANGED, None
    if document.article_version != article_version:
        return DocumentState.DIFFERS, "The article was edited here since the last sync."
    return DocumentState.CHANGED, None


def _without_article(document: SourceDocument, found_hash: str) -> tuple[DocumentState, str | None]:
    if document.article_version is not None:
        return DocumentState.IGNORED, "The article was deleted here."
    if document.applied_hash == found_hash:
        return DocumentState.IGNORED, "Discarded."
    return DocumentState.NEW, None


def gone_state(
    document: SourceDocument, reason: str, article_version: int | None
) -> tuple[DocumentState, str]:
    """What a document that is no longer there is now, and why."""
    if document.article_id is None or article_version is None:
        return DocumentState.ERROR, reason
    if document.applied_hash == GONE:
        return DocumentState.SKIPPED, "The page was removed. Its article is now a draft."
    if document.state == DocumentState.IGNORED:
        return DocumentState.IGNORED, "The page was removed. Its article was kept."
    return DocumentState.GONE, reason
