"""Handing a conversation to a person: never silent, always with a reason."""

from switchboard.handover.reasons import Reason
from switchboard.handover.request import request
from switchboard.handover.texts import farewell

__all__ = ["Reason", "farewell", "request"]
