"""What the API says of lists: counts, labels, what was found, and many at once."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, StringConstraints, model_validator

from switchboard.conversations.lists.filters import Ordered, PriorityName, Text
from switchboard.conversations.schemas import AssigneeChoice, Conversation, LabelColor
from switchboard.core.parsing import Moment

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
LabelIds = Annotated[list[Text], Field(max_length=20)]


class ConversationCounts(BaseModel):
    """How many conversations each view holds; 100 means more than 99: counting stops there.

    Of teams and labels, by id, the open ones.
    """

    mine: int
    waiting: int
    open: int
    assistant: int
    mentioned: int
    snoozed: int
    teams: dict[str, int]
    labels: dict[str, int]


class ViewCount(BaseModel):
    """How many conversations a filter finds; `more` when there may be more than were counted."""

    count: int
    more: bool


class Label(BaseModel):
    """A word that conversations are marked with."""

    id: str
    name: str
    color: LabelColor
    created_at: datetime
    updated_at: datetime


class NewLabel(BaseModel):
    """A label to add."""

    name: Name
    color: LabelColor = "gray"


class LabelChange(BaseModel):
    """What to change of a label; what is left out stays."""

    name: Name | None = None
    color: LabelColor | None = None


class LabelsChange(BaseModel):
    """Labels to put on a conversation, and others to take off."""

    add: LabelIds = []
    remove: LabelIds = []


class PriorityChange(BaseModel):
    """How soon a conversation wants to be looked at."""

    priority: PriorityName


class Marked(BaseModel):
    """A text and what was found in it: from and to, in UTF-16 code units, as browsers count."""

    text: str
    marks: list[tuple[int, int]]


class FoundPerson(BaseModel):
    """A contact that a search found."""

    id: str
    display_name: Marked
    name: Marked | None
    email: Marked | None
    phone: Marked | None


class FoundMessage(BaseModel):
    """A message or note that a search found, and the conversation it is in."""

    conversation: Conversation
    seq: int
    kind: Literal["message", "note"]
    author_kind: str
    author_name: str | None
    created_at: datetime
    snippet: Marked


class FoundInConversations(BaseModel):
    """What a search found; people are on the first page only."""

    people: list[FoundPerson]
    items: list[FoundMessage]
    next: str | None


class AssignAction(BaseModel):
    """Put somebody in charge, or nobody."""

    type: Literal["assign"]
    assignee: AssigneeChoice | None


class SnoozeAction(BaseModel):
    """Let rest until a time."""

    type: Literal["snooze"]
    until: Moment


class LabelAction(LabelsChange):
    """Put labels on, take others off."""

    type: Literal["label"]


class PriorityAction(PriorityChange):
    """Say how soon."""

    type: Literal["priority"]


class PlainAction(BaseModel):
    """What needs no more said."""

    type: Literal["resolve", "reopen", "read", "unread"]


Action = Annotated[
    PlainAction | AssignAction | SnoozeAction | LabelAction | PriorityAction,
    Field(discriminator="type"),
]


class BulkAction(BaseModel):
    """An action on these conversations; or on the first that fit a filter.

    Those that follow are asked for with `after`, the result's `next`: each is met once, also when
    what was done to it lets it go on fitting.
    """

    ids: list[Text] = Field(default=[], max_length=200)
    filter: Ordered | None = None
    after: Text | None = None
    limit: int = Field(default=200, ge=1, le=200, description="how many of those that fit")
    action: Action

    @model_validator(mode="after")
    def _on_something(self) -> Self:
        if bool(self.ids) == (self.filter is not None):
            raise ValueError("must have either ids or a filter")
        if self.after is not None and self.filter is None:
            raise ValueError("after requires a filter")
        return self


class BulkItem(BaseModel):
    """How it went with one conversation; `detail` says why it failed."""

    id: str
    status: Literal["done", "failed"]
    detail: str | None = None


class BulkResult(BaseModel):
    """How it went with each; `more` when the filter may fit others, from `next` on."""

    items: list[BulkItem]
    more: bool
    next: str | None
