"""What the API says of canned responses."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from switchboard.console.canned.variables import VARIABLES, unknown_variables


def _only_known_variables(body: str) -> str:
    unknown = unknown_variables(body)
    if unknown:
        raise ValueError(f"Unknown variable: {unknown[0][:60]!r}. Available: {_KNOWN}.")
    return body


_KNOWN = ", ".join((*VARIABLES, "contact.attributes.<name>"))

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Shortcut = Annotated[
    str, StringConstraints(to_lower=True, pattern=r"^\w[\w.-]*$", min_length=1, max_length=40)
]
Body = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000),
    AfterValidator(_only_known_variables),
]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]


class CannedResponse(BaseModel):
    """A text to answer with. `editable` says whether the one who asks may change it."""

    id: str
    title: str
    shortcut: str
    body: str
    language: str | None
    shared: bool
    editable: bool
    created_at: datetime
    updated_at: datetime


class NewCannedResponse(BaseModel):
    """A text to keep; shared ones are everybody's. Without a language it fits any."""

    title: Title
    shortcut: Shortcut
    body: Body
    language: Language | None = None
    shared: bool = True


class CannedResponseChange(BaseModel):
    """What to change; what is left out stays."""

    title: Title | None = None
    shortcut: Shortcut | None = None
    body: Body | None = None
    language: Language | None = Field(default=None, description="null: fits any language")
    shared: bool | None = None
