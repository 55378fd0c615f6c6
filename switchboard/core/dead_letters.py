"""Jobs that kept failing: held in the queue until somebody replays them or gives them up."""

import json
from datetime import datetime
from typing import Any

from pgqueuer import AsyncpgDriver, JobId, Queries
from pydantic import BaseModel
from sqlalchemy import text

from switchboard.core.db import Session
from switchboard.core.errors import NotFound
from switchboard.core.job_store import wake_after_commit

_LIST = text("""
    SELECT id, entrypoint, attempts, created, payload, (
      SELECT traceback FROM pgqueuer_log l
      WHERE l.job_id = q.id AND traceback IS NOT NULL ORDER BY l.created DESC LIMIT 1
    ) AS traceback
    FROM pgqueuer q
    WHERE status = 'failed'
      AND convert_from(payload, 'UTF8')::jsonb ->> 'workspace_id' = :workspace
    ORDER BY created DESC
    LIMIT 100
""")
_FIND = text("""
    SELECT entrypoint FROM pgqueuer
    WHERE id = :id AND status = 'failed'
      AND convert_from(payload, 'UTF8')::jsonb ->> 'workspace_id' = :workspace
    FOR UPDATE
""")
_DELETE = text("DELETE FROM pgqueuer WHERE id = :id")


class HeldJob(BaseModel):
    """A job that kept failing, and its last error."""

    id: int
    name: str
    attempts: int
    error: str
    created_at: datetime
    payload: dict[str, Any]


class HeldJobs:
    """The held jobs of the session's workspace."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def list_newest(self) -> list[HeldJob]:
        """The newest hundred."""
        rows = await self._session.execute(_LIST, {"workspace": self._session.workspace_id})
        return [
            HeldJob(
                id=row.id,
                name=row.entrypoint,
                attempts=row.attempts + 1,
                error=_error(row.traceback),
                created_at=row.created,
                payload=json.loads(row.payload)["payload"],
            )
            for row in rows
        ]

    async def replay(self, job_id: int) -> None:
        """Queue a held job again. Raises NotFound when this workspace holds none by this id."""
        kind = await self._find(job_id)
        await Queries(AsyncpgDriver(self._session.driver)).requeue_jobs([JobId(job_id)])
        wake_after_commit(self._session, [kind])

    async def discard(self, job_id: int) -> None:
        """Give a held job up. Raises NotFound when this workspace holds none by this id."""
        await self._find(job_id)
        await self._session.execute(_DELETE, {"id": job_id})

    async def _find(self, job_id: int) -> str:
        """The job's kind."""
        known = {"id": job_id, "workspace": self._session.workspace_id}
        kind: str | None = await self._session.scalar(_FIND, known)
        if kind is None:
            raise NotFound("Failed job not found.")
        return kind


def _error(traceback: Any) -> str:
    record = json.loads(traceback) if isinstance(traceback, str) else traceback or {}
    return f"{record.get('exception_type', '')}: {record.get('exception_message', '')}".strip(": ")
