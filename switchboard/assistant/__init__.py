"""The assistant: takes one turn at a time, and always ends in an answer or a person."""

from switchboard.assistant.assistant import TurnTaker
from switchboard.assistant.endpoints import router
from switchboard.assistant.jobs import answer
from switchboard.assistant.wake import (
    answer_when_assigned,
    answer_when_received,
    answer_when_reopened,
)

__all__ = [
    "TurnTaker",
    "answer",
    "answer_when_assigned",
    "answer_when_received",
    "answer_when_reopened",
    "router",
]
