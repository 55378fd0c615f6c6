"""The assistant: takes one turn at a time, and always ends in an answer or a person.

What hears that a customer wrote is imported here; it is all that a process needs which does not
answer itself. The rest is imported from its own file, and brings search and models along.
"""

from switchboard.assistant.wake import (
    answer_when_assigned,
    answer_when_received,
    answer_when_reopened,
)

__all__ = ["answer_when_assigned", "answer_when_received", "answer_when_reopened"]
