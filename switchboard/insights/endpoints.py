"""What was asked, what answered and what contradicts itself, over HTTP."""

from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query

from switchboard.core.api import provided
from switchboard.core.clock import now
from switchboard.core.db import Database
from switchboard.core.pages import Page
from switchboard.insights import models, queries, schemas
from switchboard.insights.jobs import order_digest
from switchboard.team import Principal, allow

router = APIRouter(prefix="/api/v1/insights/knowledge", tags=["insights"])

STALE = timedelta(seconds=10)

Reader = Annotated[Principal, allow("knowledge.read")]
Writer = Annotated[Principal, allow("knowledge.write")]
Db = Annotated[Database, provided(Database)]
Days = Annotated[int, Query(ge=1, le=366)]
Limit = Annotated[int, Query(ge=1, le=100)]


@router.get("")
async def overview(staff: Reader, db: Db, days: Days = 30) -> schemas.KnowledgeOverview:
    """Get how articles performed in the last days."""
    async with db.transaction(staff.workspace_id) as session:
        found = await queries.overview(session, days)
        if found.as_of is None or found.as_of < now() - STALE:
            await order_digest(session)
    return found


@router.get("/daily")
async def daily(staff: Reader, db: Db, days: Days = 30) -> Page[schemas.DayOfAnswers]:
    """List answers per day (UTC), oldest first."""
    async with db.transaction(staff.workspace_id) as session:
        return Page(items=await queries.daily(session, days))


@router.get("/articles")
async def articles(
    staff: Reader,
    db: Db,
    days: Days = 30,
    order: queries.Order = "most",
    after: str | None = None,
    limit: Limit = 25,
) -> Page[schemas.ArticleInsight]:
    """List published articles by usage; with `order=never`, unused ones."""
    async with db.transaction(staff.workspace_id) as session:
        found, following = await queries.articles(session, days, order, after, limit)
    return Page(items=found, next=following)


@router.get("/questions")
async def questions(
    staff: Reader, db: Db, after: str | None = None, limit: Limit = 25
) -> Page[schemas.MissedQuestion]:
    """List unanswered questions, grouped, most frequent first."""
    async with db.transaction(staff.workspace_id) as session:
        found, following = await queries.missed_questions(session, after, limit)
    shown = [schemas.MissedQuestion.model_validate(row, from_attributes=True) for row in found]
    return Page(items=shown, next=following)


@router.post("/questions/{question_id}/dismiss", status_code=204)
async def dismiss_question(question_id: str, staff: Writer, db: Db) -> None:
    """Dismiss a group of unanswered questions."""
    async with db.transaction(staff.workspace_id) as session:
        await queries.dismiss(session, models.MissedQuestion, question_id)


@router.get("/contradictions")
async def contradictions(
    staff: Reader, db: Db, after: str | None = None, limit: Limit = 25
) -> Page[schemas.Contradiction]:
    """List conflicting passages of different articles."""
    async with db.transaction(staff.workspace_id) as session:
        found, following = await queries.contradictions(session, after, limit)
    return Page(items=[_contradiction(row) for row in found], next=following)


@router.post("/contradictions/{contradiction_id}/dismiss", status_code=204)
async def dismiss_contradiction(contradiction_id: str, staff: Writer, db: Db) -> None:
    """Mark a pair of passages as not a conflict."""
    async with db.transaction(staff.workspace_id) as session:
        await queries.dismiss(session, models.Contradiction, contradiction_id)


def _contradiction(row: models.Contradiction) -> schemas.Contradiction:
    sides: dict[str, Any] = {
        "first": {"article_id": row.first_id, **row.first},
        "second": {"article_id": row.second_id, **row.second},
    }
    return schemas.Contradiction(
        id=row.id,
        kind=row.kind,
        language=row.language,
        similarity=row.similarity,
        found_at=row.found_at,
        **sides,
    )
