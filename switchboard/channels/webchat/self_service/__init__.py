"""What a visitor does besides writing: rates, looks back, looks things up, takes a copy along."""

from switchboard.channels.webchat.self_service.endpoints import router
from switchboard.channels.webchat.self_service.help import HelpArticles, HelpHit, HelpPage
from switchboard.channels.webchat.self_service.transcript import transcript_work

__all__ = ["HelpArticles", "HelpHit", "HelpPage", "router", "transcript_work"]
