"""The content of a document as it is stored until it is applied, and the state that follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from switchboard.articles.schemas import MAX_TITLE_CHARACTERS
from switchboard.sources.document_language import language_of
from switchboard.sources.models import DocumentState, SourceDocument
from switchboard.sources.page_reader import content_hash
from switchboard.sources.schemas import SourceSettings
from switchboard.sources.scope import slug_of

GONE = "gone"
"""The `applied_hash` of a document whose removal was applied."""


@dataclass(frozen=True, slots=True)
class Content:
    """The fields that a document's row stores, and their hash."""

    fields: Mapping[str, Any]
    hash: str


def content_of(
    fields: Mapping[str, Any], address: str, settings: SourceSettings, languages: list[str]
) -> Content:
    """A page's title and text, as the article it would be.

    Args:
        fields: as they were read.
        settings: of the source; they override the fields.
        languages: the workspace's languages.
    """
    body = str(fields.get("body") or "")
    title = str(fields.get("title") or slug_of(address).replace("-", " ") or address)
    language = settings.language or language_of(fields.get("language"), body, languages)
    content = {
        "title": title[:MAX_TITLE_CHARACTERS],
        "body": body,
        "language": language,
        "audience": settings.audience,
    }
    return Content(content, content_hash(content))


def state_of(
    document: SourceDocument, found_hash: str, article_version: int | None
) -> tuple[DocumentState, str | None]:
    """The state of a document with this content, and the reason if there is one.

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
    """The state of a document that does not exist any more, and the reason."""
    if document.article_id is None or article_version is None:
        return DocumentState.ERROR, reason
    if document.applied_hash == GONE:
        return DocumentState.SKIPPED, "The page was removed. Its article is now a draft."
    if document.state == DocumentState.IGNORED:
        return DocumentState.IGNORED, "The page was removed. Its article was kept."
    return DocumentState.GONE, reason
