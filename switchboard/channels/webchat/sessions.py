"""Opens a visitor's session: no contact is made until they write."""

from dataclasses import replace

from starlette.requests import HTTPConnection

from switchboard.channels.webchat.schemas import (
    NewSession,
    VisitorContact,
    WidgetConfig,
    WidgetSession,
)
from switchboard.channels.webchat.settings import WebchatSettings
from switchboard.channels.webchat.tokens import (
    Identity,
    IdentityRequired,
    SessionExpired,
    Visitor,
    VisitorTokens,
    new_visitor_id,
    verify_identity,
)
from switchboard.channels.webchat.visitor import ongoing, sender
from switchboard.contacts import update_profile
from switchboard.conversations.inboxes import find_by_public_key
from switchboard.conversations.models import Inbox
from switchboard.core.clock import now
from switchboard.core.db import Database
from switchboard.core.errors import Forbidden, NotFound
from switchboard.core.settings import Settings
from switchboard.team import Workspace
from switchboard.team.directory import display_names


async def open_session(
    database: Database,
    tokens: VisitorTokens,
    installation: Settings,
    asked: NewSession,
    origin: str | None,
    own: str,
) -> WidgetSession:
    """A session for this browser, or for whom the site vouches.

    Args:
        origin: the `Origin` header of the request; own: our own origin, where the frame lives.
    """
    inbox, config = await widget_of(database, installation, asked.widget_key)
    settings = WebchatSettings.model_validate(inbox.settings)
    check_origin(settings, origin, own)
    visitor = _visitor(tokens, inbox, settings, asked)
    async with database.transaction(inbox.workspace_id) as session:
        now_in = await ongoing(session, visitor)
        if now_in is not None:
            await update_profile(session, now_in.contact_id, sender(visitor))
    token, expires = tokens.issue(visitor)
    return WidgetSession(
        session_token=token,
        expires_at=expires,
        conversation_id=now_in.conversation_id if now_in else None,
        contact=_contact(visitor) if now_in or visitor.verified else None,
        config=config,
        last_seq=now_in.last_seq if now_in else 0,
    )


def _contact(visitor: Visitor) -> VisitorContact:
    proven = visitor.verified and visitor.email is not None
    return VisitorContact(name=visitor.name, verified=proven)


async def widget_of(
    database: Database, installation: Settings, widget_key: str
) -> tuple[Inbox, WidgetConfig]:
    """The inbox of a widget's public key, and how its widget looks."""
    async with database.system() as session:
        inbox = await find_by_public_key(session, widget_key)
        if inbox.channel != "webchat":
            raise NotFound("Widget not found.")
        workspace = await session.get_one(Workspace, inbox.workspace_id)
        ids = {inbox.assistant_id} if inbox.assistant_id else set()
        names = await display_names(session, ids)
    settings = WebchatSettings.model_validate(inbox.settings)
    return inbox, _shown(settings, installation, workspace, names.get(inbox.assistant_id or ""))


def _shown(
    settings: WebchatSettings, installation: Settings, workspace: Workspace, assistant: str | None
) -> WidgetConfig:
    hours, at = settings.business_hours, now()
    is_open = hours is None or hours.is_open(at)
    same = settings.model_dump(include=set(WidgetConfig.model_fields) - {"transcripts"})
    return WidgetConfig.model_validate(
        {
            **same,
            "name": workspace.name,
            "title": settings.title or workspace.name,
            "languages": workspace.languages,
            "assistant_name": assistant,
            "logo": settings.logo_id is not None,
            "upload_max_bytes": installation.upload_max_mb * 1024 * 1024,
            "transcripts": settings.transcripts and installation.smtp_url is not None,
            "open": is_open,
            "opens_at": None if is_open or hours is None else hours.opens_at(at),
        }
    )


def check_origin(settings: WebchatSettings, origin: str | None, own: str) -> None:
    """Refuse a page of a site that is not on the inbox's list. Our own frame always may."""
    if origin is None or origin == own or not settings.allowed_origins:
        return
    if origin.lower() not in settings.allowed_origins:
        raise Forbidden("This site is not allowed to use this chat.", code="origin_not_allowed")


def own_origin(connection: HTTPConnection, settings: Settings) -> str:
    """The origin our own pages have, as this browser reached them."""
    if settings.public_url:
        return settings.base_url
    scheme = {"ws": "http", "wss": "https"}.get(connection.url.scheme, connection.url.scheme)
    return f"{scheme}://{connection.url.netloc}"


def _visitor(
    tokens: VisitorTokens, inbox: Inbox, settings: WebchatSettings, asked: NewSession
) -> Visitor:
    identity = _vouched_for(settings, asked)
    profile = asked.visitor
    fresh = Visitor(
        workspace_id=inbox.workspace_id,
        inbox_id=inbox.id,
        external_id=f"u_{identity.id}" if identity else new_visitor_id(),
        name=identity.name if identity else profile.name,
        email=identity.email if identity else profile.email,
        language=(profile.locale or "").split("-")[0].lower() or None,
        time_zone=profile.time_zone,
        verified=identity is not None,
    )
    known = _known(tokens, inbox, asked)
    if known is None or identity is not None:
        return fresh
    return replace(
        fresh,
        external_id=known.external_id,
        name=fresh.name or known.name,
        email=fresh.email or known.email,
    )


def _vouched_for(settings: WebchatSettings, asked: NewSession) -> Identity | None:
    if asked.identity_token and settings.identity_secret:
        return verify_identity(asked.identity_token, settings.identity_secret, asked.widget_key)
    if settings.require_identity:
        raise IdentityRequired
    return None


def _known(tokens: VisitorTokens, inbox: Inbox, asked: NewSession) -> Visitor | None:
    """Whom an earlier session was for: the same inbox, and nobody the site vouched for."""
    if asked.session_token is None:
        return None
    try:
        visitor = tokens.read(asked.session_token)
    except SessionExpired:
        return None
    if visitor.inbox_id != inbox.id or visitor.verified:
        return None
    return visitor
