"""The API of knowledge: articles, imports, and searching as an assistant would."""

from typing import Annotated

from fastapi import APIRouter, Query

from switchboard.core.api import provided
from switchboard.core.db import Database
from switchboard.core.pages import Page
from switchboard.knowledge import articles, importer, schemas
from switchboard.knowledge.models import Article
from switchboard.knowledge.search import KnowledgeSearch
from switchboard.team import Principal, allow

router = APIRouter(prefix="/api/v1/knowledge", tags=["knowledge"])

Reader = Annotated[Principal, allow("knowledge.read")]
Writer = Annotated[Principal, allow("knowledge.write")]
Db = Annotated[Database, provided(Database)]


@router.get("/articles")
async def list_articles(
    staff: Reader,
    db: Db,
    q: Annotated[str | None, Query(max_length=200)] = None,
    language: Annotated[str | None, Query(max_length=20)] = None,
    after: str | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> Page[schemas.Article]:
    """Articles, newest first. `q` looks for a part of the title."""
    async with db.transaction(staff.workspace_id) as session:
        found, following = await articles.list_articles(
            session, q=q, language=language, after=after, limit=limit
        )
    return Page[schemas.Article](items=[_shown(article) for article in found], next=following)


@router.post("/articles", status_code=201)
async def create_article(staff: Writer, db: Db, body: schemas.ArticleInput) -> schemas.Article:
    """Write an article."""
    async with db.transaction(staff.workspace_id) as session:
        article = await articles.create(session, body)
    return _shown(article)


@router.get("/articles/{article_id}")
async def get_article(staff: Reader, db: Db, article_id: str) -> schemas.Article:
    """One article."""
    async with db.transaction(staff.workspace_id) as session:
        article = await articles.get(session, article_id)
    return _shown(article)


@router.patch("/articles/{article_id}")
async def update_article(
    staff: Writer, db: Db, article_id: str, body: schemas.ArticlePatch
) -> schemas.Article:
    """Change an article; fields that are left out stay."""
    async with db.transaction(staff.workspace_id) as session:
        article = await articles.update(session, article_id, body)
    return _shown(article)


@router.delete("/articles/{article_id}", status_code=204)
async def delete_article(staff: Writer, db: Db, article_id: str) -> None:
    """Remove an article."""
    async with db.transaction(staff.workspace_id) as session:
        await articles.delete(session, article_id)


@router.post("/import")
async def import_articles(
    staff: Writer, db: Db, body: schemas.ImportRequest
) -> schemas.ImportResult:
    """Bring in many articles, or the texts of Markdown and JSON files."""
    sources = list(importer.from_json("", body.articles)) if body.articles else []
    files = [(file.name, file.text) for file in body.files]
    async with db.transaction(staff.workspace_id) as session:
        return importer.add(
            await importer.import_articles(session, sources, language=body.language),
            await importer.import_files(session, files, language=body.language),
        )


@router.post("/search")
async def search(
    staff: Reader,
    body: schemas.SearchRequest,
    knowledge: Annotated[KnowledgeSearch, provided(KnowledgeSearch)],
) -> schemas.SearchResult:
    """Search as the assistant does, with every leg's score."""
    result = await knowledge.search(
        staff.workspace_id,
        body.query,
        language=body.language,
        audience=body.audience,
        limit=body.limit,
    )
    return schemas.SearchResult.model_validate(result, from_attributes=True)


def _shown(article: Article) -> schemas.Article:
    return schemas.Article.model_validate(article, from_attributes=True)
