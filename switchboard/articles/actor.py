"""Who changes an article."""

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["member", "api_key", "system"]


@dataclass(frozen=True, slots=True)
class Editor:
    """A member of staff, a program with a key, or an import that nobody watched."""

    kind: Kind
    id: str | None = None
    name: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """As it is kept with a draft."""
        return {"kind": self.kind, "id": self.id, "name": self.name}


SYSTEM = Editor("system")
