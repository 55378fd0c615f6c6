"""Help articles as the widget needs them. Knowledge answers; the wiring is in `roles`."""

from typing import Protocol

from pydantic import BaseModel

from switchboard.channels.webchat.self_service.schemas import PopularArticle


class HelpHit(BaseModel):
    """An article that may help, with the passage that says so."""

    article_id: str
    title: str
    passage: str


class HelpPage(BaseModel):
    """An article to read inside the widget; `body` is Markdown."""

    article_id: str
    title: str
    body: str
    language: str
    url: str | None


class HelpArticles(Protocol):
    """Published articles that a visitor may read."""

    async def find(
        self, workspace_id: str, query: str, language: str | None, *, verified: bool
    ) -> list[HelpHit]:
        """Articles that may answer, best first.

        Args:
            verified: the company's own site vouches for the visitor.
        """
        ...

    async def page(self, workspace_id: str, article_id: str, *, verified: bool) -> HelpPage | None:
        """An article; None when there is none that this visitor may read."""
        ...

    async def popular(
        self, workspace_id: str, language: str, *, verified: bool
    ) -> list[PopularArticle]:
        """The articles that help most; in the workspace's language when there are none in this."""
        ...
