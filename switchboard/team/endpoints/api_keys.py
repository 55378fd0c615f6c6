"""Credentials of programs."""

from typing import Annotated

from fastapi import APIRouter, Response, status
from sqlalchemy import delete, select

from switchboard.core.api import provided
from switchboard.core.db import Database, Session
from switchboard.core.errors import FieldError, Invalid, NotFound
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
from switchboard.team.permissions import Role, weaker
from switchboard.team.schemas import (
    ApiKey,
    ApiKeyCreate,
    ApiKeyCreated,
    ApiKeyPage,
    ApiKeyUpdate,
    KeyOwner,
)

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
    """List API keys, with their first characters."""
    query = (
        select(models.ApiKey, models.Member)
        .outerjoin(models.Member, models.Member.id == models.ApiKey.owner_id)
        .where(models.ApiKey.workspace_id == staff.workspace_id)
    )
    async with database.transaction(staff.workspace_id) as session:
        rows = (await session.execute(one_page(query, models.ApiKey.id, after, limit))).all()
    return ApiKeyPage(
        items=[_shown(key, owner) for key, owner in rows[:limit]],
        next=next_cursor([key.id for key, _ in rows], limit),
    )


@router.post("", status_code=status.HTTP_201_CREATED)
async def create_api_key(
    body: ApiKeyCreate,
    staff: Manager,
    response: Response,
    database: Database = provided(Database),
) -> ApiKeyCreated:
    """Make a key that may do no more than you. It is shown only once.

    You answer for it: it loses rights when you do, and stops when you leave.
    """
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
        owner_id=staff.member_id,
        expires_at=body.expires_at,
    )
    async with database.transaction(staff.workspace_id) as session:
        session.add(row)
    response.headers["Cache-Control"] = "no-store"
    return ApiKeyCreated(id=row.id, name=row.name, role=body.role, key=key)


@router.patch("/{id}")
async def hand_over_api_key(
    id: PathId,  # noqa: A002 - the name in the contract
    body: ApiKeyUpdate,
    staff: Manager,
    database: Database = provided(Database),
    credentials: Credentials = provided(Credentials),
) -> ApiKey:
    """Transfer a key to another member, so that it outlives its present owner."""
    async with database.transaction(staff.workspace_id) as session:
        key = await _locked(session, staff, id)
        require_rank(staff, Role(key.role))
        owner = await _active_member(session, body.owner_id)
        key.owner_id = owner.id
        shown = _shown(key, owner)
    credentials.forget()
    return shown


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
            raise NotFound("API key not found.")
    credentials.forget()


async def _locked(session: Session, staff: Principal, key_id: str) -> models.ApiKey:
    query = select(models.ApiKey).where(
        models.ApiKey.workspace_id == staff.workspace_id, models.ApiKey.id == key_id
    )
    key = await session.scalar(query.with_for_update())
    if key is None:
        raise NotFound("API key not found.")
    return key


async def _active_member(session: Session, member_id: str) -> models.Member:
    query = select(models.Member).where(
        models.Member.workspace_id == session.workspace_id,
        models.Member.id == member_id,
        models.Member.status == models.MemberStatus.ACTIVE,
    )
    member = await session.scalar(query)
    if member is None:
        sentence = "Choose an active member of this workspace."
        raise Invalid(sentence, errors=[FieldError(field="owner_id", message=sentence)])
    return member


def _shown(key: models.ApiKey, owner: models.Member | None) -> ApiKey:
    works = owner is not None and owner.status == models.MemberStatus.ACTIVE
    return ApiKey(
        id=key.id,
        name=key.name,
        role=Role(key.role),
        effective_role=weaker(Role(key.role), Role(owner.role)) if owner and works else None,
        owner=KeyOwner(id=owner.id, name=owner.name) if owner else None,
        prefix=key.prefix,
        created_at=key.created_at,
        last_used_at=key.last_used_at,
        expires_at=key.expires_at,
    )
