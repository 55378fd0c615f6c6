"""Canned responses: texts to answer with."""

from switchboard.console.canned.endpoints import router

__all__ = ["router"]
