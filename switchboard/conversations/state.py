"""The states of a conversation, and who may change them: one small table.

Who answers is not a state: that is simply who is assigned.
"""

from enum import StrEnum

from switchboard.conversations.errors import NotPossibleNow
from switchboard.conversations.models import AuthorKind, Status


class Verb(StrEnum):
    """What can be done to a conversation's status."""

    RESOLVE = "resolve"
    REOPEN = "reopen"
    SNOOZE = "snooze"


_NEXT: dict[tuple[Status, Verb], Status] = {
    (Status.OPEN, Verb.RESOLVE): Status.RESOLVED,
    (Status.SNOOZED, Verb.RESOLVE): Status.RESOLVED,
    (Status.OPEN, Verb.SNOOZE): Status.SNOOZED,
    (Status.SNOOZED, Verb.SNOOZE): Status.SNOOZED,
    (Status.SNOOZED, Verb.REOPEN): Status.OPEN,
    (Status.RESOLVED, Verb.REOPEN): Status.OPEN,
}

_WHO: dict[Verb, frozenset[AuthorKind]] = {
    Verb.RESOLVE: frozenset({AuthorKind.MEMBER, AuthorKind.ASSISTANT, AuthorKind.SYSTEM}),
    Verb.REOPEN: frozenset({AuthorKind.MEMBER, AuthorKind.CONTACT, AuthorKind.SYSTEM}),
    Verb.SNOOZE: frozenset({AuthorKind.MEMBER}),
}

_PARTICIPLE = {Verb.RESOLVE: "resolved", Verb.REOPEN: "reopened", Verb.SNOOZE: "snoozed"}


def next_status(status: Status, verb: Verb, actor: AuthorKind) -> Status:
    """The status after this verb. Raises NotPossibleNow when the table has no such step."""
    if actor not in _WHO[verb]:
        raise NotPossibleNow(f"A conversation cannot be {_PARTICIPLE[verb]} by the {actor}.")
    following = _NEXT.get((status, verb))
    if following is None:
        raise NotPossibleNow(f"This conversation is {status}, so it cannot be {_PARTICIPLE[verb]}.")
    return following
