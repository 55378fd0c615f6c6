"""Wakes the assistant: a job in the transaction of the message or the assignment."""

from switchboard.conversations import (
    Assigned,
    Conversation,
    MessageReceived,
    Reopened,
    answering_assistant,
)
from switchboard.core.db import Session
from switchboard.core.jobs import enqueue

ANSWER = "assistant.answer"


async def answer_when_received(session: Session, event: MessageReceived) -> None:
    """A customer wrote: wake the assistant, if one may answer."""
    await _wake(session, event.conversation)


async def answer_when_assigned(session: Session, event: Assigned) -> None:
    """A conversation was given (back) to an assistant: it answers what is unanswered."""
    await _wake(session, event.conversation)


async def answer_when_reopened(session: Session, event: Reopened) -> None:
    """A conversation woke up: what was unanswered when it was put to rest is answered now."""
    await _wake(session, event.conversation)


async def _wake(session: Session, conversation: Conversation) -> None:
    if answering_assistant(conversation) is not None:
        await enqueue(session, ANSWER, {"conversation_id": conversation.id}, urgent=True)
