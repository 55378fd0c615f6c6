"""Lets the widget look into the knowledge, which it does not know itself."""

from switchboard.articles import Article
from switchboard.articles.models import ArticleStatus, Audience, audiences_for
from switchboard.channels.webchat.self_service import HelpHit, HelpPage
from switchboard.channels.webchat.self_service.schemas import PopularArticle
from switchboard.core.db import Database
from switchboard.help_center.addresses import help_address
from switchboard.insights.popular import popular_articles
from switchboard.search import KnowledgeSearch
from switchboard.team import Workspace

_SHOWN = 5


class KnowledgeHelp:
    """`HelpArticles` over the knowledge module."""

    def __init__(self, database: Database, search: KnowledgeSearch) -> None:
        self._database, self._search = database, search

    async def find(
        self, workspace_id: str, query: str, language: str | None, *, verified: bool
    ) -> list[HelpHit]:
        """See `HelpArticles.find`."""
        result = await self._search.search(
            workspace_id, query, language=language, audience=_audience(verified), limit=_SHOWN
        )
        return [
            HelpHit(article_id=found.article_id, title=found.title, passage=found.passage)
            for found in result.items
        ]

    async def page(self, workspace_id: str, article_id: str, *, verified: bool) -> HelpPage | None:
        """See `HelpArticles.page`."""
        async with self._database.transaction(workspace_id) as session:
            article = await session.get(Article, article_id)
            address = await help_address(session)
        if article is None or article.status != ArticleStatus.PUBLISHED:
            return None
        if article.audience not in audiences_for(_audience(verified)):
            return None
        return HelpPage(
            article_id=article.id,
            title=article.title,
            body=article.body or article.approved_answer or "",
            language=article.language,
            url=article.url or (address and address.of(article)),
        )

    async def popular(
        self, workspace_id: str, language: str, *, verified: bool
    ) -> list[PopularArticle]:
        """See `HelpArticles.popular`."""
        audiences = audiences_for(_audience(verified))
        async with self._database.transaction(workspace_id) as session:
            rows = await popular_articles(session, language, audiences, _SHOWN)
            if not rows:
                workspace = await session.get_one(Workspace, workspace_id)
                usual = workspace.default_language
                rows = await popular_articles(session, usual, audiences, _SHOWN)
        return [PopularArticle(article_id=row.id, title=row.title) for row in rows]


def _audience(verified: bool) -> str:
    return Audience.CUSTOMERS if verified else Audience.PUBLIC
