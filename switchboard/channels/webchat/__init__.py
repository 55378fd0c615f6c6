"""The web chat: a widget on the company's site, over a WebSocket with REST as its fallback."""

from switchboard.channels.webchat.endpoints import router
from switchboard.channels.webchat.intake import Intake
from switchboard.channels.webchat.settings import WebchatChannel
from switchboard.channels.webchat.tokens import VisitorTokens

__all__ = ["Intake", "VisitorTokens", "WebchatChannel", "router"]
