"""The latest visits of each visitor, for a month and in Valkey: useful, and no loss to lose."""

from sqlalchemy import select

from switchboard.channels.webchat.tokens import Visitor
from switchboard.channels.webchat.visits.schemas import Visit
from switchboard.contacts import Identity
from switchboard.conversations import Conversation, ConversationNotFound
from switchboard.core.clock import now
from switchboard.core.db import Database
from switchboard.realtime import Recent


async def keep(recent: Recent, visitor: Visitor, visits: list[Visit]) -> None:
    """Keep visits beside those that are there."""
    lines = [_tidy(visit).model_dump_json().encode() for visit in visits]
    await recent.add(_name(visitor.inbox_id, visitor.external_id), lines)


async def visits_of(
    database: Database, recent: Recent, workspace_id: str, conversation_id: str
) -> list[Visit]:
    """The latest visits of a conversation's customer, newest first.

    Raises ConversationNotFound when the workspace has no such conversation.
    """
    wanted = (
        select(Identity.inbox_id, Identity.external_id)
        .join(Conversation, Conversation.identity_id == Identity.id)
        .where(Conversation.id == conversation_id)
    )
    async with database.transaction(workspace_id) as session:
        found = (await session.execute(wanted)).first()
    if found is None:
        raise ConversationNotFound
    return [Visit.model_validate_json(line) for line in await recent.newest(_name(*found))]


def _tidy(visit: Visit) -> Visit:
    """Without the part after #, which sites use for secrets too, and never in the future."""
    page = visit.page.partition("#")[0]
    return visit.model_copy(update={"page": page, "at": min(visit.at, now())})


def _name(inbox_id: str, external_id: str) -> str:
    return f"visits:{inbox_id}:{external_id}"
