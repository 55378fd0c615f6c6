"""A visit, as the site's page tells it and as staff see it."""

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from switchboard.core.parsing import Moment, split_address

NO_NUL = r"^[^\x00]*$"
Text = Annotated[str, Field(max_length=500, pattern=NO_NUL)]
Name = Annotated[str, Field(min_length=1, max_length=60, pattern=NO_NUL)]


def _with_zone(at: Any) -> Any:
    """A time without a zone is taken for UTC: an old page of ours may send it so."""
    if not isinstance(at, str):
        return at
    try:
        read = datetime.fromisoformat(at)
    except ValueError:
        return at
    return at if read.tzinfo is not None else read.replace(tzinfo=UTC)


def _page(address: str) -> str:
    if split_address(address) is None:
        raise ValueError("must be a URL")
    return address


class Visit(BaseModel):
    """A page that was visited (`name` is then `page`), or something that happened on it.

    All of it is the browser's word: nobody has verified it.
    """

    model_config = ConfigDict(extra="ignore")

    name: Name
    page: Annotated[str, Field(max_length=2000, pattern=NO_NUL), AfterValidator(_page)]
    title: Annotated[str, Field(max_length=300, pattern=NO_NUL)] = ""
    at: Annotated[Moment, BeforeValidator(_with_zone)]
    data: dict[Name, Text | int | float | bool | None] = Field(default_factory=dict, max_length=20)


class Visits(BaseModel):
    """Visits that a page tells of, oldest first."""

    visits: Annotated[list[Visit], Field(min_length=1, max_length=30)]


class VisitList(BaseModel):
    """The latest visits of a conversation's customer, newest first."""

    items: list[Visit]
    next: None = None
