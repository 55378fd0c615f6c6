"""What the assistant needs of a search: `knowledge.KnowledgeSearch` fulfils it."""

from collections.abc import Mapping, Sequence
from typing import Protocol


class FoundPassage(Protocol):
    """A passage that may answer."""

    @property
    def article_id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def heading(self) -> str: ...
    @property
    def passage(self) -> str: ...
    @property
    def url(self) -> str | None: ...
    @property
    def language(self) -> str: ...
    @property
    def score(self) -> float: ...
    @property
    def legs(self) -> Mapping[str, float]: ...
    @property
    def approved_answer(self) -> str | None: ...
    @property
    def quote(self) -> str | None: ...


class Found(Protocol):
    """What a search found, best first, and how sure it is that the first one answers.

    `degraded` says, for staff, which way of searching did not work.
    """

    @property
    def items(self) -> Sequence[FoundPassage]: ...
    @property
    def confidence(self) -> float: ...
    @property
    def decision(self) -> str: ...
    @property
    def degraded(self) -> str | None: ...


class Search(Protocol):
    """Finds passages in a workspace's knowledge. Never raises because an engine is gone."""

    async def search(
        self,
        workspace_id: str,
        query: str,
        *,
        language: str | None = None,
        audience: str = "public",
        limit: int = 5,
    ) -> Found:
        """The passages that may answer the query, and the decision to answer, clarify or not."""
        ...


class Screens(Protocol):
    """Everyone who watches the conversation while the assistant works on it."""

    def typing(self) -> None:
        """Show that the assistant is writing."""
        ...

    def draft(self, text: str) -> None:
        """Show the whole of what is written so far."""
        ...
