"""Asks for a person: the customer is told, staff see why, and the conversation waits for them.

One transaction, never silent: the same for the assistant that is not sure, for the customer's
own button, and for staff.
"""

from collections.abc import Sequence

from sqlalchemy import func, select

from switchboard.contacts import Contact
from switchboard.conversations import (
    Assignee,
    AssigneeKind,
    Author,
    AuthorKind,
    Conversation,
    Entry,
    EntryKind,
    Inbox,
    NewEntry,
    Status,
    answering_assistant,
    append,
    assign_locked,
    check_in_charge,
    lock,
    note_event,
    post,
)
from switchboard.conversations.business_hours import hours_of
from switchboard.conversations.status import reopen, reopen_for_message
from switchboard.conversations.timeline import SYSTEM
from switchboard.core.clock import now
from switchboard.core.db import Session
from switchboard.handover.away import away_sentence
from switchboard.handover.reasons import Reason
from switchboard.handover.summary import summarise
from switchboard.handover.texts import farewell
from switchboard.team import Team, Workspace

_SUMMARISED = 40


async def request(
    session: Session,
    conversation_id: str,
    reason: Reason,
    by: Author,
    *,
    text: str | None = None,
    sources: Sequence[dict[str, object]] = (),
    turn_id: str | None = None,
    why: str = "",
) -> Entry | None:
    """Put a conversation into the queue for people, and tell the customer so.

    The assistant stays on standby: it answers what it knows until somebody takes over.

    Args: by: the assistant that answers, the customer, or staff; text: for the customer, instead
        of the reason's own sentence; why: more about the reason, for staff only.

    Returns the message to the customer; None when people are there, or were asked, already.
    Raises ConversationNotFound; TakenOver when an assistant asks that no longer answers here.
    """
    conversation = await lock(session, conversation_id)
    if by.kind is AuthorKind.ASSISTANT:
        check_in_charge(conversation, by)
    elif await _people_know(session, conversation, by):
        return None
    waiting_since = conversation.waiting_since or now()
    standby = None if by.kind is AuthorKind.MEMBER else answering_assistant(conversation)
    author = by if by.kind is AuthorKind.ASSISTANT else SYSTEM
    said = await _sentence(session, conversation, text, reason)
    message = NewEntry(EntryKind.MESSAGE, author, text=said, sources=list(sources), turn_id=turn_id)
    entry = await post(session, conversation_id, message)
    await _hand_over(session, conversation, reason, by, why)
    conversation.waiting_since, conversation.standby_assistant_id = waiting_since, standby
    # What was written before is for the people who were asked; what follows may be answered.
    conversation.answered_seq = max(conversation.answered_seq, entry.seq)
    return entry


async def _people_know(session: Session, conversation: Conversation, by: Author) -> bool:
    """Whether people are in charge of the open conversation already; opens it if it is not."""
    if conversation.status != Status.OPEN:
        if by.kind is AuthorKind.CONTACT:
            await reopen_for_message(session, conversation)
        else:
            await reopen(session, conversation.id, by)
        return False
    if by.kind is AuthorKind.MEMBER:
        return conversation.assignee_kind == AssigneeKind.TEAM
    return conversation.assignee_kind in (AssigneeKind.MEMBER, AssigneeKind.TEAM) or (
        conversation.assignee_kind is None and await _handed_over(session, conversation)
    )


async def _handed_over(session: Session, conversation: Conversation) -> bool:
    """Whether the customer was told in this episode already that a person will come."""
    found = await session.scalar(
        select(Entry.seq)
        .where(
            Entry.conversation_id == conversation.id,
            Entry.seq > conversation.episode_seq,
            Entry.kind == EntryKind.EVENT,
            Entry.event["type"].astext == "handed_over",
        )
        .limit(1)
    )
    return found is not None


async def _language(session: Session, conversation: Conversation) -> str | None:
    """The conversation's, else the customer's own, else the company's."""
    if conversation.language:
        return conversation.language
    return await session.scalar(
        select(func.coalesce(Contact.language, Workspace.default_language))
        .join(Workspace, Workspace.id == Contact.workspace_id)
        .where(Contact.id == conversation.contact_id)
    )


async def _sentence(
    session: Session, conversation: Conversation, text: str | None, reason: Reason
) -> str:
    """The text or else the reason's own sentence, and when people are back if they are away."""
    language = await _language(session, conversation)
    text = text or farewell(reason, language)
    away = await _away(session, conversation, language)
    return text if away is None else f"{text}\n\n{away}"


async def _away(session: Session, conversation: Conversation, language: str | None) -> str | None:
    """The sentence that says when people are back; None when they are there."""
    inbox = await session.get(Inbox, conversation.inbox_id)
    hours = hours_of(inbox.settings) if inbox else None
    at = now()
    if hours is None or hours.is_open(at):
        return None
    return away_sentence(language, at, hours.opens_at(at))


async def _hand_over(
    session: Session, conversation: Conversation, reason: Reason, by: Author, why: str
) -> None:
    """The event that the customer sees too, the note for staff, and the queue."""
    said = await session.scalars(
        select(Entry)
        .where(
            Entry.conversation_id == conversation.id,
            Entry.seq > conversation.episode_seq,
            Entry.kind == EntryKind.MESSAGE,
        )
        .order_by(Entry.seq.desc())
        .limit(_SUMMARISED)
    )
    await note_event(session, conversation, by, type="handed_over", reason=str(reason))
    summary = summarise(said.all()[::-1], reason, conversation.language, why)
    await append(session, conversation, NewEntry(EntryKind.NOTE, SYSTEM, text=summary))
    await assign_locked(session, conversation, await _queue(session, conversation), by)


async def _queue(session: Session, conversation: Conversation) -> Assignee | None:
    """The team that the inbox names for handovers; nobody in particular without one."""
    inbox = await session.get(Inbox, conversation.inbox_id)
    team_id = inbox.settings.get("handover_team_id") if inbox else None
    if not isinstance(team_id, str):
        return None
    name = await session.scalar(select(Team.name).where(Team.id == team_id))
    return Assignee(AssigneeKind.TEAM, team_id, name) if name else None
