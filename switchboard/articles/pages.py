"""Where articles can be read: a port, because the pages belong to the help center above."""

from __future__ import annotations

from typing import Protocol

from switchboard.core.db import Session


class HasPage(Protocol):
    """What a page's address is made of."""

    @property
    def slug(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def audience(self) -> str: ...


class PageAddresses(Protocol):
    """The addresses of one workspace's pages."""

    def of(self, article: HasPage) -> str | None:
        """An article's page; None for what the public may not read."""


class ArticlePages(Protocol):
    """Knows which workspaces publish pages."""

    async def addresses(self, session: Session) -> PageAddresses | None:
        """The addresses in the session's workspace; None where it publishes no pages."""


class NoPages:
    """`ArticlePages` of a process that publishes none."""

    async def addresses(self, session: Session) -> None:
        """See `ArticlePages.addresses`."""
        del session
