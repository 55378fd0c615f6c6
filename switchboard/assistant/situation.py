"""What a turn is about: who writes, what was said in this episode, and what is unanswered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from switchboard.assistant.outcome import Source

Role = Literal["customer", "assistant", "person"]


@dataclass(frozen=True, slots=True)
class Line:
    """One message of the episode. `outcome` and `sources` belong to the assistant's own."""

    seq: int
    role: Role
    text: str
    at: datetime | None = None
    outcome: str | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything a turn knows before it searches.

    `lines` are the messages of the present episode only, oldest first: what was said before the
    last resolution is no context. `known_language` is the conversation's, `hinted_language` the
    customer's browser's or profile's. `last_seq` is the timeline's newest number
    when this was read. `audience` is whose articles may answer: `customers` when the customer's
    own site vouches for them. `people_asked`: the conversation waits for people, and the assistant
    answers what it knows until they come. `offers_person`: what it does not know it declines with
    an offer to ask a colleague; otherwise it hands over at once.
    """

    workspace_id: str
    assistant_id: str
    assistant_name: str
    instructions: str
    languages: tuple[str, ...]
    default_language: str
    lines: Sequence[Line]
    answered_seq: int = 0
    last_seq: int = 0
    known_language: str | None = None
    hinted_language: str | None = None
    audience: str = "public"
    people_asked: bool = False
    offers_person: bool = False

    @property
    def unanswered(self) -> list[Line]:
        """What the customer wrote since the last answer: one burst, to be answered as a whole."""
        return [
            line for line in self.lines if line.role == "customer" and line.seq > self.answered_seq
        ]

    @property
    def history(self) -> list[Line]:
        """What was said before."""
        return [
            line for line in self.lines if line.role != "customer" or line.seq <= self.answered_seq
        ]

    @property
    def own_lines(self) -> list[Line]:
        """What the assistant said in this episode."""
        return [line for line in self.lines if line.role == "assistant"]
