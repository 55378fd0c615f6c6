"""What the API says of saved views."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from switchboard.conversations.lists.filters import Filter, Sort, Text
from switchboard.conversations.lists.schemas import ViewCount

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]


class View(BaseModel):
    """A filter and an order, kept by name. `editable`: whether the one who asks may change it."""

    id: str
    name: str
    filter: Filter
    sort: Sort
    shared: bool
    editable: bool
    position: int
    created_at: datetime
    updated_at: datetime


class NewView(BaseModel):
    """A view to keep, for oneself or for everybody."""

    name: Name
    filter: Filter
    sort: Sort = Sort.NEWEST
    shared: bool = False


class ViewChange(BaseModel):
    """What to change of a view; what is left out stays."""

    name: Name | None = None
    filter: Filter | None = None
    sort: Sort | None = None
    shared: bool | None = None


class ViewOrder(BaseModel):
    """The ids of views, in the order in which they are to be shown."""

    ids: list[Text] = Field(max_length=200)


class ViewCounts(BaseModel):
    """How many conversations each view finds, by its id; a view with a search is not counted."""

    views: dict[str, ViewCount]
