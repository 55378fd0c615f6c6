"""The first minutes: a wizard that can be left and resumed, and a checklist after it."""

from switchboard.console.setup.endpoints import router

__all__ = ["router"]
