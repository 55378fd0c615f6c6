"""A visitor's files."""

from switchboard.channels.webchat.files.endpoints import router

__all__ = ["router"]
