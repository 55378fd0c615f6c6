"""Saved views: filters of conversations, kept by name."""

from switchboard.console.views.endpoints import router

__all__ = ["router"]
