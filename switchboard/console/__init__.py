"""What staff screens need from several modules at once."""

from switchboard.console.endpoints import router

__all__ = ["router"]
