"""The assistant over HTTP: why it answered so, what it is told, and a place to try it."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter
from sqlalchemy import select

from switchboard.assistant import models, schemas
from switchboard.assistant.assistant import TurnTaker
from switchboard.assistant.trial import situation_of
from switchboard.conversations import Conversation, ConversationNotFound
from switchboard.conversations.schemas import Source
from switchboard.core.api import provided
from switchboard.core.db import Database
from switchboard.core.pages import Page
from switchboard.core.versions import IfMatch, check_unchanged
from switchboard.team import Principal, allow
from switchboard.team.assistants import get_assistant, list_assistants
from switchboard.team.permissions import PERMISSIONS

router = APIRouter(prefix="/api/v1", tags=["assistant"])

Db = Annotated[Database, provided(Database)]
MOST_TURNS = 500


@router.get("/conversations/{conversation_id}/turns")
async def turns(
    conversation_id: str, staff: Annotated[Principal, allow("conversations.read")], db: Db
) -> Page[schemas.Turn]:
    """List the assistant's turns in a conversation, oldest first (the newest 500)."""
    async with db.transaction(staff.workspace_id) as session:
        if await session.get(Conversation, conversation_id) is None:
            raise ConversationNotFound
        rows = await session.scalars(
            select(models.Turn)
            .where(models.Turn.conversation_id == conversation_id)
            .order_by(models.Turn.created_at.desc(), models.Turn.id.desc())
            .limit(MOST_TURNS)
        )
    in_full = _sees_provider(staff)
    return Page(items=[schemas.Turn.of(row, in_full=in_full) for row in reversed(rows.all())])


@router.get("/assistants")
async def assistants(
    staff: Annotated[Principal, allow("assistant.read")], db: Db
) -> Page[schemas.Assistant]:
    """List the workspace's assistants."""
    async with db.transaction(staff.workspace_id) as session:
        return Page(items=[schemas.Assistant.of(row) for row in await list_assistants(session)])


@router.patch("/assistants/{assistant_id}")
async def change_assistant(
    assistant_id: str,
    body: schemas.AssistantPatch,
    staff: Annotated[Principal, allow("assistant.write")],
    db: Db,
    if_match: IfMatch = None,
) -> schemas.Assistant:
    """Update an assistant's name or instructions."""
    async with db.transaction(staff.workspace_id) as session:
        assistant = await get_assistant(session, assistant_id)
        check_unchanged(schemas.Assistant.of(assistant), if_match)
        for name, value in body.model_dump(exclude_none=True).items():
            setattr(assistant, name, value)
    return schemas.Assistant.of(assistant)


@router.post("/assistant/try")
async def try_assistant(
    body: schemas.TryRequest,
    staff: Annotated[Principal, allow("assistant.try")],
    db: Db,
    taker: Annotated[TurnTaker, provided(TurnTaker)],
) -> schemas.TryResult:
    """Ask the assistant a question; nothing is sent or saved."""
    async with db.transaction(staff.workspace_id) as session:
        situation = await situation_of(session, body)
    taken = await taker.take(situation)
    outcome, trace = taken.outcome, taken.trace
    cost = taker.cost(trace)
    if not _sees_provider(staff):
        trace.provider_says = None
    return schemas.TryResult(
        outcome=outcome.kind,
        reason=trace.reason,
        text=outcome.text,
        sources=[Source(**asdict(source)) for source in outcome.sources],
        confidence=trace.confidence or 0.0,
        language=trace.language or situation.default_language,
        cost=None if cost is None else float(cost),
        trace=trace.as_dict(),
    )


def _sees_provider(staff: Principal) -> bool:
    """What a provider says of an account or a key is for those who set up the assistant."""
    return "assistant.write" in PERMISSIONS[staff.role]
