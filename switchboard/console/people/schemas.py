"""What the API says of contacts."""

from datetime import datetime
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from switchboard.core.email_address import EmailAddress


def _known_zone(name: str) -> str:
    if name and name not in available_timezones():
        raise ValueError("Enter an IANA time zone, such as Europe/Madrid.")
    return name


Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Email = EmailAddress | Literal[""]
"""Empty removes it."""
Language = Annotated[str, StringConstraints(pattern=r"^$|^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
TimeZone = Annotated[str, StringConstraints(max_length=60), AfterValidator(_known_zone)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Value = Annotated[str, StringConstraints(max_length=1000)] | bool | int | float | None
Attributes = Annotated[dict[Name, Value], Field(max_length=50)]


class ContactIdentity(BaseModel):
    """How one inbox knows a contact; `verified` when somebody vouches for them there."""

    inbox_id: str
    inbox_name: str
    channel: str
    external_id: str
    verified: bool


class ContactCard(BaseModel):
    """A contact with the identities of every channel; `display_name` is never empty."""

    id: str
    display_name: str
    name: str | None
    email: str | None
    phone: str | None
    language: str | None
    time_zone: str | None
    attributes: dict[str, str | bool | int | float | None]
    identities: list[ContactIdentity]
    created_at: datetime
    updated_at: datetime


class ContactSummary(BaseModel):
    """A contact as lists show it; `last_activity_at` is that of their latest conversation."""

    id: str
    display_name: str
    name: str | None
    email: str | None
    phone: str | None
    language: str | None
    created_at: datetime
    last_activity_at: datetime | None


class ContactChange(BaseModel):
    """What to change: what is left out stays, an empty text removes. So does a null attribute."""

    name: Text | None = None
    email: Email | None = None
    phone: Text | None = None
    language: Language | None = None
    time_zone: TimeZone | None = None
    attributes: Attributes | None = None


class Merge(BaseModel):
    """Into which contact another one is to be merged."""

    into: str
