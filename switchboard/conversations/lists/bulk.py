"""One action on many conversations: each for itself, so that one that fails stops no other."""

from collections.abc import Awaitable, Callable
from typing import Any

from switchboard.conversations.assign import Assignee, assign
from switchboard.conversations.labels import set_labels, set_priority
from switchboard.conversations.lists import schemas
from switchboard.conversations.lists.filters import Listing, Ordered
from switchboard.conversations.lists.pages import Chosen, choose
from switchboard.conversations.models import AssigneeKind, Conversation, Priority
from switchboard.conversations.read_marks import mark_read, mark_unread
from switchboard.conversations.status import reopen, resolve, snooze
from switchboard.conversations.timeline import Author
from switchboard.core.db import Database, Session
from switchboard.core.db_faults import repeated
from switchboard.core.errors import Problem
from switchboard.team.directory import find_assignee

Act = Callable[[Session, str], Awaitable[Any]]


async def act_on_many(
    database: Database, workspace_id: str, asked: schemas.BulkAction, by: Author
) -> schemas.BulkResult:
    """Do it to each, in a transaction of its own, and say of each how it went.

    Raises Invalid or NotFound when the action itself makes no sense.
    """
    async with database.transaction(workspace_id) as session:
        chosen = await _chosen(session, asked, by)
        act = await _action(session, asked.action, by)
    # In one order for everybody: under an Idempotency-Key all of them stay locked until the end.
    results = {one: await _one(database, workspace_id, act, one) for one in sorted(chosen.ids)}
    items = [results[one] for one in chosen.ids]
    return schemas.BulkResult(items=items, more=chosen.next is not None, next=chosen.next)


async def _chosen(session: Session, asked: schemas.BulkAction, by: Author) -> Chosen:
    if asked.ids:
        return Chosen(list(dict.fromkeys(asked.ids)), None)
    wanted = (asked.filter or Ordered()).model_dump(exclude_defaults=True)
    listing = Listing(**wanted, limit=asked.limit, after=asked.after)
    return await choose(session, listing, str(by.id))


async def _one(
    database: Database, workspace_id: str, act: Act, conversation_id: str
) -> schemas.BulkItem:
    async def do() -> None:
        async with database.transaction(workspace_id) as session:
            await act(session, conversation_id)

    try:
        await repeated(do)
    except Problem as problem:
        return schemas.BulkItem(id=conversation_id, status="failed", detail=problem.detail)
    return schemas.BulkItem(id=conversation_id, status="done")


async def _action(session: Session, action: schemas.Action, by: Author) -> Act:
    match action:
        case schemas.AssignAction():
            chosen = await _assignee(session, action)
            return lambda s, id_: assign(s, id_, chosen, by)
        case schemas.SnoozeAction():
            return lambda s, id_: snooze(s, id_, action.until, by)
        case schemas.LabelAction():
            return lambda s, id_: set_labels(s, id_, add=action.add, remove=action.remove)
        case schemas.PriorityAction():
            priority = Priority[action.priority.upper()]
            return lambda s, id_: set_priority(s, id_, priority)
    return _PLAIN[action.type](by)


async def _assignee(session: Session, action: schemas.AssignAction) -> Assignee | None:
    if action.assignee is None:
        return None
    kind, id_ = action.assignee.kind, action.assignee.id
    return Assignee(AssigneeKind(kind), id_, await find_assignee(session, kind, id_))


async def _read(session: Session, conversation_id: str, by: Author) -> None:
    conversation = await session.get(Conversation, conversation_id)
    if conversation is not None:
        await mark_read(session, conversation_id, str(by.id), conversation.last_seq)


_PLAIN: dict[str, Callable[[Author], Act]] = {
    "resolve": lambda by: lambda s, id_: resolve(s, id_, by),
    "reopen": lambda by: lambda s, id_: reopen(s, id_, by),
    "read": lambda by: lambda s, id_: _read(s, id_, by),
    "unread": lambda by: lambda s, id_: mark_unread(s, id_, str(by.id)),
}
