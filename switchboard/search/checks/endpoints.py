"""Saved questions over HTTP."""

from typing import Annotated

from fastapi import APIRouter

from switchboard.core.api import provided
from switchboard.core.db import Database
from switchboard.core.pages import Page
from switchboard.search.checks import service
from switchboard.search.checks.schemas import Check, CheckInput
from switchboard.search.service import KnowledgeSearch
from switchboard.team import Principal, allow

router = APIRouter(prefix="/api/v1/knowledge/checks", tags=["knowledge"])

Writer = Annotated[Principal, allow("knowledge.write")]
Db = Annotated[Database, provided(Database)]


@router.get("")
async def list_checks(staff: Annotated[Principal, allow("knowledge.read")], db: Db) -> Page[Check]:
    """List test questions with their last results, failed ones first."""
    async with db.transaction(staff.workspace_id) as session:
        return Page(items=await service.list_checks(session))


@router.post("", status_code=201)
async def save_check(staff: Writer, db: Db, body: CheckInput) -> Check:
    """Save a test question with the article that must answer it."""
    async with db.transaction(staff.workspace_id) as session:
        return await service.shown(session, await service.save(session, body))


@router.post("/run")
async def run_checks(
    staff: Writer, db: Db, search: Annotated[KnowledgeSearch, provided(KnowledgeSearch)]
) -> Page[Check]:
    """Run all test questions."""
    await service.run_all(db, search, staff.workspace_id)
    async with db.transaction(staff.workspace_id) as session:
        return Page(items=await service.list_checks(session))


@router.delete("/{check_id}", status_code=204)
async def remove_check(check_id: str, staff: Writer, db: Db) -> None:
    """Delete a test question."""
    async with db.transaction(staff.workspace_id) as session:
        await service.remove(session, check_id)
