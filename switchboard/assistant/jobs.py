"""Answers a conversation: lease, turn, and one transaction for all that follows from it.

A job is only a wake-up. Whoever holds the lease answers everything that is unanswered, and looks
once more before letting go. No transaction is open while the turn is taken.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from switchboard.assistant import debounce
from switchboard.assistant.assistant import TurnTaker
from switchboard.assistant.commit import carry_out, turn_row
from switchboard.assistant.interruption import Interrupted, News, look, more_of_burst, watched
from switchboard.assistant.live_draft import Live
from switchboard.assistant.load_turn_input import load
from switchboard.assistant.outcome import Reply
from switchboard.assistant.situation import Situation
from switchboard.assistant.trace import Trace
from switchboard.assistant.turn import Taken
from switchboard.conversations import (
    AssigneeKind,
    Author,
    AuthorKind,
    Conversation,
    TakenOver,
    lease,
)
from switchboard.core.clock import now
from switchboard.core.db import Database, Session
from switchboard.core.errors import Unavailable
from switchboard.core.ids import new_id
from switchboard.core.jobs import Job, RetryLater
from switchboard.core.provide import Services
from switchboard.core.telemetry import TOKENS, TURN_SECONDS, TURNS
from switchboard.handover import Reason, request
from switchboard.realtime import Bus

log = structlog.get_logger(__name__)

_LEASE_MARGIN = 7.0
"""Seconds that a lease lasts beyond the longest turn."""

_LETS_GO_TRIES = 10
_LETS_GO_PAUSE = 0.5
"""Seconds, beside those that each try waits for the database."""

_GIVE_UP_AFTER = 3
"""The attempt whose failure gives the customer a person instead of another attempt."""


async def answer(services: Services, job: Job) -> None:
    """Answer all that a customer wrote, if an assistant is in charge.

    Raises RetryLater while the customer is still writing, or while a worker that may have died
    holds the lease.
    """
    run = _Run(
        services.get(Database),
        services.get(Bus),
        services.get(TurnTaker),
        job.workspace_id,
        job.payload["conversation_id"],
    )
    try:
        while await run.answer_once():
            pass
    except RetryLater:
        await run.let_go()
        raise
    except Unavailable:
        await run.let_go()
        raise
    except Exception:
        await run.let_go()
        if job.attempt < _GIVE_UP_AFTER:
            raise
        log.exception("answer_failed", conversation=run.conversation_id)
        await run.give_to_person()


@dataclass(slots=True)
class _Run:
    """One run of the job. `owner` names it in the lease."""

    database: Database
    bus: Bus
    taker: TurnTaker
    workspace_id: str
    conversation_id: str
    owner: str = field(default_factory=lambda: new_id("run"))
    holding: bool = False

    async def answer_once(self) -> bool:
        """Take one turn; True when the customer has written more meanwhile."""
        situation = await self._begin()
        if situation is None:
            return False
        name = situation.assistant_name
        live = Live(self.bus, self.conversation_id, new_id("turn"), name)
        posted, trace = False, Trace(language=situation.known_language)
        try:
            taken = await self._take(situation, live)
            trace = taken.trace
            more = await self._finish(situation, taken, live.turn_id)
            posted = True
        except TakenOver:
            await self._drop(situation, trace, live.turn_id)
            return False
        finally:
            await live.close(dropped=not posted)
        return more

    async def _begin(self) -> Situation | None:
        """Take the lease and read what is to be answered; None when there is nothing to do.

        Raised inside the transaction, RetryLater leaves the lease as it was.
        """
        lasting = timedelta(seconds=self.taker.usual_seconds + _LEASE_MARGIN)
        async with self.database.transaction(self.workspace_id) as session:
            if not await lease.take(session, self.conversation_id, self.owner, lasting):
                await self._come_back_for(session)
                return None
            situation = await load(session, self.conversation_id)
            lines = situation.unanswered
            if not lines:
                await self._give_back(session)
                return None
            _wait(debounce.seconds_to_wait(lines, now(), with_model=self.taker.has_model))
        self.holding = True
        return situation

    async def _come_back_for(self, session: Session) -> None:
        """The lease's holder may have died: if so, its lease runs out unanswered."""
        remaining = await lease.held_until_elsewhere(session, self.conversation_id)
        if remaining and await lease.unanswered_through(session, self.conversation_id):
            raise RetryLater(remaining + timedelta(seconds=0.5))

    async def _take(self, situation: Situation, live: Live) -> Taken:
        """The turn. Raises TakenOver or RetryLater when its answer is not needed any more."""
        turn = self.taker.take(situation, live)
        if not self.taker.has_model:
            taken = await turn
            if not (isinstance(taken.outcome, Reply) and taken.outcome.sources):
                _wait(debounce.seconds_until_unsure(situation.unanswered, now()))
            return taken
        try:
            return await watched(turn, lambda: self._news(situation))
        except Interrupted as interrupted:
            if interrupted.news is News.TAKEN_OVER:
                raise TakenOver from interrupted
            raise RetryLater(timedelta(seconds=debounce.PAUSE_IN_BURST)) from interrupted

    async def _news(self, situation: Situation) -> News | None:
        async with self.database.transaction(self.workspace_id) as session:
            return await look(session, self.conversation_id, self.owner, situation)

    async def _finish(self, situation: Situation, taken: Taken, turn_id: str) -> bool:
        """All that follows from the turn, in one transaction; True when there is more to answer.

        Raises TakenOver; and RetryLater, when the customer's burst went on meanwhile.
        """
        outcome, trace = taken.outcome, taken.trace
        async with self.database.transaction(self.workspace_id) as session:
            entry = await carry_out(session, self.conversation_id, situation, outcome, turn_id)
            # Looked at only now, under the lock that posting took: what is raised undoes it all.
            conversation = await session.get_one(Conversation, self.conversation_id)
            # The newest entry is ours, if we said something, or else the one that was answered.
            newest = entry.seq - 1 if entry else conversation.last_seq
            news_came = newest != situation.last_seq
            if news_came and await more_of_burst(session, self.conversation_id, situation):
                raise RetryLater(timedelta(seconds=debounce.PAUSE_IN_BURST))
            lease.settle(conversation, self.owner, situation.unanswered[-1].seq)
            conversation.language = trace.language or conversation.language
            row = turn_row(
                session,
                self.conversation_id,
                situation,
                trace,
                turn_id=turn_id,
                outcome=outcome.kind,
                entry=entry,
                cost=self.taker.cost(trace),
            )
            session.add(row)
            if news_came:
                done = await lease.release(session, self.conversation_id, self.owner)
            else:
                conversation.lease_owner, conversation.lease_until, done = None, None, True
        self.holding = not done
        _measure(outcome.kind, trace)
        return not done

    async def _drop(self, situation: Situation, trace: Trace, turn_id: str) -> None:
        """Remember the turn that nobody needs any more, and let go."""
        trace.reason = "taken_over"
        async with self.database.transaction(self.workspace_id) as session:
            row = turn_row(
                session,
                self.conversation_id,
                situation,
                trace,
                turn_id=turn_id,
                outcome="dropped",
                cost=self.taker.cost(trace),
            )
            session.add(row)
            await self._give_back(session)
        _measure("dropped", trace)

    async def let_go(self) -> None:
        """Give the lease back, whatever is unanswered: this job is going to come back.

        Also when the database is away, which may be why: else the customer would wait until the
        lease runs out. It does so by itself in the end.
        """
        for _ in range(_LETS_GO_TRIES):
            if not self.holding:
                return
            try:
                async with self.database.transaction(self.workspace_id) as session:
                    await self._give_back(session)
            except Unavailable:
                await asyncio.sleep(_LETS_GO_PAUSE)

    async def _give_back(self, session: Session) -> None:
        await lease.give_back(session, self.conversation_id, self.owner)
        self.holding = False

    async def give_to_person(self) -> None:
        """The last resort: what cannot be answered goes to a person."""
        async with self.database.transaction(self.workspace_id) as session:
            conversation = await session.get(Conversation, self.conversation_id)
            if conversation and conversation.assignee_kind == AssigneeKind.ASSISTANT:
                by = Author(AuthorKind.ASSISTANT, conversation.assignee_id)
                await request(session, self.conversation_id, Reason.FAILED, by)


def _wait(seconds: float) -> None:
    if seconds > 0:
        raise RetryLater(timedelta(seconds=seconds))


def _measure(outcome: str, trace: Trace) -> None:
    TURNS.labels(outcome).inc()
    TURN_SECONDS.observe(trace.duration_ms / 1000)
    if trace.model and trace.input_tokens:
        TOKENS.labels(trace.model, "input").inc(trace.input_tokens)
        TOKENS.labels(trace.model, "output").inc(trace.output_tokens)
