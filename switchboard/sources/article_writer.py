"""Writes the articles of documents: which article belongs to a document, and its slug.

A document is identified by its source and its whole path. An article that does not come from this
source is never replaced, whatever its name or slug.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from switchboard.articles import service as articles
from switchboard.articles import translations
from switchboard.articles.actor import Actor
from switchboard.articles.models import Article
from switchboard.articles.schemas import ArticleInput, ArticlePatch
from switchboard.articles.workspace_version import lock_articles
from switchboard.core.db import Session
from switchboard.documents.names import from_name, in_languages
from switchboard.sources.models import SourceDocument
from switchboard.sources.queries import documents_of


class EditedByHand(Exception):
    """The article of a document was edited by hand after the import."""


@dataclass(frozen=True, slots=True)
class SlugRequest:
    """A slug for a new article, and the article that it translates, if there is one."""

    slug: str
    sibling: Article | None
    is_named: bool
    """Whether the slug comes from the document itself and not from its path."""


class ArticleWriter:
    """Writes the documents of one source, in one transaction.

    Args:
        languages: the workspace's, in which a text may have translations beside it.
        by: the author that is stored with the articles.
        overwrite: also replace articles of this source that were edited by hand.
    """

    def __init__(
        self,
        session: Session,
        source_id: str,
        languages: Sequence[str],
        *,
        by: Actor,
        overwrite: bool = False,
    ) -> None:
        self._session, self._source_id, self._languages = session, source_id, languages
        self._by, self._overwrite = by, overwrite

    async def write(
        self, row: SourceDocument, fields: Mapping[str, Any], content_hash: str
    ) -> tuple[articles.Written, list[str]]:
        """Create the document's article, or bring it up to date.

        Returns:
            What was done, and notes about it for staff, in sentences.

        Raises:
            EditedByHand: somebody has changed the article since.
            ValidationError, Conflict: an article cannot say this.
        """
        given = ArticleInput.model_validate(fields)
        notes: list[str] = []
        written: articles.Written
        article = await self._article_of(row)
        if article is None:
            by_path = "" if "#" in row.address else from_name(row.address)["slug"]
            is_named = bool(given.slug) and given.slug != by_path
            article, notes = await self.create(row.address, given, is_named=is_named)
            row.article_version, written = article.version, "created"
        elif row.applied_hash == content_hash and not self._overwrite:
            written = "unchanged"
        elif article.version != row.article_version and not self._overwrite:
            raise EditedByHand
        else:
            written = await self._update(row, article, given)
        row.article_id, row.name, row.applied_hash = article.id, article.title, content_hash
        return written, notes

    async def _article_of(self, row: SourceDocument) -> Article | None:
        if row.article_id is None:
            return None
        await lock_articles(self._session)
        return await self._session.get(Article, row.article_id, with_for_update=True)

    async def _update(
        self, row: SourceDocument, article: Article, given: ArticleInput
    ) -> articles.Written:
        """Set the fields that the document has. Other fields, set by staff, do not change."""
        changes = given.model_dump(exclude_unset=True, exclude={"slug", "translation_of"})
        before, patch = article.version, ArticlePatch(**changes)
        article = await articles.update(self._session, article.id, patch, by=self._by)
        row.article_version = article.version
        return "updated" if article.version != before else "unchanged"

    async def create(
        self, path: str, given: ArticleInput, *, is_named: bool
    ) -> tuple[Article, list[str]]:
        """A new article for the document with this path, and notes about it for staff.

        Args:
            is_named: the slug comes from the document itself; otherwise its path suggests it.
        """
        sibling = await self._sibling(path, given.language)
        slug = given.slug or articles.slugify(given.title)
        wish = (
            SlugRequest(slug, None, is_named)
            if sibling is None
            else SlugRequest(sibling.slug, sibling, False)
        )
        slug, owner = await self._free_slug(wish, given.language)
        apart = sibling is None and (not is_named or slug != wish.slug)
        fields = given.model_dump(exclude_unset=True, exclude={"slug"})
        if sibling is not None:
            fields["translation_of"] = sibling.id
        made = ArticleInput(**fields, slug=slug)
        article = await articles.create(self._session, made, by=self._by, apart=apart)
        if owner is None or await self._is_ours(owner):
            return article, []
        return article, [
            f"There is already an article “{owner.title[:100]}” ({owner.slug}) that was not"
            f" imported from here. That article was not changed; this one is {slug}."
        ]

    async def _sibling(self, path: str, language: str) -> Article | None:
        """The article of the same text in another language, if this source has it."""
        paths = in_languages(path, self._languages)
        found = await self._session.scalars(
            select(Article)
            .join(SourceDocument, Article.id == SourceDocument.article_id)
            .where(
                SourceDocument.workspace_id == self._session.workspace_id,
                SourceDocument.source_id == self._source_id,
                SourceDocument.address.in_(paths),
                Article.language != language,
            )
            .order_by(Article.id)
        )
        for article in found:
            if await translations.translation_id(self._session, article.group_id, language) is None:
                return article
        return None

    async def _free_slug(self, wish: SlugRequest, language: str) -> tuple[str, Article | None]:
        """The wished slug or the next free one, and the article that has the wished one.

        A slug that only the path suggests has to be free in every language: articles with one
        slug pass for translations of each other.
        """
        base = wish.slug or "article"
        holders = await self._holders(base)
        only_here = wish.sibling is not None or wish.is_named
        taken = {
            article.slug for article in holders if not only_here or article.language == language
        }
        if base not in taken:
            return base, None
        owner = next(article for article in holders if article.slug == base)
        numbers = (f"{base[:90]}-{number}" for number in range(2, len(holders) + 3))
        free = {article.slug for article in holders}
        return next(slug for slug in numbers if slug not in free), owner

    async def _holders(self, base: str) -> Sequence[Article]:
        found = await self._session.scalars(
            select(Article).where(
                Article.workspace_id == self._session.workspace_id,
                Article.slug.startswith(base[:90], autoescape=True),
            )
        )
        return found.all()

    async def _is_ours(self, article: Article) -> bool:
        query = documents_of(self._session, self._source_id).where(
            SourceDocument.article_id == article.id
        )
        return await self._session.scalar(query.limit(1)) is not None
