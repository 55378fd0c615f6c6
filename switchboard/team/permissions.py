"""What each role may do, in one table."""

from enum import StrEnum
from typing import Literal, get_args

Permission = Literal[
    "me",
    "settings.read",
    "people.read",
    "inboxes.read",
    "assistant.read",
    "knowledge.read",
    "contacts.read",
    "conversations.read",
    "conversations.write",
    "contacts.write",
    "assistant.try",
    "knowledge.write",
    "assistant.write",
    "inboxes.write",
    "people.write",
    "settings.write",
    "jobs.manage",
    "api_keys.manage",
]


class Role(StrEnum):
    """The roles of a workspace, the strongest first."""

    OWNER = "owner"
    ADMIN = "admin"
    AGENT = "agent"
    VIEWER = "viewer"


_VIEWER: frozenset[Permission] = frozenset(
    {
        "me",
        "settings.read",
        "people.read",
        "inboxes.read",
        "assistant.read",
        "knowledge.read",
        "contacts.read",
        "conversations.read",
    }
)
_AGENT: frozenset[Permission] = _VIEWER | {
    "conversations.write",
    "contacts.write",
    "assistant.try",
}
_EVERYTHING: frozenset[Permission] = frozenset(get_args(Permission))

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.OWNER: _EVERYTHING,
    Role.ADMIN: _EVERYTHING,
    Role.AGENT: _AGENT,
    Role.VIEWER: _VIEWER,
}
"""Owners and admins may do the same things; only owners make, change or remove owners."""


def outranks(role: Role, other: Role) -> bool:
    """Whether `role` is stronger than `other`."""
    ranks = list(Role)
    return ranks.index(role) < ranks.index(other)


def weaker(role: Role, other: Role) -> Role:
    """The one of both that may do less."""
    return other if outranks(role, other) else role
