"""The order of a list, as stretches that one index each gives in order."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, literal, select, tuple_
from sqlalchemy.orm import aliased

from switchboard.conversations.lists.conditions import (
    Condition,
    Entity,
    asked_of_rows,
    asks_more,
    assignee_id,
    literally,
    of_tag,
    served_by_index,
    tag_of,
    waiting,
)
from switchboard.conversations.lists.filters import Filter, Ordered, Sort
from switchboard.conversations.models import Conversation, ConversationTag, Priority, Status
from switchboard.core.pages import InvalidCursor, cursor_time, decode_cursor, encode_cursor

Position = tuple[Any, ...]
"""Where a row stands in its stretch: the values of the order's columns, the id last."""


@dataclass(frozen=True)
class KeysetRange:
    """A part of a list: the rows that an index gives in the list's order.

    Attributes:
        branches: conditions that the index serves; rows of any branch are walked together.
        order: the columns of the order, the id last, and what type each is of.
        descending: whether the greatest comes first.
        served: the fields of the filter that `branches` take care of.
        no_priority, not_waiting: what each row is asked besides.
    """

    branches: list[list[Condition]]
    order: list[tuple[Any, type]]
    descending: bool
    served: frozenset[str]
    tagged: bool = False
    no_priority: bool = False
    not_waiting: bool = False

    def choose(
        self, wanted: Filter, reader: str, place: Position | None, count: int, budget: int
    ) -> Select[Any]:
        """The id and place of the first `count` rows that fit, among `budget` after a place."""
        if not self.asks_more(wanted):
            return self._walk(count, place, [])
        looked_at = self._walk(budget, place, list(Conversation.__table__.c)).subquery("looked_at")
        row = aliased(Conversation, looked_at)
        places = [looked_at.c[name] for name in self._names()]
        query = select(row.id, *places).where(*self._asked(wanted, row, reader))
        return query.order_by(*(self._way(one) for one in places)).limit(count)

    def last_looked_at(self, place: Position | None, budget: int) -> Select[Any]:
        """The row at which the budget ends; none when the stretch ends before."""
        return self._walk(1, place, [], offset=budget - 1)

    def asks_more(self, wanted: Filter) -> bool:
        """Whether rows are asked for more than the index serves."""
        return self.no_priority or self.not_waiting or asks_more(wanted, self.served)

    def _asked(self, wanted: Filter, row: Entity, reader: str) -> list[Condition]:
        asked = asked_of_rows(wanted, row, reader, self.served)
        if self.no_priority:
            asked.append(row.priority == Priority.NONE)
        if self.not_waiting:
            asked.append(row.waiting_since.is_(None))
        return asked

    def _walk(
        self, count: int, place: Position | None, columns: list[Any], offset: int = 0
    ) -> Select[Any]:
        shown = [Conversation.id, *self._labelled(), *(c for c in columns if c.name != "id")]
        branches = [
            self._branch(shown, conditions, place, count + offset) for conditions in self.branches
        ]
        if len(branches) == 1:
            return branches[0].limit(count).offset(offset)
        together = (
            branches[0]
            .subquery()
            .select()
            .union_all(*(branch.subquery().select() for branch in branches[1:]))
        )
        all_ = together.subquery("together")
        ordered = [self._way(all_.c[name]) for name in self._names()]
        return select(*all_.c).order_by(*ordered).limit(count).offset(offset)

    def _branch(
        self, shown: list[Any], conditions: list[Condition], place: Position | None, count: int
    ) -> Select[Any]:
        query = select(*shown).where(*conditions)
        if self.tagged:
            query = query.join(ConversationTag, ConversationTag.conversation_id == Conversation.id)
        columns = [column for column, _ in self.order]
        if place is not None:
            here = tuple_(*columns)
            there = tuple_(*place)
            query = query.where(here < there if self.descending else here > there)
        return query.order_by(*(self._way(column) for column in columns)).limit(count)

    def _way(self, column: Any) -> Any:
        return column.desc() if self.descending else column.asc()

    def _labelled(self) -> list[Any]:
        return [
            column.label(name) for (column, _), name in zip(self.order, self._names(), strict=True)
        ]

    def _names(self) -> list[str]:
        return [f"place{number}" for number in range(len(self.order))]

    def cursor(self, number: int, place: Position) -> str:
        """The cursor behind a row of this stretch, the `number`th of its list."""
        parts = [one.isoformat() if isinstance(one, datetime) else one for one in place]
        return encode_cursor(number, *parts)

    def place(self, number: int, cursor: str) -> Position:
        """The place that a cursor says. Raises InvalidCursor when it is not of this stretch."""
        kinds = [str if kind is datetime else kind for _, kind in self.order]
        said, *parts = decode_cursor(cursor, int, *kinds)
        if said != number:
            raise InvalidCursor
        pairs = zip(parts, self.order, strict=True)
        return tuple(cursor_time(one) if kind is datetime else one for one, (_, kind) in pairs)


