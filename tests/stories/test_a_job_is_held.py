"""A job that keeps failing is not lost: it is held, shown with its error, and can be replayed."""

from typing import Any

import pytest

from switchboard.core.db import Database
from switchboard.core.jobs import enqueue
from tests.support.wait import eventually
from tests.support.workspace import WorkspaceFactory, WorkspaceUnderTest


@pytest.fixture
async def held(workspace: WorkspaceUnderTest, database: Database, worker: None) -> dict[str, Any]:
    """A held job: its payload lacks what the job needs, so it fails each time."""
    async with database.transaction(workspace.id) as session:
        await enqueue(session, "knowledge.index", {"article": "of no use"})
    await _last_attempt(database, workspace.id)

    async def look() -> Any:
        return (await workspace.get("/api/v1/jobs/held"))["items"]

    (job,) = await eventually(look)
    found: dict[str, Any] = job
    return found


async def test_an_administrator_sees_why_and_replays_it(
    workspace: WorkspaceUnderTest, database: Database, held: dict[str, Any]
) -> None:
    assert held["name"] == "knowledge.index"
    assert "KeyError" in held["error"]
    assert held["payload"] == {"article": "of no use"}
    answer = await workspace.call("POST", f"/api/v1/jobs/{held['id']}/replay")
    assert answer.status_code == 202
    assert (await workspace.get("/api/v1/jobs/held"))["items"] == []


async def test_or_gives_it_up(workspace: WorkspaceUnderTest, held: dict[str, Any]) -> None:
    path = f"/api/v1/jobs/{held['id']}"
    assert (await workspace.call("DELETE", path)).status_code == 204
    assert (await workspace.call("DELETE", path)).status_code == 404
    assert (await workspace.get("/api/v1/jobs/held"))["items"] == []


async def test_nobody_elses_workspace_sees_it(
    workspaces: WorkspaceFactory, held: dict[str, Any]
) -> None:
    other = await workspaces.make()
    assert (await other.get("/api/v1/jobs/held"))["items"] == []
    assert (await other.call("POST", f"/api/v1/jobs/{held['id']}/replay")).status_code == 404


async def _last_attempt(database: Database, workspace_id: str) -> None:
    """Let the attempts pass that it had in the meantime: nobody waits minutes for a test."""
    from sqlalchemy import text

    skip = text(
        "UPDATE pgqueuer SET attempts = 100, execute_after = now()"
        " WHERE status = 'queued' AND attempts > 0 AND convert_from(payload, 'UTF8') LIKE :part"
    )

    async def look() -> bool:
        async with database.system() as session:
            result: Any = await session.execute(skip, {"part": f"%{workspace_id}%"})
        return bool(result.rowcount)

    await eventually(look)
