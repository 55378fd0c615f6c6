"""Writing and reading articles. Every change is searchable by its words at once, and by its
meaning as soon as the job it enqueues has embedded it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from typing import Any, Literal, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy import delete as sql_delete
from sqlalchemy.exc import IntegrityError

from switchboard.core.clock import now
from switchboard.core.db import Session
from switchboard.core.errors import Conflict, FieldError, Invalid, NotFound
from switchboard.core.ids import new_id
from switchboard.core.jobs import enqueue
from switchboard.core.pages import decode_cursor, encode_cursor
from switchboard.knowledge.chunking import rewrite_chunks
from switchboard.knowledge.events import ArticleChanged
from switchboard.knowledge.lexical import fold
from switchboard.knowledge.models import Article
from switchboard.knowledge.schemas import ArticleInput, ArticlePatch
from switchboard.knowledge.version import bump

T = TypeVar("T")
Written = Literal["created", "updated", "unchanged"]


async def create(session: Session, given: ArticleInput) -> Article:
    """Write a new article. Raises Conflict when its slug is taken in its language."""
    if given.slug and await _find(session, given.slug, given.language):
        raise _taken(given.slug, given.language)
    slug = given.slug or await _free_slug(session, given.title, given.language)
    return await _insert(session, given, slug)


async def update(session: Session, article_id: str, patch: ArticlePatch) -> Article:
    """Change what `patch` names. Raises NotFound, Conflict (slug), or Invalid."""
    article = await _locked(session, article_id)
    changes = patch.model_dump(exclude_unset=True)
    missing = [name for name, value in changes.items() if value is None and name != "url"]
    if missing:
        fields = [FieldError(field=name, message="cannot be null") for name in missing]
        raise Invalid(f"{', '.join(missing)} cannot be null.", errors=fields)
    slug, language = changes.get("slug", article.slug), changes.get("language", article.language)
    other = await _find(session, slug, language)
    if other and other.id != article.id:
        raise _taken(slug, language)
    await _apply(session, article, changes)
    return article


async def write(session: Session, given: ArticleInput) -> tuple[Article, Written]:
    """Create the article, or bring the one with its slug and language up to date.

    Writing the same again changes nothing, not even its version.
    """
    slug = given.slug or slugify(given.title)
    article = await _find(session, slug, given.language) if slug else None
    if article is None:
        slug = slug or await _free_slug(session, given.title, given.language)
        return await _insert(session, given, slug), "created"
    changed = await _apply(session, article, given.model_dump(exclude={"slug"}))
    return article, "updated" if changed else "unchanged"


async def delete(session: Session, article_id: str) -> None:
    """Remove an article. Raises NotFound."""
    article = await _locked(session, article_id)
    await bump(session, "content")
    await rewrite_chunks(session, article, wanted=False)
    await session.execute(sql_delete(Article).where(Article.id == article.id))
    await _announce(session, article, "deleted")


async def get(session: Session, article_id: str) -> Article:
    """One article. Raises NotFound."""
    article = await session.scalar(_own(session).where(Article.id == article_id))
    return _found(article)


async def list_articles(
    session: Session,
    *,
    q: str | None = None,
    language: str | None = None,
    after: str | None = None,
    limit: int = 50,
) -> tuple[Sequence[Article], str | None]:
    """A page of articles, newest first, and the cursor of the next one.

    Args:
        q: only those with this in their title, whatever the case.
        language: only those in this language.
        after: the cursor that came with the page before.
    """
    query = _own(session).order_by(Article.id.desc()).limit(limit + 1)
    if q and q.strip():
        query = query.where(Article.title.icontains(q.strip(), autoescape=True))
    if language:
        query = query.where(Article.language == language)
    if after:
        query = query.where(Article.id < decode_cursor(after, str)[0])
    rows = (await session.scalars(query)).all()
    page = rows[:limit]
    return page, encode_cursor(page[-1].id) if len(rows) > limit else None


def slugify(title: str) -> str:
    """A title as a slug: folded letters and digits of any script, joined by hyphens."""
    return "-".join(re.findall(r"[^\W_]+", fold(title)))[:100].strip("-")


def _own(session: Session) -> Select[Article]:
    return select(Article).where(Article.workspace_id == session.workspace_id)


def _found(article: T | None) -> T:
    if article is None:
        raise NotFound("There is no such article.")
    return article


async def _locked(session: Session, article_id: str) -> Article:
    """The article, kept from being changed by others until the end of the transaction."""
    return _found(
        await session.scalar(_own(session).where(Article.id == article_id).with_for_update())
    )


async def _find(session: Session, slug: str, language: str) -> Article | None:
    found: Article | None = await session.scalar(
        _own(session).where(Article.slug == slug, Article.language == language).with_for_update()
    )
    return found


def _taken(slug: str, language: str) -> Conflict:
    return Conflict(f"There is already an article {slug!r} in {language}. Choose another slug.")


async def _free_slug(session: Session, title: str, language: str) -> str:
    """A slug nobody has: from the title, with a number where needed."""
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


async def _insert(session: Session, given: ArticleInput, slug: str) -> Article:
    article = Article(
        id=new_id("art"),
        workspace_id=session.workspace_id,
        revision=await bump(session, "content"),
        content_hash="",
        **given.model_dump(exclude={"slug"}),
        slug=slug,
    )
    article.content_hash = _hash(article)
    try:
        async with session.begin_nested():
            session.add(article)
    except IntegrityError as error:
        # Somebody wrote the same slug at the same time.
        raise _taken(slug, given.language) from error
    await _store(session, article, "created")
    return article


async def _apply(session: Session, article: Article, changes: dict[str, Any]) -> bool:
    """Set the fields; whether that changed anything."""
    for name, value in changes.items():
        setattr(article, name, value)
    content_hash = _hash(article)
    if content_hash == article.content_hash:
        return False
    article.content_hash = content_hash
    article.version += 1
    article.updated_at = now()
    article.revision = await bump(session, "content")
    await session.flush()
    await _store(session, article, "updated")
    return True


async def _store(session: Session, article: Article, change: Literal["created", "updated"]) -> None:
    await rewrite_chunks(session, article)
    # One job for each revision: a job that is already running may have read the text before.
    await enqueue(
        session,
        "knowledge.index",
        {"article_id": article.id},
        dedupe_key=f"knowledge.index:{article.id}:{article.revision}",
    )
    await _announce(session, article, change)


async def _announce(
    session: Session, article: Article, change: Literal["created", "updated", "deleted"]
) -> None:
    await session.emit(
        ArticleChanged(workspace_id=session.workspace_id, article_id=article.id, change=change)
    )


def _hash(article: Article) -> str:
    """Of everything that is shown or searched."""
    fields = ("slug", "language", "title", "body", "questions", "url", "status", "audience")
    content = json.dumps([getattr(article, name) for name in fields], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()
