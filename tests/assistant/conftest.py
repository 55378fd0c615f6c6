"""Conversations on the real engines, answered by hand: no worker hears of them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest_asyncio
from sqlalchemy import select

from switchboard.assistant.assistant import TurnTaker
from switchboard.assistant.jobs import answer
from switchboard.assistant.models import Turn
from switchboard.assistant.ports import Search
from switchboard.contacts import Sender
from switchboard.conversations import (
    Author,
    AuthorKind,
    Conversation,
    Entry,
    EntryKind,
    InboundMessage,
    receive,
)
from switchboard.core.clock import now
from switchboard.core.db import Database
from switchboard.core.jobs import Job, RetryLater
from switchboard.core.provide import Services
from switchboard.engines import Engines
from switchboard.llm import ChatModel
from switchboard.realtime import Bus
from tests.assistant.shelf import Found, Shelf
from tests.support.workspace import WorkspaceUnderTest


class Meanwhile(Shelf):
    """A shelf on which something happens in the conversation while it is searched, once."""

    def __init__(self, happens: Callable[[], Awaitable[Any]]) -> None:
        super().__init__()
        self._happens: Callable[[], Awaitable[Any]] | None = happens

    async def search(self, *args: Any, **kwargs: Any) -> Found:
        """Let it happen, then search."""
        if self._happens is not None:
            happens, self._happens = self._happens, None
            await happens()
        return await super().search(*args, **kwargs)


@dataclass
class Chat:
    """One customer's conversation, and the means to answer it."""

    database: Database
    bus: Bus
    workspace: WorkspaceUnderTest
    customer: str = field(default_factory=lambda: uuid4().hex)
    id: str = ""

    async def say(self, *texts: str, ago: float = 10.0, every: float = 0.8) -> None:
        """Let the customer write; the last message came `ago` seconds before now."""
        last = now() - timedelta(seconds=ago)
        for back, text in zip(range(len(texts) - 1, -1, -1), texts, strict=True):
            await self._receive(text, last - timedelta(seconds=every * back))

    async def _receive(self, text: str, at: datetime) -> None:
        message = InboundMessage(
            self.workspace.inbox["id"], uuid4().hex, Sender(self.customer), text, sent_at=at
        )
        async with self.database.transaction(self.workspace.id) as session:
            [received] = await receive(session, [message])
        assert received is not None
        self.id = received.conversation.id

    async def answered_by(
        self, search: Search | None = None, model: ChatModel | None = None, *, attempt: int = 1
    ) -> None:
        """Run the job once."""
        services = Services()
        services.add(self.database)
        services.add(self.bus)
        services.add(TurnTaker(search or Shelf(), model))
        job = Job("assistant.answer", self.workspace.id, {"conversation_id": self.id}, attempt)
        await answer(services, job)

    async def asked_to_wait(self, search: Search | None = None) -> timedelta:
        """Run the job, which must want to be called again; returns when."""
        try:
            await self.answered_by(search)
        except RetryLater as later:
            return later.delay
        raise AssertionError("it did not wait")

    async def do(self, verb: Callable[..., Awaitable[Any]], *args: Any) -> Any:
        """A verb of the module conversations, in a transaction, by the owner."""
        by = Author(AuthorKind.MEMBER, self.workspace.owner_id, "Olivia Owner")
        async with self.database.transaction(self.workspace.id) as session:
            return await verb(session, self.id, *args, by)

    async def row(self) -> Conversation:
        """The conversation as it is."""
        async with self.database.transaction(self.workspace.id) as session:
            return await session.get_one(Conversation, self.id)

    async def entries(self, kind: EntryKind = EntryKind.MESSAGE) -> Sequence[Entry]:
        """The entries of a kind, oldest first."""
        async with self.database.transaction(self.workspace.id) as session:
            query = select(Entry).where(Entry.conversation_id == self.id, Entry.kind == kind)
            return (await session.scalars(query.order_by(Entry.seq))).all()

    async def answers(self) -> list[Entry]:
        """What the assistant said."""
        return [
            entry for entry in await self.entries() if entry.author_kind == AuthorKind.ASSISTANT
        ]

    async def turns(self) -> Sequence[Turn]:
        """The traces, oldest first."""
        async with self.database.transaction(self.workspace.id) as session:
            query = select(Turn).where(Turn.conversation_id == self.id).order_by(Turn.id)
            return (await session.scalars(query)).all()


@pytest_asyncio.fixture(loop_scope="session")
async def quiet_database(engines: Engines) -> AsyncIterator[Database]:
    """A database of its own whose events nobody hears."""
    database = Database(engines.urls.database_url, pool_size=12)
    yield database
    await database.dispose()


@pytest_asyncio.fixture(loop_scope="session")
async def chat(quiet_database: Database, bus: Bus, workspace: WorkspaceUnderTest) -> Chat:
    """A conversation that is about to begin."""
    return Chat(quiet_database, bus, workspace)


async def together(*runs: Awaitable[None]) -> None:
    """Run jobs at the same time; those that want to come back may."""
    results = await asyncio.gather(*runs, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception) and not isinstance(result, RetryLater):
            raise result
