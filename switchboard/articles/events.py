"""The events that articles emit."""

from dataclasses import dataclass
from typing import Literal

from switchboard.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ArticleChanged(Event):
    """An article was created, changed (its status included) or deleted."""

    article_id: str
    change: Literal["created", "updated", "deleted"]
