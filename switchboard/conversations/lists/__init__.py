"""Lists of conversations: filters, pages, counts, search, labels, and many at once."""

from switchboard.conversations.lists.endpoints import labels, router

__all__ = ["labels", "router"]
