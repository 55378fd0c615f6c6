"""Credentials of programs."""

from typing import Annotated

from fastapi import APIRouter, Response, status
from sqlalchemy import delete, select

from switchboard.core.api import provided
from switchboard.core.db import Database
from switchboard.core.errors import NotFound
from switchboard.core.ids import new_id
from switchboard.team import models
from switchboard.team.access import allow
from switchboard.team.credentials import (
    API_KEY_PREFIX,
    Credentials,
    Principal,
    new_secret,
    secret_hash,
)
from switchboard.team.endpoints.paging import After, Limit, PathId, next_cursor, one_page
from switchboard.team.people import require_rank
from switchboard.team.permissions import Role
from switchboard.team.schemas import ApiKey, ApiKeyCreate, ApiKeyCreated, ApiKeyPage

router = APIRouter(prefix="/api-keys", tags=["api_keys"])

Manager = Annotated[Principal, allow("api_keys.manage")]
_SHOWN = len(API_KEY_PREFIX) + 6


@router.get("")
async def list_api_keys(
    staff: Manager,
    after: After = None,
    limit: Limit = 100,
    database: Database = provided(Database),
) -> ApiKeyPage:
    """The keys, by their beginnings."""
    query = select(models.ApiKey).where(models.ApiKey.workspace_id == staff.workspace_id)
    async with database.transaction(staff.workspace_id) as session:
        keys = list(await session.scalars(one_page(query, models.ApiKey.id, after, limit)))
    return ApiKeyPage(
        items=[_shown(key) for key in keys[:limit]],
        next=next_cursor([key.id for key in keys], limit),
    )


@router.post("", status_code=status.HTTP_201_CREATED)
async def create_api_key(
    body: ApiKeyCreate,
    staff: Manager,
    response: Response,
    database: Database = provided(Database),
) -> ApiKeyCreated:
    """Make a key, no stronger than whoever makes it. It is shown now only."""
    require_rank(staff, body.role)
    key = API_KEY_PREFIX + new_secret()
    row = models.ApiKey(
        id=new_id("key"),
        workspace_id=staff.workspace_id,
        name=body.name,
        role=body.role,
        key_hash=secret_hash(key),
        prefix=key[:_SHOWN],
        created_by=staff.id,
        expires_at=body.expires_at,
    )
    async with database.transaction(staff.workspace_id) as session:
        session.add(row)
    response.headers["Cache-Control"] = "no-store"
    return ApiKeyCreated(id=row.id, name=row.name, role=body.role, key=key)


@router.delete("/{id}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_api_key(
    id: PathId,  # noqa: A002 - the name in the contract
    staff: Manager,
    database: Database = provided(Database),
    credentials: Credentials = provided(Credentials),
) -> None:
    """Delete a key; it stops working within seconds."""
    query = delete(models.ApiKey).where(
        models.ApiKey.workspace_id == staff.workspace_id, models.ApiKey.id == id
    )
    async with database.transaction(staff.workspace_id) as session:
        if await session.scalar(query.returning(models.ApiKey.id)) is None:
            raise NotFound("There is no such API key.")
    credentials.forget()


def _shown(key: models.ApiKey) -> ApiKey:
    return ApiKey(
        id=key.id,
        name=key.name,
        role=Role(key.role),
        prefix=key.prefix,
        created_at=key.created_at,
        last_used_at=key.last_used_at,
        expires_at=key.expires_at,
    )
