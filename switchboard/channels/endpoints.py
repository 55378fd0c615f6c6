"""Inboxes over HTTP: the configured accounts of each channel."""

from typing import Annotated, Any

from fastapi import APIRouter, status

from switchboard.channels import schemas
from switchboard.channels.registry import channel_named
from switchboard.channels.snippet import widget_snippet
from switchboard.conversations import Inbox
from switchboard.conversations.attachments import keep
from switchboard.conversations.inboxes import create_inbox, get_inbox, list_inboxes
from switchboard.core.api import provided
from switchboard.core.db import Database, Session
from switchboard.core.errors import FieldError, Invalid
from switchboard.core.pages import Page
from switchboard.core.settings import Settings
from switchboard.core.versions import IfMatch, check_unchanged
from switchboard.team import Principal, allow, team_names
from switchboard.team.assistants import get_assistant, list_assistants

router = APIRouter(prefix="/api/v1/inboxes", tags=["inboxes"])

Reader = Annotated[Principal, allow("inboxes.read")]
Writer = Annotated[Principal, allow("inboxes.write")]
Db = Annotated[Database, provided(Database)]
Config = Annotated[Settings, provided(Settings)]


@router.get("")
async def list_all(staff: Reader, db: Db, settings: Config) -> Page[schemas.Inbox]:
    """List all inboxes."""
    async with db.transaction(staff.workspace_id) as session:
        return Page(items=[_shown(row, settings) for row in await list_inboxes(session)])


@router.post("", status_code=status.HTTP_201_CREATED)
async def create(body: schemas.NewInbox, staff: Writer, db: Db, settings: Config) -> schemas.Inbox:
    """Create an inbox."""
    checked = channel_named(body.channel).check_settings(body.settings)
    async with db.transaction(staff.workspace_id) as session:
        await _check_team(session, body.settings)
        inbox = await create_inbox(
            session,
            name=body.name.strip(),
            channel=body.channel,
            settings=checked,
            assistant_id=await _first_assistant(session),
        )
        await _keep_logo(session, inbox)
        return _shown(inbox, settings)


@router.get("/{inbox_id}")
async def read(inbox_id: str, staff: Reader, db: Db, settings: Config) -> schemas.Inbox:
    """Get an inbox."""
    async with db.transaction(staff.workspace_id) as session:
        return _shown(await get_inbox(session, inbox_id), settings)


@router.patch("/{inbox_id}")
async def change(
    inbox_id: str,
    body: schemas.InboxChange,
    staff: Writer,
    db: Db,
    settings: Config,
    if_match: IfMatch = None,
) -> schemas.Inbox:
    """Update an inbox's name, settings or assistant (null: none)."""
    async with db.transaction(staff.workspace_id) as session:
        inbox = await get_inbox(session, inbox_id)
        check_unchanged(_shown(inbox, settings), if_match)
        if body.name is not None:
            inbox.name = body.name.strip()
        if body.settings is not None:
            channel = channel_named(inbox.channel)
            await _check_team(session, body.settings)
            inbox.settings = channel.check_settings(body.settings, inbox.settings)
            await _keep_logo(session, inbox)
        if "assistant_id" in body.model_fields_set:
            await _set_assistant(session, inbox, body.assistant_id)
        await session.flush()
        return _shown(inbox, settings)


@router.delete("/{inbox_id}", status_code=status.HTTP_204_NO_CONTENT)
async def remove(inbox_id: str, staff: Writer, db: Db) -> None:
    """Delete an inbox with all its conversations."""
    async with db.transaction(staff.workspace_id) as session:
        await session.delete(await get_inbox(session, inbox_id))


async def _first_assistant(session: Session) -> str | None:
    assistants = await list_assistants(session)
    return assistants[0].id if assistants else None


async def _check_team(session: Session, given: dict[str, Any]) -> None:
    """Raise Invalid for a team that this workspace does not have."""
    team_id = given.get("handover_team_id")
    if isinstance(team_id, str) and team_id not in await team_names(session, [team_id]):
        sentence = "Choose a team in this workspace."
        field = "settings.handover_team_id"
        raise Invalid(sentence, errors=[FieldError(field=field, message=sentence)])


async def _keep_logo(session: Session, inbox: Inbox) -> None:
    if logo_id := inbox.settings.get("logo_id"):
        await keep(session, logo_id)


async def _set_assistant(session: Session, inbox: Inbox, assistant_id: str | None) -> None:
    if assistant_id is not None:
        await get_assistant(session, assistant_id)
    inbox.assistant_id = assistant_id


def _shown(inbox: Inbox, settings: Settings) -> schemas.Inbox:
    webchat = inbox.channel == "webchat"
    return schemas.Inbox(
        id=inbox.id,
        name=inbox.name,
        channel=inbox.channel,
        settings=channel_named(inbox.channel).shown_settings(inbox.settings),
        assistant_id=inbox.assistant_id,
        widget_key=inbox.public_key if webchat else None,
        snippet=widget_snippet(settings.base_url, inbox.public_key) if webchat else None,
        created_at=inbox.created_at,
    )
