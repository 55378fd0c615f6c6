"""A visit, as the site's page tells it and as staff see it."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

NO_NUL = r"^[^\x00]*$"
Text = Annotated[str, Field(max_length=500, pattern=NO_NUL)]
Name = Annotated[str, Field(min_length=1, max_length=60, pattern=NO_NUL)]


class Visit(BaseModel):
    """A page that was visited (`name` is then `page`), or something that happened on it.

    All of it is the browser's word: nobody has verified it.
    """

    model_config = ConfigDict(extra="ignore")

    name: Name
    page: Annotated[str, Field(max_length=2000, pattern=NO_NUL)]
    title: Annotated[str, Field(max_length=300, pattern=NO_NUL)] = ""
    at: datetime
    data: dict[Name, Text | int | float | bool | None] = Field(default_factory=dict, max_length=20)


class Visits(BaseModel):
    """Visits that a page tells of, oldest first."""

    visits: Annotated[list[Visit], Field(min_length=1, max_length=30)]


class VisitList(BaseModel):
    """The latest visits of a conversation's customer, newest first."""

    items: list[Visit]
    next: None = None