_ACTIVITY = [(Conversation.last_activity_at, datetime), (Conversation.id, str)]
_TAGGED = [(ConversationTag.last_activity_at, datetime), (ConversationTag.conversation_id, str)]
_WAIT = [(Conversation.waiting_since, datetime), (Conversation.id, str)]
_PRIORITY = [(Conversation.priority, int), *_ACTIVITY]


def stretches(
    workspace_id: str, wanted: Ordered, reader: str, only: Condition | None
) -> list[KeysetRange]:
    """A list's stretches, in its order. `only`: a condition that leaves few, as a search does.

    By waiting and by priority, what has none comes last, by activity: unless the filter asks for
    some, and so nothing would come.
    """
    here: list[Condition] = [Conversation.workspace_id == workspace_id]
    if only is not None:
        here.append(only)
    by_activity = _by_activity(here, wanted, reader, only=only is not None)
    match wanted.sort:
        case Sort.OLDEST:
            return [replace(by_activity, descending=False)]
        case Sort.WAITING:
            first = _of_open(here, wanted, reader, Conversation.waiting_since.is_not(None))
            longest = replace(first, order=_WAIT, descending=False)
            only_waiting = wanted.waiting_minutes is not None
            return [longest] if only_waiting else [longest, replace(by_activity, not_waiting=True)]
        case Sort.PRIORITY:
            some = Conversation.priority > literal(0, literal_execute=True)
            urgent = replace(_of_open(here, wanted, reader, some), order=_PRIORITY)
            only_some = wanted.priority and Priority.NONE not in wanted.priorities
            return [urgent] if only_some else [urgent, replace(by_activity, no_priority=True)]
        case _:
            return [by_activity]


def _by_activity(here: list[Condition], wanted: Filter, reader: str, *, only: bool) -> KeysetRange:
    if only:
        return KeysetRange([here], _ACTIVITY, descending=True, served=frozenset())
    tag = tag_of(wanted, reader)
    if tag is not None:
        branch = [*here, *of_tag(wanted, tag[0])]
        return KeysetRange(
            [branch], _TAGGED, descending=True, served=frozenset(tag[1]), tagged=True
        )
    branches, fields = served_by_index(wanted, reader)
    return KeysetRange(
        [[*here, *branch] for branch in branches], _ACTIVITY, True, frozenset(fields)
    )


def _of_open(here: list[Condition], wanted: Filter, reader: str, which: Condition) -> KeysetRange:
    branch = [*here, Conversation.status == literally(Status.OPEN), which]
    served = {"status"}
    if wanted.assignee == "waiting":
        branch.append(waiting())
        served.add("assignee")
    elif wanted.assignee not in (None, "assistant"):
        branch.append(Conversation.assignee_id == assignee_id(wanted, reader))
        served.add("assignee")
    return KeysetRange([branch], _WAIT, True, frozenset(served))
