"""The workspace itself."""

from typing import Annotated

from fastapi import APIRouter

from switchboard.core.api import provided
from switchboard.core.db import Database
from switchboard.core.errors import Invalid
from switchboard.core.versions import IfMatch, check_unchanged
from switchboard.team.access import allow
from switchboard.team.credentials import Principal
from switchboard.team.queries import own_workspace
from switchboard.team.schemas import Workspace, WorkspaceUpdate

router = APIRouter(prefix="/workspace", tags=["workspace"])


@router.get("")
async def read_workspace(
    staff: Annotated[Principal, allow("settings.read")], database: Database = provided(Database)
) -> Workspace:
    """Get the workspace and its languages."""
    async with database.transaction(staff.workspace_id) as session:
        return Workspace.of(await own_workspace(session))


@router.patch("")
async def change_workspace(
    body: WorkspaceUpdate,
    staff: Annotated[Principal, allow("settings.write")],
    if_match: IfMatch = None,
    database: Database = provided(Database),
) -> Workspace:
    """Update the workspace's name or languages."""
    async with database.transaction(staff.workspace_id) as session:
        workspace = await own_workspace(session, lock=True)
        check_unchanged(Workspace.of(workspace), if_match)
        for name, value in body.model_dump(exclude_none=True).items():
            setattr(workspace, name, value)
        if workspace.default_language not in workspace.languages:
            raise Invalid("The default language must be one of the workspace's languages.")
        await session.flush()
        return Workspace.of(workspace)
