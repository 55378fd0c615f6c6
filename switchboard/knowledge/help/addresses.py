"""Where an article's page is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote

from sqlalchemy import select

from switchboard.core.db import Session
from switchboard.knowledge.help.models import HelpCenter
from switchboard.knowledge.models import ArticleStatus, Audience


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


@dataclass(frozen=True, slots=True)
class HelpAddress:
    """The address of a workspace's help center, without the host."""

    slug: str

    @property
    def home(self) -> str:
        """Its first page."""
        return f"/help/{quote(self.slug)}"

    def language(self, language: str) -> str:
        """Its first page in a language."""
        return f"{self.home}/{quote(language)}"

    def article(self, language: str, slug: str) -> str:
        """An article's page."""
        return f"{self.language(language)}/{quote(slug)}"

    def of(self, article: HasPage) -> str | None:
        """An article's page; None for what the public may not read."""
        shown = article.status == ArticleStatus.PUBLISHED and article.audience == Audience.PUBLIC
        return self.article(article.language, article.slug) if shown else None


async def help_address(session: Session) -> HelpAddress | None:
    """The workspace's help center, if it is switched on."""
    slug = await session.scalar(
        select(HelpCenter.slug).where(
            HelpCenter.workspace_id == session.workspace_id, HelpCenter.enabled
        )
    )
    return HelpAddress(slug) if slug else None
