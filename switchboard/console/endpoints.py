"""The console's own routes: its socket, and the jobs that are held."""

from typing import Annotated

from fastapi import APIRouter, Path, WebSocket, status

from switchboard.console.socket import ConsoleSocket
from switchboard.core.api import provided
from switchboard.core.db import Database
from switchboard.core.dead_letters import HeldJob, HeldJobs
from switchboard.core.pages import Page
from switchboard.realtime import Bus
from switchboard.team import PUBLIC, Principal, allow

router = APIRouter(tags=["console"])

JobId = Annotated[int, Path(ge=1, le=2**63 - 1)]
Manager = Annotated[Principal, allow("jobs.manage")]
Db = Annotated[Database, provided(Database)]


@router.websocket("/ws/console", dependencies=[PUBLIC])
async def socket(websocket: WebSocket, db: Db, bus: Annotated[Bus, provided(Bus)]) -> None:
    """The console's socket; the first frame is `hello`, with a token unless a cookie is sent."""
    await ConsoleSocket(websocket, db, bus).run()


@router.get("/api/v1/jobs/held", tags=["jobs"])
async def held(staff: Manager, db: Db) -> Page[HeldJob]:
    """List failed jobs, newest first."""
    async with db.transaction(staff.workspace_id) as session:
        return Page(items=await HeldJobs(session).list_newest())


@router.post("/api/v1/jobs/{job_id}/replay", status_code=status.HTTP_202_ACCEPTED, tags=["jobs"])
async def replay(job_id: JobId, staff: Manager, db: Db) -> None:
    """Retry a failed job."""
    async with db.transaction(staff.workspace_id) as session:
        await HeldJobs(session).replay(job_id)


@router.delete("/api/v1/jobs/{job_id}", status_code=status.HTTP_204_NO_CONTENT, tags=["jobs"])
async def discard(job_id: JobId, staff: Manager, db: Db) -> None:
    """Delete a failed job."""
    async with db.transaction(staff.workspace_id) as session:
        await HeldJobs(session).discard(job_id)
