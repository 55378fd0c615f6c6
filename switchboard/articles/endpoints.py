"""The API of articles."""

from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Query

from switchboard.articles import pending_revisions, schemas, versions
from switchboard.articles import service as articles
from switchboard.articles.actor import Actor
from switchboard.articles.article_effects import content_of
from switchboard.articles.listing import Filter, Order, categories
from switchboard.articles.models import Article
from switchboard.articles.pages import ArticlePages
from switchboard.articles.translations import siblings
from switchboard.core.api import provided
from switchboard.core.db import Database, Session
from switchboard.core.errors import NotFound
from switchboard.core.pages import Page
from switchboard.team import Principal, allow

router = APIRouter(prefix="/api/v1/knowledge", tags=["knowledge"])

Reader = Annotated[Principal, allow("knowledge.read")]
Writer = Annotated[Principal, allow("knowledge.write")]
Db = Annotated[Database, provided(Database)]
Pages = Annotated[ArticlePages, provided(ArticlePages)]


@router.get("/articles")
async def list_articles(
    staff: Reader,
    db: Db,
    pages: Pages,
    *,
    q: Annotated[str | None, Query(max_length=200)] = None,
    language: Annotated[str | None, Query(max_length=20)] = None,
    status: schemas.Status | None = None,
    audience: schemas.Reader | None = None,
    category: Annotated[str | None, Query(max_length=80)] = None,
    missing: Annotated[str | None, Query(max_length=20)] = None,
    sort: Order | None = None,
    brief: bool = False,
    after: str | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> Page[schemas.Article]:
    """List articles, newest first or by `sort`; `q` searches by the first letters, best first.

    `missing` is a language in which they have no translation yet; `brief` leaves out the texts.
    """
    only = Filter(language, status, audience, category, missing)
    async with db.transaction(staff.workspace_id) as session:
        found, following = await articles.list_articles(
            session, q=q, only=only, sort=sort, brief=brief, after=after, limit=limit
        )
        items = await _shown(session, found, pages, brief=brief)
    return Page[schemas.Article](items=items, next=following)


@router.get("/categories")
async def list_categories(staff: Reader, db: Db) -> Page[schemas.CategoryCount]:
    """List the categories in use, by name."""
    async with db.transaction(staff.workspace_id) as session:
        found = await categories(session)
    return Page(items=[schemas.CategoryCount(name=name, articles=count) for name, count in found])


@router.post("/articles", status_code=201)
async def create_article(
    staff: Writer, db: Db, pages: Pages, body: schemas.ArticleInput
) -> schemas.Article:
    """Create an article."""
    async with db.transaction(staff.workspace_id) as session:
        article = await articles.create(session, body, by=_actor(staff))
        return await _one(session, article, pages)


@router.get("/articles/{article_id}")
async def get_article(staff: Reader, db: Db, pages: Pages, article_id: str) -> schemas.Article:
    """Get an article with its draft and translations."""
    async with db.transaction(staff.workspace_id) as session:
        return await _one(session, await articles.get(session, article_id), pages)


@router.patch("/articles/{article_id}")
async def update_article(
    staff: Writer, db: Db, pages: Pages, article_id: str, body: schemas.ArticlePatch
) -> schemas.Article:
    """Update an article; omitted fields do not change."""
    async with db.transaction(staff.workspace_id) as session:
        article = await articles.update(session, article_id, body, by=_actor(staff))
        return await _one(session, article, pages)


@router.delete("/articles/{article_id}", status_code=204)
async def delete_article(staff: Writer, db: Db, article_id: str) -> None:
    """Delete an article."""
    async with db.transaction(staff.workspace_id) as session:
        await articles.delete(session, article_id)


@router.put("/articles/{article_id}/draft")
async def save_draft(
    staff: Writer, db: Db, pages: Pages, article_id: str, body: schemas.DraftInput
) -> schemas.Article:
    """Save a draft; customers keep seeing the published version."""
    async with db.transaction(staff.workspace_id) as session:
        article = await pending_revisions.save_draft(session, article_id, body, by=_actor(staff))
        return await _one(session, article, pages)


@router.delete("/articles/{article_id}/draft")
async def discard_draft(staff: Writer, db: Db, pages: Pages, article_id: str) -> schemas.Article:
    """Discard the draft."""
    async with db.transaction(staff.workspace_id) as session:
        return await _one(
            session, await pending_revisions.discard_draft(session, article_id), pages
        )


@router.post("/articles/{article_id}/publish")
async def publish_article(
    staff: Writer, db: Db, pages: Pages, article_id: str, body: schemas.PublishInput
) -> schemas.Article:
    """Publish the article with its draft."""
    async with db.transaction(staff.workspace_id) as session:
        article = await pending_revisions.publish(session, article_id, body, by=_actor(staff))
        return await _one(session, article, pages)


@router.get("/articles/{article_id}/versions")
async def list_versions(staff: Reader, db: Db, article_id: str) -> Page[schemas.ArticleVersion]:
    """List versions with author and changes, newest first (up to 200)."""
    async with db.transaction(staff.workspace_id) as session:
        await articles.get(session, article_id)
        rows = await versions.list_versions(session, article_id)
    shown = schemas.ArticleVersion
    return Page(items=[shown.model_validate(row, from_attributes=True) for row in rows])


@router.get("/articles/{article_id}/versions/{version}")
async def get_version(
    staff: Reader, db: Db, article_id: str, version: schemas.ExpectedVersion
) -> schemas.ArticleVersionContent:
    """Get the content of a version."""
    async with db.transaction(staff.workspace_id) as session:
        row = await versions.get_version(session, article_id, version)
    return schemas.ArticleVersionContent.model_validate(row, from_attributes=True)


@router.get("/articles/{article_id}/diff")
async def diff_article(
    staff: Reader,
    db: Db,
    article_id: str,
    old: schemas.ExpectedVersion | None = None,
    new: schemas.ExpectedVersion | Literal["draft"] | None = None,
) -> schemas.ArticleDiff:
    """How two versions differ, line by line and word by word.

    Without `new` it is the present one, without `old` the one before the present.
    """
    async with db.transaction(staff.workspace_id) as session:
        article = await articles.get(session, article_id)
        old = old or max(article.version - 1, 1)
        before = (await versions.get_version(session, article_id, old)).content
        if new == "draft":
            if article.draft is None:
                raise NotFound("This article has no draft.")
            after = {**content_of(article), **article.draft}
        elif new is None:
            after = content_of(article)
        else:
            after = (await versions.get_version(session, article_id, new)).content
    fields = await versions.compare_fields(before, after)
    return schemas.ArticleDiff(old=old, new=new or article.version, fields=fields)


@router.post("/articles/{article_id}/restore")
async def restore_article(
    staff: Writer, db: Db, pages: Pages, article_id: str, body: schemas.RestoreInput
) -> schemas.Article:
    """Restore an older version, as a new one."""
    async with db.transaction(staff.workspace_id) as session:
        article = await pending_revisions.restore(
            session, article_id, body.version, expected=body.expected, by=_actor(staff)
        )
        return await _one(session, article, pages)


def _actor(staff: Principal) -> Actor:
    return Actor(staff.kind, staff.id, staff.name)


async def _one(session: Session, article: Article, pages: ArticlePages) -> schemas.Article:
    return (await _shown(session, [article], pages))[0]


async def _shown(
    session: Session, found: Sequence[Article], pages: ArticlePages, *, brief: bool = False
) -> list[schemas.Article]:
    """Articles with their translations and addresses, in two queries for all of them."""
    groups = await siblings(session, {article.group_id for article in found})
    addresses = await pages.addresses(session)
    return [
        schemas.Article(
            **{name: getattr(article, name) for name in _COLUMNS},
            body="" if brief else article.body,
            draft=None if brief or not article.draft else schemas.ArticleDraft(**article.draft),
            translations=[other for other in groups[article.group_id] if other.id != article.id],
            help_url=addresses.of(article) if addresses else None,
        )
        for article in found
    ]


_COLUMNS = schemas.Article.model_fields.keys() - {"body", "draft", "translations", "help_url"}
"""The fields that are shown as they are stored."""
