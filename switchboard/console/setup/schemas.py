"""What the API says of the set-up."""

from typing import Literal

from pydantic import BaseModel, Field

TaskName = Literal["company", "knowledge", "try", "site", "invite", "answer"]


class SetupTask(BaseModel):
    """Something worth doing in the first days. The data shows what is done, not a click."""

    name: TaskName
    done: bool


class Setup(BaseModel):
    """How far the set-up is. `wanted`: nobody has begun, and there is nothing to answer from.
    `articles`: how many there are, published only, translations counted one by one."""

    step: int
    wanted: bool
    finished: bool
    dismissed: bool
    tasks: list[SetupTask]
    articles: int


class SetupChange(BaseModel):
    """Where the wizard stands; what is left out stays."""

    step: int | None = Field(None, ge=1, le=5)
    tried: Literal[True] | None = None
    finished: bool | None = None
    dismissed: bool | None = None
