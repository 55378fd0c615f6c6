"""What the site tells of its visitors: the pages they came by, and what they did there."""

from switchboard.channels.webchat.visits.endpoints import router, staff_router

__all__ = ["router", "staff_router"]
