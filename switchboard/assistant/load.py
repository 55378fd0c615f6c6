"""Reads what a turn is about, in two queries."""

from typing import Any

from sqlalchemy import Row, and_, select

from switchboard.assistant.models import Turn
from switchboard.assistant.outcome import Source
from switchboard.assistant.situation import Line, Role, Situation
from switchboard.contacts import Contact
from switchboard.conversations import AuthorKind, Conversation, Entry, EntryKind
from switchboard.core.db import Session
from switchboard.team import Workspace
from switchboard.team.assistants import Assistant

MOST_LINES = 60

_ROLES: dict[str, Role] = {
    AuthorKind.CONTACT: "customer",
    AuthorKind.ASSISTANT: "assistant",
    AuthorKind.MEMBER: "person",
}


async def load(session: Session, conversation_id: str) -> Situation:
    """The present episode of a conversation that an assistant is in charge of."""
    head = (
        await session.execute(
            select(
                Conversation.assignee_id,
                Conversation.answered_seq,
                Conversation.last_seq,
                Conversation.language,
                Contact.language.label("contact_language"),
                Workspace.languages,
                Workspace.default_language,
                Assistant.name,
                Assistant.instructions,
            )
            .join(Contact, Contact.id == Conversation.contact_id)
            .join(Workspace, Workspace.id == Conversation.workspace_id)
            .join(Assistant, Assistant.id == Conversation.assignee_id)
            .where(Conversation.id == conversation_id)
        )
    ).one()
    return Situation(
        workspace_id=session.workspace_id,
        assistant_id=head.assignee_id or "",
        assistant_name=head.name,
        instructions=head.instructions,
        languages=tuple(head.languages),
        default_language=head.default_language,
        lines=await _lines(session, conversation_id),
        answered_seq=head.answered_seq,
        last_seq=head.last_seq,
        known_language=head.language,
        hinted_language=head.contact_language,
    )


async def _lines(session: Session, conversation_id: str) -> list[Line]:
    """The newest messages since the last resolution, oldest first."""
    rows = await session.execute(
        select(
            Entry.seq,
            Entry.author_kind,
            Entry.text,
            Entry.created_at,
            Entry.sources,
            Turn.outcome,
        )
        .join(Conversation, Conversation.id == Entry.conversation_id)
        .outerjoin(Turn, and_(Turn.id == Entry.turn_id, Entry.turn_id.is_not(None)))
        .where(
            Entry.conversation_id == conversation_id,
            Entry.seq > Conversation.episode_seq,
            Entry.kind == EntryKind.MESSAGE,
            Entry.author_kind.in_(_ROLES),
        )
        .order_by(Entry.seq.desc())
        .limit(MOST_LINES)
    )
    return [_line(row) for row in reversed(rows.all())]


def _line(row: Row[Any]) -> Line:
    sources = tuple(Source(**source) for source in row.sources)
    role = _ROLES[row.author_kind]
    return Line(row.seq, role, row.text, row.created_at, row.outcome, sources)
