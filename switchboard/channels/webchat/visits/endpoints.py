"""The page tells of visits; staff see them beside the conversation."""

from typing import Annotated

from fastapi import APIRouter, status

from switchboard.channels.webchat.endpoints import Chatting
from switchboard.channels.webchat.visits.schemas import VisitList, Visits
from switchboard.channels.webchat.visits.service import keep, visits_of
from switchboard.core.api import provided
from switchboard.core.db import Database
from switchboard.core.rate_limit import Limit, RateLimiter
from switchboard.realtime import Recent
from switchboard.team import PUBLIC, Principal, allow

router = APIRouter(tags=["widget"], dependencies=[PUBLIC])
staff_router = APIRouter(tags=["conversations"])

VISITS = Limit("visitor-visits", count=60, seconds=60)
Kept = Annotated[Recent, provided(Recent)]


@router.post("/api/v1/widget/visits", status_code=status.HTTP_202_ACCEPTED)
async def tell_visits(
    body: Visits,
    visitor: Chatting,
    recent: Kept,
    limiter: Annotated[RateLimiter, provided(RateLimiter)],
) -> None:
    """Report visited pages and events to the team."""
    await limiter.require(VISITS, f"{visitor.inbox_id}:{visitor.external_id}")
    await keep(recent, visitor, body.visits)


@staff_router.get("/api/v1/conversations/{conversation_id}/visits")
async def visits(
    conversation_id: str,
    staff: Annotated[Principal, allow("conversations.read")],
    db: Annotated[Database, provided(Database)],
    recent: Kept,
) -> VisitList:
    """List the customer's recent page visits and events: up to 50, for 30 days."""
    items = await visits_of(db, recent, staff.workspace_id, conversation_id)
    return VisitList(items=items)
