"""Writing and reading articles. A change can be found by its words at once, and by its meaning
when a job has embedded it."""

from __future__ import annotations

import re
from typing import Any, Literal, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy import delete as sql_delete
from sqlalchemy.exc import IntegrityError

from switchboard.articles import translations
from switchboard.articles.actor import SYSTEM, Actor
from switchboard.articles.article_effects import (
    FIELDS,
    announce,
    apply_effects,
    content_hash,
    words_of,
)
from switchboard.articles.chunk_store import rewrite_chunks
from switchboard.articles.listing import list_articles
from switchboard.articles.models import Article
from switchboard.articles.schemas import ArticleInput, ArticlePatch
from switchboard.articles.versions import require_version
from switchboard.articles.workspace_version import bump, lock_articles
from switchboard.core.clock import now
from switchboard.core.db import Session
from switchboard.core.errors import Conflict, FieldError, Invalid, NotFound
from switchboard.core.ids import new_id
from switchboard.core.text import fold

T = TypeVar("T")
Written = Literal["created", "updated", "unchanged"]

_MAY_BE_NULL = {"url", "approved_answer", "translation_of", "version"}


async def create(
    session: Session, given: ArticleInput, *, by: Actor = SYSTEM, apart: bool = False
) -> Article:
    """Write a new article. Raises Conflict when its slug or translation is taken.

    Args:
        apart: it is no translation of articles with the same slug in other languages.
    """
    if given.slug and await _find(session, given.slug, given.language):
        raise _taken(given.slug, given.language)
    slug = given.slug or await _free_slug(session, given.title, given.language)
    return await _insert(session, given, slug, by, apart=apart)


async def update(
    session: Session, article_id: str, patch: ArticlePatch, *, by: Actor = SYSTEM
) -> Article:
    """Change what `patch` names.

    Raises NotFound, Invalid, or Conflict: the slug or the translation is taken, or somebody has
    changed the article since the version that `patch` was made from.
    """
    article = await locked(session, article_id)
    changes = patch.model_dump(exclude_unset=True)
    require_values(changes)
    await require_version(session, article, changes.pop("version", None))
    await apply(session, article, changes, by=by)
    return article


async def delete(session: Session, article_id: str) -> None:
    """Remove an article. Raises NotFound."""
    article = await locked(session, article_id)
    await bump(session, "content")
    await rewrite_chunks(session, article, delete_all=True)
    await session.execute(sql_delete(Article).where(Article.id == article.id))
    await announce(session, article, "deleted")


async def get(session: Session, article_id: str) -> Article:
    """One article. Raises NotFound."""
    return _require(await session.scalar(_articles(session).where(Article.id == article_id)))


async def locked(session: Session, article_id: str) -> Article:
    """The article, locked until the end of the transaction. Raises NotFound."""
    await lock_articles(session)
    return _require(
        await session.scalar(_articles(session).where(Article.id == article_id).with_for_update())
    )


async def apply(
    session: Session,
    article: Article,
    changes: dict[str, Any],
    *,
    by: Actor,
    restored_from: int | None = None,
) -> bool:
    """Set the fields of a locked article; whether anything changed.

    Raises Conflict when its slug or its translation is taken.
    """
    await _check_unique(session, article, changes)
    changed = [
        name for name in FIELDS if name in changes and changes[name] != getattr(article, name)
    ]
    for name in changed:
        setattr(article, name, changes[name])
    if not changed:
        return False
    article.content_hash = content_hash(article)
    article.version += 1
    article.updated_at = now()
    article.revision = await bump(session, "content")
    article.words = words_of(article)
    try:
        await session.flush()
    except IntegrityError as error:
        # Another request took the slug or the translation at the same time.
        raise _taken(article.slug, article.language) from error
    await apply_effects(
        session, article, "updated", by=by, changed=changed, restored_from=restored_from
    )
    return True


def slugify(title: str) -> str:
    """A title as a slug: folded letters and digits of any script, joined by hyphens."""
    return "-".join(re.findall(r"[^\W_]+", fold(title)))[:100].strip("-")


def _articles(session: Session) -> Select[Article]:
    return select(Article).where(Article.workspace_id == session.workspace_id)


def _require(article: T | None) -> T:
    if article is None:
        raise NotFound("Article not found.")
    return article


def require_values(changes: dict[str, Any]) -> None:
    """Raise Invalid when a field is null that has to have a value."""
    missing = [
        name for name, value in changes.items() if value is None and name not in _MAY_BE_NULL
    ]
    if missing:
        fields = [FieldError(field=name, message="cannot be null") for name in missing]
        raise Invalid(f"{', '.join(missing)} cannot be null.", errors=fields)


async def _check_unique(session: Session, article: Article, changes: dict[str, Any]) -> None:
    """Check that slugs stay unique in a language, and translations unique in a group."""
    slug, language = changes.get("slug", article.slug), changes.get("language", article.language)
    if (slug, language) != (article.slug, article.language):
        other = await _find(session, slug, language)
        if other and other.id != article.id:
            raise _taken(slug, language)
    if "translation_of" in changes:
        other_id = changes.pop("translation_of")
        article.group_id = (
            await translations.group_of(session, other_id, language, article.id)
            if other_id
            else translations.new_group()
        )
    elif language != article.language:
        await translations.require_room(session, article.group_id, language, article.id)


async def _find(session: Session, slug: str, language: str) -> Article | None:
    await lock_articles(session)
    article: Article | None = await session.scalar(
        _articles(session)
        .where(Article.slug == slug, Article.language == language)
        .with_for_update()
    )
    return article


def _taken(slug: str, language: str) -> Conflict:
    return Conflict(f"An article {slug!r} in {language} already exists. Choose another slug.")


async def _free_slug(session: Session, title: str, language: str) -> str:
    """A slug that is not taken: from the title, with a number where needed."""
    base = slugify(title) or new_id("art")
    taken = await session.scalars(
        select(Article.slug).where(
            Article.workspace_id == session.workspace_id,
            Article.language == language,
            func.starts_with(Article.slug, base),
        )
    )
    used = set(taken)
    numbered = (f"{base}-{n}" for n in range(2, len(used) + 3))
    return base if base not in used else next(slug for slug in numbered if slug not in used)


async def _insert(
    session: Session, given: ArticleInput, slug: str, by: Actor, *, apart: bool
) -> Article:
    await lock_articles(session)
    if apart and given.translation_of is None:
        group = translations.new_group()
    else:
        group = await translations.group_for(session, slug, given.language, given.translation_of)
    article = Article(
        id=new_id("art"),
        workspace_id=session.workspace_id,
        group_id=group,
        revision=await bump(session, "content"),
        content_hash="",
        version=1,
        updated_at=now(),
        **given.model_dump(exclude={"slug", "translation_of"}),
        slug=slug,
    )
    article.content_hash = content_hash(article)
    article.words = words_of(article)
    try:
        async with session.begin_nested():
            session.add(article)
    except IntegrityError as error:
        # Another request took the slug or the translation at the same time.
        raise _taken(slug, given.language) from error
    await apply_effects(session, article, "created", by=by, changed=())
    return article


__all__ = (
    "Written",
    "apply",
    "create",
    "delete",
    "get",
    "list_articles",
    "locked",
    "require_values",
    "slugify",
    "update",
)
