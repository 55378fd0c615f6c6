"""Who changes an article."""

from dataclasses import dataclass
from typing import Literal

ActorKind = Literal["member", "api_key", "system"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A member of staff, a program with an API key, or the system; imports have a name too."""

    kind: ActorKind
    id: str | None = None
    name: str | None = None


SYSTEM = Actor("system")
