"""The help center's search: by the beginnings of words while typing, by meaning when sent."""

from __future__ import annotations

from collections.abc import Sequence

from switchboard.core.db import Database
from switchboard.help_center import queries
from switchboard.help_center.queries import Brief
from switchboard.search.service import KnowledgeSearch

FOUND = 15
LIKELY = 0.5
"""An article that fits less than half as well as the best is shown only if its words fit too."""


async def find(
    database: Database,
    search: KnowledgeSearch,
    workspace_id: str,
    q: str,
    language: str,
    audience: str = "public",
) -> Sequence[Brief]:
    """The articles that may answer, best first, whoever reads seeing only what is for them."""
    result = await search.search(workspace_id, q, language=language, audience=audience, limit=FOUND)
    best = max((item.score for item in result.items), default=0.0)
    likely = [item.article_id for item in result.items if item.score >= LIKELY * best]
    async with database.transaction(workspace_id) as session:
        typed = [brief.id for brief in await queries.as_typed(session, q, language, limit=FOUND)]
        ids = list(dict.fromkeys([*likely[:3], *typed, *likely[3:]]))
        return await queries.briefs(session, ids, None, audience=audience, limit=FOUND)
