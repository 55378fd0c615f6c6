"""Jobs that kept failing, as an administrator sees and mends them."""

from uuid import uuid4

import pytest
from sqlalchemy import text

from switchboard.core.db import Database
from switchboard.core.jobs import enqueue
from tests.support.workspace import WorkspaceFactory, WorkspaceUnderTest


async def hold(database: Database, workspace: WorkspaceUnderTest) -> int:
    """A job that no worker knows, held as if it had failed."""
    name = f"test.{uuid4().hex}"
    async with database.transaction(workspace.id) as session:
        await enqueue(session, name, {"number": 7})
    async with database.transaction(workspace.id) as session:
        held = text("UPDATE pgqueuer SET status = 'failed' WHERE entrypoint = :name RETURNING id")
        return int(await session.scalar(held, {"name": name}))


async def test_held_jobs_are_listed_replayed_and_discarded(
    database: Database, workspace: WorkspaceUnderTest
) -> None:
    first, second = await hold(database, workspace), await hold(database, workspace)
    listed = (await workspace.get("/api/v1/jobs/held"))["items"]
    assert [job["id"] for job in listed] == [second, first]
    assert listed[0]["payload"] == {"number": 7}
    await workspace.post(f"/api/v1/jobs/{first}/replay")
    assert (await workspace.call("DELETE", f"/api/v1/jobs/{second}")).status_code == 204
    assert (await workspace.get("/api/v1/jobs/held"))["items"] == []
    async with database.system() as session:
        rows = await session.execute(
            text("SELECT id, status FROM pgqueuer WHERE id IN (:a, :b)"), {"a": first, "b": second}
        )
        assert [tuple(row) for row in rows] == [(first, "queued")]
        await session.execute(text("DELETE FROM pgqueuer WHERE id = :a"), {"a": first})


async def test_another_workspaces_are_not_there(
    database: Database, workspace: WorkspaceUnderTest, workspaces: WorkspaceFactory
) -> None:
    other = await workspaces.make()
    theirs = await hold(database, other)
    assert (await workspace.get("/api/v1/jobs/held"))["items"] == []
    assert (await workspace.call("POST", f"/api/v1/jobs/{theirs}/replay")).status_code == 404
    assert (await workspace.call("DELETE", f"/api/v1/jobs/{theirs}")).status_code == 404
    await other.call("DELETE", f"/api/v1/jobs/{theirs}")


@pytest.mark.parametrize("bad", ["x", "-1", "0", "9" * 30, "1.5", "%00"])
async def test_ids_that_are_none(workspace: WorkspaceUnderTest, bad: str) -> None:
    answer = await workspace.call("POST", f"/api/v1/jobs/{bad}/replay")
    assert answer.status_code == 422
    answer = await workspace.call("DELETE", f"/api/v1/jobs/{2**62}")
    assert answer.status_code == 404


async def test_an_agent_may_not_see_them(workspace: WorkspaceUnderTest) -> None:
    made = await workspace.post("/api/v1/api-keys", {"name": "Key", "role": "agent"})
    headers = {"Authorization": f"Bearer {made['key']}"}
    answer = await workspace.http.get("/api/v1/jobs/held", headers=headers)
    assert answer.status_code == 403
