"""Keeps questions that a search must go on answering, and asks them all again."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, select

from switchboard.articles import service as articles
from switchboard.articles.models import Article
from switchboard.core.clock import now
from switchboard.core.db import Database, Session
from switchboard.core.errors import Conflict, NotFound
from switchboard.core.ids import new_id
from switchboard.search.checks.models import KnowledgeCheck
from switchboard.search.checks.schemas import CHECKS, Check, CheckInput, CheckResult
from switchboard.search.service import KnowledgeSearch

AT_ONCE = 4


async def save(session: Session, given: CheckInput) -> KnowledgeCheck:
    """Keep a question. Raises NotFound for the article, Conflict when there are too many."""
    if given.article_id is not None:
        await articles.get(session, given.article_id)
    kept = await session.scalar(
        select(func.count()).where(KnowledgeCheck.workspace_id == session.workspace_id)
    )
    if (kept or 0) >= CHECKS:
        raise Conflict(f"You can save up to {CHECKS} test questions. Remove one first.")
    check = KnowledgeCheck(
        id=new_id("kch"),
        workspace_id=session.workspace_id,
        question=given.question,
        language=given.language,
        audience=given.audience,
        expects="article" if given.article_id else "nothing",
        article_id=given.article_id,
    )
    session.add(check)
    await session.flush()
    return check


async def remove(session: Session, check_id: str) -> None:
    """Forget a question. Raises NotFound."""
    gone = await session.scalar(
        delete(KnowledgeCheck)
        .where(KnowledgeCheck.workspace_id == session.workspace_id, KnowledgeCheck.id == check_id)
        .returning(KnowledgeCheck.id)
    )
    if gone is None:
        raise NotFound("Question not found.")


async def list_checks(session: Session) -> list[Check]:
    """Every saved question with its last result, those that failed first."""
    rows = await session.execute(
        select(KnowledgeCheck, Article.title)
        .outerjoin(Article, Article.id == KnowledgeCheck.article_id)
        .where(KnowledgeCheck.workspace_id == session.workspace_id)
        .order_by(KnowledgeCheck.id)
        .limit(CHECKS)
    )
    shown = [_shown(check, title) for check, title in rows]
    return sorted(shown, key=lambda check: check.result is None or check.result.passed)


async def run_all(database: Database, search: KnowledgeSearch, workspace_id: str) -> None:
    """Ask every saved question again, and keep what came of it beside what came before."""
    async with database.transaction(workspace_id) as session:
        asked = await _all(session)
    gate = asyncio.Semaphore(AT_ONCE)

    async def ask(check: KnowledgeCheck) -> dict[str, Any]:
        async with gate:
            found = await search.search(
                workspace_id, check.question, language=check.language, audience=check.audience
            )
        first = found.items[0] if found.items else None
        return _result(check, found.decision, found.confidence, first)

    results = await asyncio.gather(*map(ask, asked))
    by_id = {check.id: result for check, result in zip(asked, results, strict=True)}
    async with database.transaction(workspace_id) as session:
        for check in await _all(session):
            if check.id in by_id:
                check.before, check.result = check.result, by_id[check.id]


async def _all(session: Session) -> Sequence[KnowledgeCheck]:
    found = await session.scalars(
        select(KnowledgeCheck)
        .where(KnowledgeCheck.workspace_id == session.workspace_id)
        .order_by(KnowledgeCheck.id)
    )
    return found.all()


def _result(check: KnowledgeCheck, decision: str, confidence: float, first: Any) -> dict[str, Any]:
    found = first.article_id if first else None
    passed = (
        decision == "handover"
        if check.expects == "nothing"
        else decision == "answer" and found == check.article_id
    )
    return {
        "passed": passed,
        "decision": decision,
        "confidence": confidence,
        "article_id": found,
        "title": first.title if first else None,
        "ran_at": now().isoformat(),
    }


def _shown(check: KnowledgeCheck, title: str | None) -> Check:
    before, result = check.before, check.result
    told = ("passed", "decision", "article_id")
    changed = bool(before and result and any(before[key] != result[key] for key in told))
    return Check.model_validate(
        {
            "id": check.id,
            "question": check.question,
            "language": check.language,
            "audience": check.audience,
            "expects": check.expects,
            "article_id": check.article_id,
            "article_title": title,
            "result": CheckResult.model_validate(result) if result else None,
            "changed": changed,
            "created_at": check.created_at,
        }
    )


async def shown(session: Session, check: KnowledgeCheck) -> Check:
    """A question as the API shows it."""
    title = None
    if check.article_id is not None:
        title = (await articles.get(session, check.article_id)).title
    return _shown(check, title)
