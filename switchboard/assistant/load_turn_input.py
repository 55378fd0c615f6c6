"""Reads what a turn is about, in one query."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ScalarSelect, bindparam, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from switchboard.assistant.models import Turn
from switchboard.assistant.outcome import Source
from switchboard.assistant.situation import Line, Role, Situation
from switchboard.contacts import Contact, Identity
from switchboard.conversations import (
    AssigneeKind,
    AuthorKind,
    Conversation,
    Entry,
    EntryKind,
    Inbox,
)
from switchboard.conversations.answering import ASSISTANT_ID
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
    """The present episode of a conversation in which an assistant answers."""
    head = (await session.execute(_SITUATION, {"conversation_id": conversation_id})).one()
    return Situation(
        workspace_id=session.workspace_id,
        assistant_id=head.assistant_id or "",
        assistant_name=head.name,
        instructions=head.instructions,
        languages=tuple(head.languages),
        default_language=head.default_language,
        lines=[_line(*line) for line in reversed(head.lines or [])],
        answered_seq=head.answered_seq,
        last_seq=head.last_seq,
        known_language=head.language,
        hinted_language=head.contact_language,
        audience="customers" if head.verified else "public",
        people_asked=head.people_asked,
        offers_person=head.when_unknown != "hand_over",
    )


def _lines() -> ScalarSelect[Any]:
    """The newest messages since the last resolution as one JSON array, newest first."""
    newest = (
        select(
            Entry.seq,
            Entry.author_kind,
            Entry.text,
            func.extract("epoch", Entry.created_at).label("at"),
            Entry.sources,
            Turn.outcome,
        )
        .outerjoin(Turn, Turn.id == Entry.turn_id)
        .where(
            Entry.conversation_id == Conversation.id,
            Entry.seq > Conversation.episode_seq,
            Entry.kind == EntryKind.MESSAGE,
            Entry.author_kind.in_(_ROLES),
        )
        .order_by(Entry.seq.desc())
        .limit(MOST_LINES)
        .correlate(Conversation)
        .subquery()
    )
    line = func.jsonb_build_array(*newest.c)
    return (
        select(func.jsonb_agg(aggregate_order_by(line, newest.c.seq.desc())))
        .select_from(newest)
        .scalar_subquery()
    )


def _line(
    seq: int,
    author_kind: str,
    text: str,
    at: float,
    sources: list[dict[str, Any]],
    outcome: str | None,
) -> Line:
    written = datetime.fromtimestamp(at, UTC)
    shown = tuple(Source(**source) for source in sources)
    return Line(seq, _ROLES[author_kind], text, written, outcome, shown)


# Built once: putting it together takes longer than running it.
_SITUATION = (
    select(
        ASSISTANT_ID.label("assistant_id"),
        (Conversation.assignee_kind.is_distinct_from(AssigneeKind.ASSISTANT)).label("people_asked"),
        Inbox.settings["when_unknown"].astext.label("when_unknown"),
        Conversation.answered_seq,
        Conversation.last_seq,
        Conversation.language,
        Contact.language.label("contact_language"),
        Identity.verified,
        Workspace.languages,
        Workspace.default_language,
        Assistant.name,
        Assistant.instructions,
        _lines().label("lines"),
    )
    .join(Contact, Contact.id == Conversation.contact_id)
    .join(Identity, Identity.id == Conversation.identity_id)
    .join(Workspace, Workspace.id == Conversation.workspace_id)
    .join(Inbox, Inbox.id == Conversation.inbox_id)
    .join(Assistant, Assistant.id == ASSISTANT_ID)
    .where(Conversation.id == bindparam("conversation_id"))
)
