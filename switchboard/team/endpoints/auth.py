"""Signing in, staying signed in, and signing out."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response, status

from switchboard.core.api import provided
from switchboard.core.client_address import client_network
from switchboard.core.db import Database
from switchboard.core.errors import Problem
from switchboard.core.rate_limit import RateLimiter
from switchboard.core.settings import Settings
from switchboard.team import sign_in as signing
from switchboard.team.access import PUBLIC, authenticate
from switchboard.team.cookies import clear_cookies, cookie_names, require_same_origin
from switchboard.team.credentials import Credentials, unauthorized
from switchboard.team.endpoints.handing_over import HandOver
from switchboard.team.schemas import AcceptInvite, LoginRequest, RefreshRequest, Session
from switchboard.team.sessions import (
    end_session,
    renew_session,
    session_id_of,
    session_of_token,
)

router = APIRouter(prefix="/auth", tags=["auth"], dependencies=[PUBLIC])


@router.post("/login")
async def login(
    body: LoginRequest,
    request: Request,
    hand_over: Annotated[HandOver, Depends()],
    database: Database = provided(Database),
    limiter: RateLimiter = provided(RateLimiter),
    credentials: Credentials = provided(Credentials),
    settings: Settings = provided(Settings),
) -> Session:
    """Sign in with e-mail and password."""
    shown = request.cookies.get(cookie_names(settings).device, "")
    attempt = signing.Attempt(
        body.email, client_network(request), credentials.device_of(shown, body.email)
    )
    opened = await signing.sign_in(
        database,
        limiter,
        attempt=attempt,
        password=body.password,
        workspace_id=body.workspace_id,
    )
    return hand_over(opened, body.session)


@router.post("/accept-invite")
async def accept_invite(
    body: AcceptInvite,
    request: Request,
    hand_over: Annotated[HandOver, Depends()],
    database: Database = provided(Database),
    limiter: RateLimiter = provided(RateLimiter),
) -> Session:
    """Accept an invitation: choose a name and a password, and sign in."""
    opened = await signing.accept_invite(
        database,
        limiter,
        token=body.token,
        name=body.name,
        password=body.password,
        network=client_network(request),
    )
    return hand_over(opened, body.session)


@router.post("/refresh")
async def refresh(
    request: Request,
    hand_over: Annotated[HandOver, Depends()],
    body: RefreshRequest | None = None,
    database: Database = provided(Database),
    credentials: Credentials = provided(Credentials),
    settings: Settings = provided(Settings),
) -> Session:
    """Exchange the refresh token, from the body or the cookie, for new tokens."""
    token = body.refresh_token if body else None
    in_cookie = token is None
    if token is None:
        token = _refresh_cookie(request, settings)
    if not token:
        raise unauthorized()
    async with database.system() as session:
        opened = await renew_session(session, token, credentials.successor_of)
    if opened is None:
        credentials.forget(session_id_of(token))
        raise unauthorized("This session has ended. Please sign in again.")
    return hand_over(opened, "cookie" if in_cookie else "token")


@router.post("/logout", status_code=status.HTTP_204_NO_CONTENT)
async def logout(
    request: Request,
    response: Response,
    body: RefreshRequest | None = None,
    database: Database = provided(Database),
    credentials: Credentials = provided(Credentials),
    settings: Settings = provided(Settings),
) -> None:
    """End the session of the given access token, refresh token or cookies."""
    refresh_token = (body and body.refresh_token) or _refresh_cookie(request, settings)
    session_id = await _session_of(request)
    async with database.system() as session:
        if session_id is None and refresh_token:
            session_id = await session_of_token(session, refresh_token)
        if session_id is not None:
            await end_session(session, session_id)
            credentials.forget(session_id)
    clear_cookies(response, settings)


async def _session_of(request: Request) -> str | None:
    try:
        return (await authenticate(request)).session_id
    except Problem:
        return None


def _refresh_cookie(request: Request, settings: Settings) -> str | None:
    token = request.cookies.get(cookie_names(settings).refresh)
    if token:
        require_same_origin(request, settings)
    return token
