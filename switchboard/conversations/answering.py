"""Which assistant answers: who is in charge is one thing, who answers until they come another."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_

from switchboard.conversations.models import AssigneeKind, AuthorKind, Conversation, Status


def answering_assistant(conversation: Conversation) -> str | None:
    """The assistant that may answer now: the one in charge, or the one on standby.

    On standby it answers while the conversation waits for people; as soon as one of them takes
    it, or an assignment says otherwise, it stops.
    """
    if conversation.status != Status.OPEN:
        return None
    if conversation.assignee_kind == AssigneeKind.ASSISTANT:
        return conversation.assignee_id
    return conversation.standby_assistant_id if is_queued(conversation) else None


def is_queued(conversation: Conversation) -> bool:
    """Whether it waits for people: nobody has it, or a team's queue."""
    return conversation.assignee_kind in (None, AssigneeKind.TEAM)


def may_answer(conversation: Conversation, assistant_id: str | None) -> bool:
    """Whether this assistant may answer: not after a person's message, whoever is in charge."""
    return (
        assistant_id is not None
        and answering_assistant(conversation) == assistant_id
        and conversation.last_message_author != AuthorKind.MEMBER
    )


_QUEUED = or_(Conversation.assignee_kind.is_(None), Conversation.assignee_kind == AssigneeKind.TEAM)
_IN_CHARGE = Conversation.assignee_kind == AssigneeKind.ASSISTANT

HAS_ASSISTANT: ColumnElement[bool] = and_(
    Conversation.status == Status.OPEN,
    or_(_IN_CHARGE, and_(_QUEUED, Conversation.standby_assistant_id.is_not(None))),
)
"""Whether `answering_assistant` names one, as SQL."""

ASSISTANT_ID: ColumnElement[Any] = case(
    (_IN_CHARGE, Conversation.assignee_id), else_=Conversation.standby_assistant_id
)
"""Its id, where `HAS_ASSISTANT` holds."""
