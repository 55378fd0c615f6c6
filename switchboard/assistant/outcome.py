"""What a turn of the assistant can end in: four types, never a magic word in a text."""

from dataclasses import dataclass
from typing import Literal

from switchboard.handover.reasons import Reason


@dataclass(frozen=True, slots=True)
class Source:
    """A passage that a text rests on, as the customer is shown it.

    `approved` says that it is the article's approved answer, which goes out word for word.
    """

    article_id: str
    title: str
    passage: str
    url: str | None = None
    approved: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. Without sources it is a courtesy (a greeting, a thank-you), not an answer."""

    text: str
    sources: tuple[Source, ...] = ()
    kind: Literal["reply"] = "reply"


@dataclass(frozen=True, slots=True)
class Clarify:
    """A question back; `sources` are the options it names, `answers` are there to tap."""

    text: str
    sources: tuple[Source, ...] = ()
    answers: tuple[str, ...] = ()
    kind: Literal["clarify"] = "clarify"


@dataclass(frozen=True, slots=True)
class Handover:
    """A person takes over. `text` is what the customer is told; it is never empty."""

    reason: Reason
    text: str
    sources: tuple[Source, ...] = ()
    kind: Literal["handover"] = "handover"


@dataclass(frozen=True, slots=True)
class Resolve:
    """The customer says that the matter is settled; `text` is the last word."""

    text: str
    sources: tuple[Source, ...] = ()
    kind: Literal["resolve"] = "resolve"


Outcome = Reply | Clarify | Handover | Resolve
