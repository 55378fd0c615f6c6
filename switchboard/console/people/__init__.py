"""Contacts as staff see and keep them."""

from switchboard.console.people.endpoints import router

__all__ = ["router"]
