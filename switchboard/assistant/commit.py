"""Keeps what a turn came to: the message or the handover, and the turn's trace."""

from dataclasses import asdict
from decimal import Decimal

from switchboard import handover
from switchboard.assistant.models import Turn
from switchboard.assistant.outcome import Clarify, Handover, Outcome, Resolve
from switchboard.assistant.situation import Situation
from switchboard.assistant.trace import Trace
from switchboard.conversations import (
    Author,
    AuthorKind,
    Entry,
    EntryKind,
    NewEntry,
    check_in_charge,
    lock,
    post,
    resolve,
)
from switchboard.conversations.rich import QuickReply, Rich
from switchboard.core.db import Session


async def carry_out(
    session: Session,
    conversation_id: str,
    situation: Situation,
    outcome: Outcome,
    turn_id: str,
) -> Entry | None:
    """Say it to the customer and do what the outcome asks for.

    Returns the first entry that this appends; None when people were asked already and there is
    nothing to say that was not said. Raises TakenOver.
    """
    author = Author(AuthorKind.ASSISTANT, situation.assistant_id, situation.assistant_name)
    sources = [asdict(source) for source in outcome.sources]
    if isinstance(outcome, Handover) and situation.people_asked:
        return await _while_waiting(session, conversation_id, situation, outcome, author, turn_id)
    if isinstance(outcome, Handover):
        told = await handover.request(
            session,
            conversation_id,
            outcome.reason,
            author,
            text=outcome.text,
            sources=sources,
            turn_id=turn_id,
        )
        assert told is not None, "an assistant that is in charge always tells the customer"
        return told
    new = NewEntry(
        EntryKind.MESSAGE,
        author,
        text=outcome.text,
        sources=sources,
        rich=_to_tap(outcome),
        turn_id=turn_id,
    )
    entry = await post(session, conversation_id, new)
    if isinstance(outcome, Resolve) and not situation.people_asked:
        await resolve(session, conversation_id, author)
    return entry


async def _while_waiting(
    session: Session,
    conversation_id: str,
    situation: Situation,
    outcome: Handover,
    author: Author,
    turn_id: str,
) -> Entry | None:
    """People were asked already: the customer is told so once, and then left to wait for them."""
    if outcome.text in {line.text for line in situation.own_lines}:
        check_in_charge(await lock(session, conversation_id), author)
        return None
    told = NewEntry(EntryKind.MESSAGE, author, text=outcome.text, turn_id=turn_id)
    return await post(session, conversation_id, told)


def _to_tap(outcome: Outcome) -> dict[str, object] | None:
    """The answers that the customer may tap."""
    if not isinstance(outcome, Clarify) or not outcome.answers:
        return None
    return Rich(quick_replies=[QuickReply(title=title) for title in outcome.answers]).model_dump()


def turn_row(
    session: Session,
    conversation_id: str,
    situation: Situation,
    trace: Trace,
    *,
    turn_id: str,
    outcome: str,
    entry: Entry | None = None,
    cost: Decimal | None = None,
) -> Turn:
    """The trace as a row, with the numbers of the messages it answers. `cost` is in US dollars."""
    return Turn(
        id=turn_id,
        workspace_id=session.workspace_id,
        conversation_id=conversation_id,
        entry_id=entry.id if entry else None,
        assistant_id=situation.assistant_id,
        outcome=outcome,
        reason=trace.reason,
        confidence=trace.confidence,
        decision=trace.decision,
        language=trace.language,
        query=trace.query,
        passages=trace.passages,
        model=trace.model,
        input_tokens=trace.input_tokens,
        output_tokens=trace.output_tokens,
        cost=None if cost is None else float(cost),
        duration_ms=trace.duration_ms,
        timings=trace.timings,
        manifest={**trace.manifest, "answers": [line.seq for line in situation.unanswered]},
        error=trace.error,
        provider_says=trace.provider_says,
    )
