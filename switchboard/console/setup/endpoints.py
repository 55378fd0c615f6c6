"""The set-up over HTTP."""

from typing import Annotated

from fastapi import APIRouter

from switchboard.console.setup.schemas import Setup, SetupChange
from switchboard.console.setup.service import change_setup, read_setup
from switchboard.core.api import provided
from switchboard.core.db import Database
from switchboard.team import Principal, allow

router = APIRouter(prefix="/api/v1/setup", tags=["setup"])

Db = Annotated[Database, provided(Database)]


@router.get("")
async def read(staff: Annotated[Principal, allow("settings.write")], db: Db) -> Setup:
    """Get the setup progress and remaining tasks."""
    async with db.transaction(staff.workspace_id) as session:
        return await read_setup(session)


@router.patch("")
async def change(
    body: SetupChange, staff: Annotated[Principal, allow("settings.write")], db: Db
) -> Setup:
    """Save the setup progress, so that setup can continue anywhere."""
    async with db.transaction(staff.workspace_id) as session:
        return await change_setup(session, body)
