"""What staff keep for themselves or share with the workspace: who may change it."""

from typing import Protocol

from switchboard.core.errors import Forbidden
from switchboard.team import PERMISSIONS, Principal


class Kept(Protocol):
    """A row that is its owner's, or everybody's when it has none."""

    owner_id: str | None
    created_by: str


def may_change(staff: Principal, kept: Kept) -> bool:
    """Its owner may; what is shared, also whoever made it or manages the workspace."""
    if kept.owner_id is not None:
        return kept.owner_id == staff.id
    return kept.created_by == staff.id or "settings.write" in PERMISSIONS[staff.role]


def require_may_change(staff: Principal, kept: Kept) -> None:
    """Raise Forbidden unless this member of staff may change it."""
    if not may_change(staff, kept):
        raise Forbidden("Only the person who shared this and administrators can change it.")
