"""The help center's search results: by meaning, and by the beginnings of words."""

from __future__ import annotations

from collections.abc import Sequence

from switchboard.core.db import Database
from switchboard.help_center import queries
from switchboard.help_center.queries import Brief
from switchboard.search.service import KnowledgeSearch

MAX_RESULTS = 15
MIN_RELATIVE_SCORE = 0.5
"""An article with less than this share of the best score needs matching words too."""


async def find_articles(
    database: Database,
    search: KnowledgeSearch,
    workspace_id: str,
    q: str,
    language: str,
) -> Sequence[Brief]:
    """The public articles that may answer, best first."""
    result = await search.search(workspace_id, q, language=language, limit=MAX_RESULTS)
    best = max((item.score for item in result.items), default=0.0)
    likely = [item.article_id for item in result.items if item.score >= MIN_RELATIVE_SCORE * best]
    async with database.transaction(workspace_id) as session:
        typed = [
            brief.id
            for brief in await queries.search_by_prefix(session, q, language, limit=MAX_RESULTS)
        ]
        ids = list(dict.fromkeys([*likely[:3], *typed, *likely[3:]]))
        return await queries.briefs(session, ids, None, limit=MAX_RESULTS)
