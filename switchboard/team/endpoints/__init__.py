"""The API of workspaces, people and sessions."""

from fastapi import APIRouter

from switchboard.team.endpoints import api_keys, auth, me, members, teams, workspace

router = APIRouter(prefix="/api/v1")
for part in (auth, me, workspace, members, teams, api_keys):
    router.include_router(part.router)
