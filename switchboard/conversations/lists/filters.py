"""Which conversations a list shows: one filter for the API, saved views and bulk actions."""

from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from switchboard.conversations.models import Priority, Status
from switchboard.core.parsing import Moment

MOST_IDS = 200
_LONGEST_WAIT = 60 * 24 * 366
_PLAIN = r"^[^\x00]*$"

Text = Annotated[str, StringConstraints(pattern=_PLAIN, max_length=200)]
Words = Annotated[str, StringConstraints(pattern=_PLAIN, max_length=200, strip_whitespace=True)]
Attribute = Annotated[str, StringConstraints(pattern=r"^[^:\x00]{1,60}:[^\x00]*$", max_length=300)]
PriorityName = Literal["none", "low", "normal", "high", "urgent"]
Days = Annotated[int, Field(ge=1, le=3660)]


class Sort(StrEnum):
    """The order of a list. By waiting and by priority only what is open can be ordered."""

    NEWEST = "newest"
    OLDEST = "oldest"
    WAITING = "waiting"
    PRIORITY = "priority"


class Filter(BaseModel):
    """Which conversations to list: those that fit all that is said. What is null does not matter.

    `assignee` is `me`, `waiting` (for a person), `assistant`, or the id of one assignee.
    `q` looks through names, addresses and the words of messages and notes.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    status: Status | None = None
    assignee: Text | None = None
    inbox_id: Text | None = None
    channel: Text | None = None
    contact_id: Text | None = None
    label_id: list[Text] = Field(default=[], max_length=10, description="all of these labels")
    priority: list[PriorityName] = Field(default=[], max_length=5, description="one of these")
    language: Text | None = None
    attribute: list[Attribute] = Field(
        default=[], max_length=10, description="the contact's attributes, each as `name:value`"
    )
    mentioned: bool | None = Field(default=None, description="true: where a note mentions you")
    unread: bool | None = Field(default=None, description="true: what you have not read")
    created_after: Moment | None = None
    created_before: Moment | None = None
    created_within_days: Days | None = None
    active_after: Moment | None = None
    active_before: Moment | None = None
    active_within_days: Days | None = None
    waiting_minutes: int | None = Field(
        default=None, ge=0, le=_LONGEST_WAIT, description="waits for an answer for so long"
    )
    q: Words | None = None

    @property
    def priorities(self) -> list[int]:
        """The numbers of the priorities it names."""
        return sorted(Priority[name.upper()] for name in self.priority)

    def stored(self) -> dict[str, Any]:
        """What it says, without what does not matter, for keeping."""
        said = self.model_dump(mode="json", exclude_defaults=True)
        return {name: value for name, value in said.items() if value not in (None, "", [])}


class Ordered(Filter):
    """A filter with an order."""

    sort: Sort = Sort.NEWEST

    @model_validator(mode="after")
    def _orders_what_is_open(self) -> Self:
        if self.sort in (Sort.WAITING, Sort.PRIORITY) and self.status != Status.OPEN:
            raise ValueError(f"sort={self.sort} orders open conversations: add status=open")
        return self


class Listing(Ordered):
    """What a page of a list is asked for with.

    With `ids`, only those of them that fit: what a screen asks when it hears that they changed.
    """

    ids: list[Text] = Field(default=[], max_length=MOST_IDS)
    after: Text | None = None
    limit: int = Field(default=50, ge=1, le=200)
