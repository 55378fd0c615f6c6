"""Watches a conversation while the model writes: an answer nobody needs any more is broken off."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from enum import StrEnum
from typing import Any

import structlog
from sqlalchemy import func, select

from switchboard.assistant.debounce import belongs_to_burst
from switchboard.assistant.situation import Situation
from switchboard.assistant.turn import Taken
from switchboard.conversations import AuthorKind, Conversation, Entry, EntryKind
from switchboard.conversations.answering import ASSISTANT_ID, HAS_ASSISTANT
from switchboard.core.db import Session

log = structlog.get_logger(__name__)

EVERY_SECONDS = 0.5


class News(StrEnum):
    """What makes an answer that is being prepared useless."""

    TAKEN_OVER = "taken_over"
    MORE_OF_BURST = "more_of_burst"


class Interrupted(Exception):
    """The turn was broken off; `news` says why."""

    def __init__(self, news: News) -> None:
        super().__init__(news)
        self.news = news


async def watched(
    turn: Coroutine[Any, Any, Taken], news: Callable[[], Awaitable[News | None]]
) -> Taken:
    """The turn's end. Raises Interrupted, and cancels the turn, when there is news before."""
    task = asyncio.create_task(turn, name="turn")
    try:
        while not (await asyncio.wait({task}, timeout=EVERY_SECONDS))[0]:
            if found := await _quietly(news):
                raise Interrupted(found)
        return task.result()
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _quietly(news: Callable[[], Awaitable[News | None]]) -> News | None:
    """A look that fails shows nothing: the check before posting is the one that counts."""
    try:
        return await news()
    except Exception as error:
        log.warning("look_failed", reason=error)
        return None


async def look(
    session: Session, conversation_id: str, owner: str, situation: Situation
) -> News | None:
    """Whether somebody else is in charge by now, or the customer goes on writing."""
    row = (
        await session.execute(
            select(
                HAS_ASSISTANT.label("has_assistant"),
                ASSISTANT_ID.label("assistant_id"),
                Conversation.lease_owner,
                Conversation.last_seq,
            ).where(Conversation.id == conversation_id)
        )
    ).one()
    answering = (True, situation.assistant_id, owner)
    if (row.has_assistant, row.assistant_id, row.lease_owner) != answering:
        return News.TAKEN_OVER
    if row.last_seq == situation.last_seq:
        return None
    return await more_of_burst(session, conversation_id, situation)


async def more_of_burst(
    session: Session, conversation_id: str, situation: Situation
) -> News | None:
    """Whether the customer's burst went on after what is being answered."""
    newest = await session.scalar(
        select(func.max(Entry.created_at)).where(
            Entry.conversation_id == conversation_id,
            Entry.seq > situation.last_seq,
            Entry.kind == EntryKind.MESSAGE,
            Entry.author_kind == AuthorKind.CONTACT,
        )
    )
    belongs = newest is not None and belongs_to_burst(situation.unanswered, newest)
    return News.MORE_OF_BURST if belongs else None
