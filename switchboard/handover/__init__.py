"""Handing a conversation to a person: never silent, always with a reason."""

from switchboard.handover.endpoints import router
from switchboard.handover.reasons import Reason
from switchboard.handover.request import request
from switchboard.handover.texts import farewell
from switchboard.handover.wake import hand_over_on_request

__all__ = ["Reason", "farewell", "hand_over_on_request", "request", "router"]
