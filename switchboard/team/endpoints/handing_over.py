"""How a session reaches whoever signed in: as tokens in the body, or as cookies."""

from fastapi import Response

from switchboard.core.api import provided
from switchboard.core.settings import Settings
from switchboard.team.cookies import cookie_names, set_cookie
from switchboard.team.credentials import ACCESS_TOKEN_SECONDS, Credentials
from switchboard.team.schemas import Held, Member, Session, Workspace
from switchboard.team.sessions import REFRESH_TOKEN_SECONDS, OpenSession

_DEVICE_SECONDS = 365 * 24 * 3600


class HandOver:
    """Hands a session over with the response of the request at hand."""

    def __init__(
        self,
        response: Response,
        credentials: Credentials = provided(Credentials),
        settings: Settings = provided(Settings),
    ) -> None:
        self._response = response
        self._credentials = credentials
        self._settings = settings

    def __call__(self, opened: OpenSession, held: Held) -> Session:
        """The body of the answer; with `cookie` its tokens are in cookies instead."""
        self._response.headers["Cache-Control"] = "no-store"
        access_token: str | None = self._credentials.access_token(opened.id)
        refresh_token: str | None = opened.refresh_token
        if held == "cookie":
            self._set_cookies(access_token or "", opened.refresh_token, opened.account.email)
            access_token = refresh_token = None
        return Session(
            access_token=access_token,
            refresh_token=refresh_token,
            token_type="Bearer",  # noqa: S106 - the name of the scheme
            expires_in=ACCESS_TOKEN_SECONDS,
            member=Member.of(opened.member, opened.account.email),
            workspace=Workspace.of(opened.workspace),
        )

    def _set_cookies(self, access_token: str, refresh_token: str, email: str) -> None:
        names = cookie_names(self._settings)
        tokens = (
            (names.access, access_token, ACCESS_TOKEN_SECONDS),
            (names.refresh, refresh_token, REFRESH_TOKEN_SECONDS),
            (names.device, self._credentials.device_token(email), _DEVICE_SECONDS),
        )
        for name, token, seconds in tokens:
            set_cookie(self._response, self._settings, name, token, seconds)
