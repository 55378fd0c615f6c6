"""The state machine: every allowed step, every refused one with its reason."""

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from itertools import product
from typing import Any, TypeVar
from uuid import uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as run_machine
from sqlalchemy import update

from switchboard.conversations import (
    Author,
    AuthorKind,
    Conversation,
    EntryKind,
    NotPossibleNow,
    Status,
    TakenOver,
    reopen,
    resolve,
    snooze,
)
from switchboard.conversations.state import Verb, next_status
from switchboard.conversations.status import wake_due, workspaces_with_due
from switchboard.core.clock import now
from switchboard.core.db import Database
from switchboard.core.errors import Invalid
from tests.conversations.people import OLIVIA, Chat
from tests.support.wait import LONGEST_SECONDS
from tests.support.workspace import WorkspaceUnderTest

T = TypeVar("T")

OPEN, SNOOZED, RESOLVED = Status.OPEN, Status.SNOOZED, Status.RESOLVED
STAFF = {AuthorKind.MEMBER}
ALLOWED = {
    (OPEN, Verb.RESOLVE): RESOLVED,
    (SNOOZED, Verb.RESOLVE): RESOLVED,
    (OPEN, Verb.SNOOZE): SNOOZED,
    (SNOOZED, Verb.SNOOZE): SNOOZED,
    (SNOOZED, Verb.REOPEN): OPEN,
    (RESOLVED, Verb.REOPEN): OPEN,
}
WHO = {
    Verb.RESOLVE: {AuthorKind.MEMBER, AuthorKind.ASSISTANT, AuthorKind.SYSTEM},
    Verb.REOPEN: {AuthorKind.MEMBER, AuthorKind.CONTACT, AuthorKind.SYSTEM},
    Verb.SNOOZE: {AuthorKind.MEMBER},
}


@pytest.mark.parametrize(("status", "verb", "actor"), list(product(Status, Verb, AuthorKind)))
def test_every_step_is_allowed_or_refused_with_a_reason(
    status: Status, verb: Verb, actor: AuthorKind
) -> None:
    if (status, verb) in ALLOWED and actor in WHO[verb]:
        assert next_status(status, verb, actor) == ALLOWED[status, verb]
    else:
        with pytest.raises(NotPossibleNow) as refused:
            next_status(status, verb, actor)
        named = {status.value, actor.value}
        assert any(name in refused.value.detail for name in named)


class Life(RuleBasedStateMachine):
    """A conversation to which anything may happen in any order, beside a model of it."""

    chat: Chat
    loop: asyncio.AbstractEventLoop

    @initialize()
    def begin(self) -> None:
        self.chat.sender = uuid4().hex
        self.status, self.assistant, self.count = OPEN, True, 2
        self.person_spoke_last = False
        self._run(self.chat.write())

    @rule()
    def customer_writes(self) -> None:
        if self.status is not OPEN:
            self.count += 1
            self.assistant = self.assistant or self.status is RESOLVED
        self.count += 1
        self.status, self.person_spoke_last = OPEN, False
        self._run(self.chat.write())

    @rule(who=st.sampled_from([OLIVIA, Author(AuthorKind.MEMBER, "mem_max", "Max")]))
    def person_replies(self, who: Author) -> None:
        self.count += 1 + (self.status is not OPEN) + self.assistant
        self.status, self.assistant, self.person_spoke_last = OPEN, False, True
        self._run(self.chat.post(who))

    @rule()
    def person_leaves_a_note(self) -> None:
        self.count += 1
        self._run(self.chat.post(OLIVIA, kind=EntryKind.NOTE))

    @rule()
    def assistant_answers(self) -> None:
        if self.status is OPEN and self.assistant and not self.person_spoke_last:
            self.count += 1
            self._run(self.chat.post(self.chat.assistant))
        else:
            self._refused(self.chat.post(self.chat.assistant), TakenOver)

    @rule(to_assistant=st.booleans())
    def somebody_else_takes_charge(self, to_assistant: bool) -> None:
        before = self._run(self.chat.now())
        target = self.chat.assistant if to_assistant else OLIVIA
        self.count += before.assignee_id != target.id
        self.assistant = to_assistant
        self._run(self.chat.give_to(target))

    @rule(verb=st.sampled_from(list(Verb)), by=st.sampled_from([OLIVIA, None]))
    def status_changes(self, verb: Verb, by: Author | None) -> None:
        actor = by or self.chat.assistant
        following = ALLOWED.get((self.status, verb)) if actor.kind in WHO[verb] else None
        if following is None:
            self._refused(self._change(verb, actor), NotPossibleNow)
            return
        self.count, self.status = self.count + 1, following
        self._run(self._change(verb, actor))

    @invariant()
    def it_is_as_the_model_says(self) -> None:
        if not hasattr(self, "count"):
            return
        conversation, entries = self._run(self.chat.now()), self._run(self.chat.entries())
        assert [entry.seq for entry in entries] == list(range(1, self.count + 1))
        assert conversation.last_seq == self.count
        assert conversation.status == self.status
        assert (conversation.assignee_kind == "assistant") == self.assistant
        assert [e.event["type"] for e in entries if e.event].count("created") == 1
        assert (conversation.snoozed_until is not None) == (self.status is SNOOZED)
        assert conversation.answered_seq <= conversation.last_seq

    async def _change(self, verb: Verb, by: Author) -> None:
        async with self.chat.database.transaction(self.chat.workspace_id) as session:
            if verb is Verb.RESOLVE:
                await resolve(session, self.chat.id, by)
            elif verb is Verb.REOPEN:
                await reopen(session, self.chat.id, by)
            else:
                await snooze(session, self.chat.id, now() + timedelta(days=1), by)

    def _run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(LONGEST_SECONDS)

    def _refused(self, coroutine: Coroutine[Any, Any, Any], error: type[Exception]) -> None:
        with pytest.raises(error):
            self._run(coroutine)


async def test_whatever_happens_the_timeline_has_no_gap(
    database: Database, workspace: WorkspaceUnderTest
) -> None:
    Life.chat, Life.loop = Chat(database, workspace), asyncio.get_running_loop()
    lives = settings(max_examples=15, stateful_step_count=15, deadline=None)
    await asyncio.to_thread(run_machine, Life, settings=lives)


async def test_snoozing_into_the_past_is_refused(chat: Chat) -> None:
    async with chat.database.transaction(chat.workspace_id) as session:
        with pytest.raises(Invalid):
            await snooze(session, chat.id, now() - timedelta(seconds=1), OLIVIA)


async def test_what_was_snoozed_until_now_wakes_once(chat: Chat) -> None:
    async with chat.database.transaction(chat.workspace_id) as session:
        await snooze(session, chat.id, now() + timedelta(days=1), OLIVIA)
        assert await wake_due(session) == 0
        await session.execute(
            update(Conversation)
            .where(Conversation.id == chat.id)
            .values(snoozed_until=now() - timedelta(seconds=1))
        )

    async def is_due() -> bool:
        async with chat.database.system() as session:
            return chat.workspace_id in await workspaces_with_due(session)

    async def wake() -> int:
        async with chat.database.transaction(chat.workspace_id) as session:
            return await wake_due(session)

    assert await is_due()
    assert sorted(await asyncio.gather(wake(), wake())) == [0, 1]
    assert not await is_due()
    assert (await chat.now()).status == OPEN
    assert (await chat.entries())[-1].author_kind == AuthorKind.SYSTEM
