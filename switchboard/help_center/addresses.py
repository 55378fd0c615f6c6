"""Where an article's page is."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from sqlalchemy import select

from switchboard.articles.models import ArticleStatus, Audience
from switchboard.articles.pages import HasPage
from switchboard.core.db import Session
from switchboard.help_center.models import HelpCenter


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

    def picture(self, key: str) -> str:
        """Our copy of a picture."""
        return f"{self.home}/pictures/{quote(key)}"

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


class HelpPages:
    """`ArticlePages` of the help center."""

    async def addresses(self, session: Session) -> HelpAddress | None:
        """See `ArticlePages.addresses`."""
        return await help_address(session)
