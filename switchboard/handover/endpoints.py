"""Staff hand a conversation over, from the assistant or from themselves, to the queue."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, StringConstraints

from switchboard.conversations import Author, AuthorKind, schemas
from switchboard.conversations.queries import get_conversation
from switchboard.core.api import provided
from switchboard.core.db import Database
from switchboard.handover.reasons import Reason
from switchboard.handover.request import request
from switchboard.team import Principal, allow

router = APIRouter(prefix="/api/v1/conversations", tags=["handover"])


class HandoverRequest(BaseModel):
    """Why, for whoever takes over; the customer does not see it."""

    reason: Annotated[
        str, StringConstraints(strip_whitespace=True, max_length=500, pattern=r"^[^\x00]*$")
    ] = ""


@router.post("/{conversation_id}/handover")
async def hand_over(
    conversation_id: str,
    staff: Annotated[Principal, allow("conversations.write")],
    db: Annotated[Database, provided(Database)],
    body: HandoverRequest | None = None,
) -> schemas.Conversation:
    """Hand the conversation over to the team, and let the customer know."""
    why = body.reason if body else ""
    by = Author(AuthorKind.MEMBER, staff.id, staff.name)
    async with db.transaction(staff.workspace_id) as session:
        await request(session, conversation_id, Reason.BY_STAFF, by, why=why)
        return await get_conversation(session, conversation_id, reader_id=staff.id)
